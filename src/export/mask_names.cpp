// Takes the names of private people out of a text: "Mr. Hanslo's lawyer" becomes "Mr. private person 1a2b3c4d's lawyer". A
// name is masked by its words, so that a surname alone, another order, capitals, a plural ("the Hanslos") or a hashtag do not
// show it; words that are also words of the language count only with their capital. It errs towards masking too much. Who is
// private is decided in private_people.cpp.

#include "export/mask_names.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "engine/weights.h"

namespace nutgraf::export_ {

namespace {

constexpr std::size_t least_inside = 5;  // letters of a name that are looked for inside longer words

// Marks that are not seen: soft hyphen, zero-width space and joiners.
bool is_unseen(char32_t c) { return c == 0xad || (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff; }

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c) || (c >= 0x300 && c <= 0x36f); }

// What may stand between two words of one name: "Ana-Maria", "J. Osman", "O'Brien".
bool joins(std::string_view between) {
  return between == " " || between == "-" || between == "." || between == ". " || between == "'" || between == "’" || between == "\u2010" ||
         between == "\u2011" || between == "\u00a0";
}

bool is_pseudonym_number(const std::string& word) {
  return word.size() == 8 && word.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool share(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  return std::ranges::any_of(a, [&](std::size_t one) { return std::ranges::find(b, one) != b.end(); });
}

}  // namespace

std::string make_pseudonym(std::string_view salt, std::string_view name) {
  return std::string(pseudonym_start) + engine::sha256(std::string(salt) + "\n" + fold(name)).substr(0, 8);
}

std::vector<MaskWord> split_words(std::string_view text) {
  std::vector<MaskWord> words;
  for (std::size_t at = 0; at < text.size();) {
    const Character first = read_character(text, at);
    if (!is_word_character(first.code_point)) {
      at += first.bytes;
      continue;
    }
    MaskWord word{.begin = at};
    while (at < text.size()) {
      const Character c = read_character(text, at);
      if (!is_word_character(c.code_point) && !is_unseen(c.code_point)) break;
      word.has_capital = word.has_capital || is_upper(c.code_point);
      if (!is_unseen(c.code_point)) word.folded += text.substr(at, c.bytes);
      at += c.bytes;
    }
    word.end = at;
    word.folded = fold(word.folded);
    words.push_back(std::move(word));
  }
  return words;
}

NameMasker::NameMasker(const Codebook& book, std::vector<PrivatePerson> people, const std::vector<std::string>& kept, std::string salt)
    : book_(&book), people_(std::move(people)), salt_(std::move(salt)) {
  for (std::size_t i = 0; i < people_.size(); ++i)
    for (const std::string& name : people_[i].names) {
      std::string whole;
      for (const MaskWord& word : split_words(name)) {
        whole += (whole.empty() ? "" : " ") + word.folded;
        Piece& piece = pieces_[word.folded];
        piece.sort = book.sort_of(word.folded);
        if (std::ranges::find(piece.people, i) == piece.people.end()) piece.people.push_back(i);
      }
      whole_names_.insert(std::move(whole));
    }
  for (const auto& [word, piece] : pieces_)
    if (piece.sort == NameWord::plain && word.size() >= least_inside) long_pieces_.push_back(word);
  std::ranges::sort(long_pieces_);
  std::set<std::vector<std::string>> phrases;
  for (const std::string& phrase : kept) {
    std::vector<std::string> words;
    for (MaskWord& word : split_words(phrase)) words.push_back(std::move(word.folded));
    if (!words.empty()) phrases.insert(std::move(words));
  }
  kept_.assign(phrases.begin(), phrases.end());
  std::ranges::stable_sort(kept_, std::greater{}, &std::vector<std::string>::size);
}

std::vector<bool> NameMasker::find_kept(const std::vector<MaskWord>& words) const {
  std::vector<bool> is_kept(words.size(), false);
  for (std::size_t i = 2; i < words.size(); ++i)  // what an export that is read again has masked already
    if (words[i - 2].folded == "private" && words[i - 1].folded == "person" && is_pseudonym_number(words[i].folded))
      is_kept[i - 2] = is_kept[i - 1] = is_kept[i] = true;
  for (const std::vector<std::string>& phrase : kept_)
    for (std::size_t at = 0; at + phrase.size() <= words.size(); ++at) {
      const bool fits = std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
                                   [](const std::string& a, const MaskWord& b) { return a == b.folded; });
      if (fits) std::fill_n(is_kept.begin() + static_cast<std::ptrdiff_t>(at), phrase.size(), true);
    }
  return is_kept;
}

bool NameMasker::is_whole_name(const std::vector<MaskWord>& words) const {
  std::string text;
  for (const MaskWord& word : words) text += (text.empty() ? "" : " ") + word.folded;
  return whole_names_.contains(text);
}

const NameMasker::Piece* NameMasker::piece_of(const MaskWord& word) const {
  const auto whole = pieces_.find(word.folded);
  if (whole != pieces_.end()) return &whole->second;
  for (const std::string_view ending : {"s", "es"}) {  // "the Hanslos"
    if (word.folded.size() < ending.size() + 3 || !word.folded.ends_with(ending)) continue;
    const auto found = pieces_.find(word.folded.substr(0, word.folded.size() - ending.size()));
    if (found != pieces_.end() && found->second.sort == NameWord::plain) return &found->second;
  }
  for (const std::string& piece : long_pieces_)
    if (word.folded.find(piece) != std::string::npos) return &pieces_.find(piece)->second;
  return nullptr;
}

// Several people may share a surname: alone it stands for none of them.
std::string NameMasker::pseudonym_of(const std::vector<MaskWord>& words, std::size_t first, std::size_t last) const {
  std::vector<std::size_t> score(people_.size(), 0);
  std::string written;
  for (std::size_t i = first; i <= last; ++i) {
    written += (i > first ? " " : "") + words[i].folded;
    if (const Piece* piece = piece_of(words[i]))
      for (const std::size_t person : piece->people) ++score[person];
  }
  const auto best = std::ranges::max_element(score);
  if (best == score.end() || std::ranges::count(score, *best) > 1) return make_pseudonym(salt_, written);
  return people_[static_cast<std::size_t>(best - score.begin())].pseudonym;
}

std::string NameMasker::mask(std::string_view text) const {
  if (people_.empty()) return std::string(text);
  const std::vector<MaskWord> words = split_words(text);
  const std::vector<bool> is_kept = find_kept(words);
  const bool is_name = is_whole_name(words);
  std::vector<const Piece*> piece(words.size(), nullptr);
  std::vector<bool> is_masked(words.size(), false);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_kept[i]) continue;
    piece[i] = piece_of(words[i]);
    if (!piece[i]) continue;
    is_masked[i] = is_name || piece[i]->sort == NameWord::plain || (piece[i]->sort == NameWord::ordinary && words[i].has_capital);
  }
  const auto between = [&](std::size_t i) { return text.substr(words[i].end, words[i + 1].begin - words[i].end); };
  // A word of the same name beside a masked one is masked too, and so is what a hyphen or a first name ties to it.
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (is_masked[i] == is_masked[i + 1] || !joins(between(i))) continue;
      const std::size_t open = is_masked[i] ? i + 1 : i, shut = is_masked[i] ? i : i + 1;
      if (is_kept[open]) continue;
      const bool is_same = piece[open] && piece[shut] && share(piece[open]->people, piece[shut]->people);
      const bool is_tied = between(i) == "-" && words[open].has_capital;
      const bool is_first_name = open < shut && words[open].has_capital && book_->first_names.contains(words[open].folded);
      if (!is_same && !is_tied && !is_first_name) continue;
      is_masked[open] = is_changed = true;
    }
  }
  // In small letters, words that are also ordinary show a name only together.
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (piece[i] && piece[i + 1] && !is_kept[i] && !is_kept[i + 1] && joins(between(i)) && share(piece[i]->people, piece[i + 1]->people) &&
        (piece[i]->sort != NameWord::particle || piece[i + 1]->sort != NameWord::particle) && piece[i] != piece[i + 1])
      is_masked[i] = is_masked[i + 1] = true;
  std::string masked;
  std::size_t done = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_masked[i]) continue;
    std::size_t last = i;
    while (last + 1 < words.size() && is_masked[last + 1] && joins(between(last)) &&
           (!piece[last] || !piece[last + 1] || share(piece[last]->people, piece[last + 1]->people)))
      ++last;
    masked += text.substr(done, words[i].begin - done);
    masked += pseudonym_of(words, i, last);
    done = words[last].end;
    i = last;
  }
  masked += text.substr(done);
  return masked;
}

bool NameMasker::shows(std::string_view text) const {
  const std::string folded = fold(text);
  if (std::ranges::any_of(long_pieces_, [&](const std::string& piece) { return folded.find(piece) != std::string::npos; })) return true;
  return std::ranges::any_of(split_words(text), [&](const MaskWord& word) {
    const auto found = pieces_.find(word.folded);
    return found != pieces_.end() && found->second.sort != NameWord::particle;
  });
}

namespace {

constexpr std::array<std::string_view, 18> small_numbers = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight",
                                                            "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"};

// The age that a word tells; -1 for none.
int age_of(const std::string& word) {
  const auto named = std::ranges::find(small_numbers, word);
  if (named != small_numbers.end()) return static_cast<int>(named - small_numbers.begin());
  if (word.empty() || word.size() > 3 || !std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; })) return -1;
  return std::stoi(word);
}

bool is_unit(const std::string& word) {
  return word == "year" || word == "years" || word == "month" || word == "months" || word == "week" || word == "weeks" || word == "day" ||
         word == "days" || word == "yr" || word == "yrs";
}

}  // namespace

std::string mask_ages(std::string text, bool all_ages) {
  const std::vector<MaskWord> words = split_words(text);
  const auto between = [&](std::size_t i) { return std::string_view(text).substr(words[i].end, words[i + 1].begin - words[i].end); };
  const auto is_near = [&](std::size_t i) { return i + 1 < words.size() && (between(i) == " " || between(i) == "-" || between(i) == "\u2011" || between(i) == "\u00a0"); };
  std::string masked;
  std::size_t done = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int age = age_of(words[i].folded);
    if (age < 0 || words[i].begin < done) continue;
    std::size_t last = i;
    bool is_age = false;
    bool is_years = true;
    if (is_near(i) && is_unit(words[i + 1].folded) && is_near(i + 1) && words[i + 2].folded.starts_with("old")) {
      is_age = true;
      is_years = words[i + 1].folded.starts_with("y");
      last = i + 2;
    }
    const std::string_view before = std::string_view(text).substr(0, words[i].begin);
    if (i > 0 && (words[i - 1].folded == "aged" || words[i - 1].folded == "age" || (words[i - 1].folded == "of" && i > 1 && words[i - 2].folded == "age")))
      is_age = true;
    // "private person 1a2b3c4d, 12," and "private person 1a2b3c4d (12)"
    if (i >= 3 && (before.ends_with(", ") || before.ends_with(" (")) && words[i - 2].folded == "person" && words[i - 3].folded == "private") is_age = true;
    if (!is_age || (!all_ages && is_years && age >= 18)) continue;
    masked += text.substr(done, words[i].begin - done);
    masked += "[age withheld]";
    done = words[last].end;
  }
  return masked + text.substr(done);
}

std::string shorten(std::string text, std::size_t words) {
  bool is_inside = false;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    const bool is_gap = is_space(c.code_point);
    if (!is_gap && !is_inside && ++count > words) {
      text.resize(at);
      while (!text.empty() && text.back() == ' ') text.pop_back();
      return text + " …";
    }
    is_inside = !is_gap;
    at += c.bytes;
  }
  return text;
}

}  // namespace nutgraf::export_
