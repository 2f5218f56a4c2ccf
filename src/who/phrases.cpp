// Cuts words into pieces and finds phrases of the tables in a text by walking a trie over numbered
// pieces: one hash look-up a word, one more a step. Hyphens, full stops and apostrophes make no
// difference ("al Qaida", "al-Qaida"; "U.S.", "US"); capitals are kept beside the piece, because
// "ICE" is a police force and "ice" is not.

#include "who/phrases.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"

namespace nutgraf::who {

namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == '`'; }

// Builds pieces one character at a time.
class Cutter {
 public:
  void letter(std::string_view bytes, char32_t c) {
    raw_ += bytes;
    if (is_digit(c)) return;
    ++letters_;
    if (is_upper(c)) {
      ++upper_;
      if (letters_ == 1) starts_upper_ = true;
    }
  }
  void end() {
    if (!raw_.empty()) {
      Shape shape = Shape::none;
      if (letters_ > 0) {
        if (upper_ == letters_ && letters_ > 1)
          shape = Shape::upper;
        else if (starts_upper_)
          shape = Shape::capital;
        else
          shape = Shape::lower;
      }
      pieces.push_back({is_ascii(raw_) ? lower_case(raw_) : fold(raw_), shape});
    }
    raw_.clear();
    letters_ = upper_ = 0;
    starts_upper_ = false;
  }
  bool empty() const { return raw_.empty(); }
  std::vector<Piece> pieces;

 private:
  std::string raw_;
  int letters_ = 0, upper_ = 0;
  bool starts_upper_ = false;
};

}  // namespace

std::vector<Piece> cut_into_pieces(std::string_view text) {
  Cutter cutter;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    const std::size_t after = at + c.bytes;
    if (is_letter(c.code_point) || is_digit(c.code_point)) {
      cutter.letter(text.substr(at, c.bytes), c.code_point);
    } else if (is_apostrophe(c.code_point)) {
      const bool is_genitive = after < text.size() && (text[after] | 0x20) == 's' &&
                               (after + 1 == text.size() || text[after + 1] == ' ' || text[after + 1] == '-');
      if (is_genitive) cutter.end();
    } else if (c.code_point != '.' || (after < text.size() && text[after] == ' ')) {
      cutter.end();
    }
    at = after;
  }
  cutter.end();
  return std::move(cutter.pieces);
}

namespace {

std::uint64_t mixed(std::uint64_t key) {
  key ^= key >> 32;
  key *= 0x9E3779B97F4A7C15u;
  return key ^ key >> 29;
}

std::uint64_t hash_of(std::string_view word) {
  const std::uint64_t hash = hash_text(word);
  return hash == 0 ? 1 : hash;
}

}  // namespace

std::uint32_t FlatMap::find(std::uint64_t key) const {
  const std::size_t mask = places_.size() - 1;
  for (std::size_t i = mixed(key) & mask;; i = (i + 1) & mask) {
    if (places_[i].key == key) return places_[i].value;
    if (places_[i].key == 0) return 0;
  }
}

std::uint32_t& FlatMap::at(std::uint64_t key) {
  if (used_ * 2 >= places_.size()) grow();
  const std::size_t mask = places_.size() - 1;
  std::size_t i = mixed(key) & mask;
  while (places_[i].key != key && places_[i].key != 0) i = (i + 1) & mask;
  if (places_[i].key == 0) {
    places_[i].key = key;
    ++used_;
  }
  return places_[i].value;
}

void FlatMap::grow() {
  const std::vector<Place> old = std::move(places_);
  places_.assign(old.size() * 2, {});
  const std::size_t mask = places_.size() - 1;
  for (const Place& place : old) {
    if (place.key == 0) continue;
    std::size_t i = mixed(place.key) & mask;
    while (places_[i].key != 0) i = (i + 1) & mask;
    places_[i] = place;
  }
}

std::uint32_t Phrases::number(const std::string& word) {
  std::uint32_t& value = words_.at(hash_of(word));
  if (value == 0) {
    value = static_cast<std::uint32_t>(starts_.size());
    starts_.push_back(nowhere);
  }
  return value;
}

std::uint32_t Phrases::word_number(std::string_view word) const { return words_.find(hash_of(word)); }

std::uint32_t Phrases::next(std::uint32_t node, std::uint32_t word) const {
  return word == 0 ? nowhere : steps_.find(std::uint64_t{node} << 32 | word);
}

void Phrases::add(const std::vector<Piece>& pieces, std::uint32_t value) {
  std::uint32_t node = nowhere;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint32_t word = number(pieces[i].word);
    std::uint32_t& step = i == 0 ? starts_[word] : steps_.at(std::uint64_t{node} << 32 | word);
    if (step == nowhere) {
      step = static_cast<std::uint32_t>(values_.size());
      values_.emplace_back();
    }
    node = step;
  }
  if (node != nowhere && std::ranges::find(values_[node], value) == values_[node].end()) values_[node].push_back(value);
}

namespace {

// The shape of a token that is one piece of plain ASCII letters; nothing when it must be cut.
bool read_plain(const Token& token, Shape& shape) {
  int upper = 0;
  for (const char c : token.form) {
    if (c >= 'A' && c <= 'Z')
      ++upper;
    else if (c < 'a' || c > 'z')
      return false;
  }
  const int size = static_cast<int>(token.form.size());
  const bool starts_upper = size > 0 && token.form[0] >= 'A' && token.form[0] <= 'Z';
  shape = upper == size && size > 1 ? Shape::upper : starts_upper ? Shape::capital : Shape::lower;
  return size > 0;
}

bool joins(const Token& token) {
  return token.form == "-" || token.form == "&" || token.form == "/" || token.form == "(" || token.form == ")" ||
         token.form == "[" || token.form == "]" || token.form == "'" || token.form == "’" || token.form == "–";
}

}  // namespace

std::vector<TextPiece> cut_reading(const Reading& reading, const Phrases& phrases) {
  std::vector<TextPiece> pieces;
  pieces.reserve(reading.tokens.size() + 16);
  bool starts_run = true;
  std::int32_t sentence = -1;
  for (std::int32_t t = 0; t < reading.size(); ++t) {
    const Token& token = reading[t];
    if (token.sentence != sentence) starts_run = true;
    sentence = token.sentence;
    Shape shape;
    if (read_plain(token, shape)) {
      pieces.push_back({phrases.word_number(token.lower), t, shape, starts_run});
      starts_run = false;
      continue;
    }
    const std::vector<Piece> cut = cut_into_pieces(token.form);
    for (const Piece& piece : cut) {
      pieces.push_back({phrases.word_number(piece.word), t, piece.shape, starts_run});
      starts_run = false;
    }
    if (cut.empty() && !joins(token)) starts_run = true;
  }
  return pieces;
}

std::string plural_of(const std::string& phrase) {
  const auto replace_end = [&](std::size_t count, std::string_view end) {
    return phrase.substr(0, phrase.size() - count) + std::string(end);
  };
  const auto ends = [&](std::string_view end) { return std::string_view(phrase).ends_with(end); };
  if (ends("human") || ends("German") || ends("Roman")) return phrase + "s";
  if (ends("man") && phrase.size() > 3 && !ends("oman")) return replace_end(2, "en");
  if (phrase == "man" || ends(" man") || ends("woman") || ends("Woman")) return replace_end(2, "en");
  if (ends("child")) return phrase + "ren";
  if (phrase == "person" || ends(" person")) return replace_end(6, "people");
  if (ends("ese") || ends("police") || ends("people")) return phrase;
  if (ends("y") && phrase.size() > 1 &&
      std::string_view("aeiou").find(phrase[phrase.size() - 2]) == std::string_view::npos)
    return replace_end(1, "ies");
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) return phrase + "es";
  return phrase + "s";
}

}  // namespace nutgraf::who
