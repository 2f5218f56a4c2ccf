// Splits text into words as UD English does. Blanks part the text into chunks; inside a chunk we read from left to
// right and take the longest thing we know at each place: an address, a number, a word with its abbreviation stop, a
// run of equal marks, else one mark. "U.S.-led" -> U.S. - led; "ISTANBUL—Turkey’s" -> ISTANBUL — Turkey ’s. Splitting
// off a sentence's last full stop ("by 5 p.m.") is left to sentences.cpp, which knows where sentences end.

#include "reading/words.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "reading/letters.h"

namespace nutgraf::reading {

namespace {

constexpr std::size_t longest_chunk = 2000;  // characters; longer runs without a blank are cut

class ChunkReader {
 public:
  ChunkReader(std::string_view text, const Letters& letters, const WordRules& rules, bool has_open_single_quote,
              std::vector<Word>& words)
      : text_(text), at_(letters), rules_(rules), has_open_single_quote_(has_open_single_quote), words_(words) {}

  void read() {
    for (std::size_t i = 0; i < at_.size();) i = take(i);
  }
  bool has_open_single_quote() const { return has_open_single_quote_; }

 private:
  std::string_view words_of_range(std::size_t first, std::size_t last) const {
    return text_.substr(at_.offset(first), at_.offset(last) - at_.offset(first));
  }
  void add(std::size_t first, std::size_t last) { words_.push_back({{at_.offset(first), at_.offset(last)}}); }

  std::size_t take(std::size_t i) {
    if (const std::size_t end = find_address_end(at_, i, words_of_range(i, at_.size())); end > i)
      return add(i, end), end;
    if (const std::size_t end = find_emoticon_end(at_, i); end > i) return add(i, end), end;
    if (is_digit(at_[i]) || (at_[i] == '.' && is_digit(at_[i + 1]) && (i == 0 || !is_digit(at_[i - 1]))))
      return take_number(i);
    if (is_wordlike(at_[i])) return take_word(i);
    if (is_apostrophe(at_[i])) return take_apostrophe(i);
    if (is_tag(i)) return take_tag(i);
    return take_marks(i);
  }

  // "#march2024", "@portverran".
  bool is_tag(std::size_t i) const {
    if (at_[i] != '#' && at_[i] != '@') return false;
    return is_letter(at_[i + 1]) && is_wordlike(at_[i + 2]) &&
           (i == 0 || (!is_wordlike(at_[i - 1]) && !is_digit(at_[i - 1])));
  }
  std::size_t take_tag(std::size_t i) {
    std::size_t end = i + 1;
    while (is_wordlike(at_[end]) || is_digit(at_[end])) ++end;
    return add(i, end), end;
  }

  std::size_t take_marks(std::size_t i) {
    std::size_t end = i + 1;
    const char32_t c = at_[i];
    if (c == '.' || c == U'…')
      while (at_[end] == '.' || at_[end] == U'…') ++end;
    if (c == '!' || c == '?' || (c == '.' && (at_[end] == '!' || at_[end] == '?')))
      while (at_[end] == '!' || at_[end] == '?' || at_[end] == '.') ++end;
    if (c == '-' || c == '*' || c == '=' || c == '_' || c == '~' || c == '+' || c == '<' || c == '>' || c == '#' ||
        c == U'—' || c == U'–' || c == '`')
      while (at_[end] == c) ++end;
    if ((c == '\'' || c == U'’' || c == U'‘') && at_[end] == c) ++end;
    add(i, end);
    return end;
  }

  std::size_t take_number(std::size_t i) {
    const std::size_t end = find_number_end(at_, i);
    std::size_t letters_end = end;
    while (is_letter(at_[letters_end])) ++letters_end;
    if (letters_end == end) return add(i, end), end;
    if (is_digit(at_[letters_end]) || at_[letters_end] == '_') return take_word(i);
    const std::string suffix = lower_case(words_of_range(end, letters_end));
    if (rules_.units.contains(suffix)) return add(i, end), take_word(end);
    const bool is_hour = (suffix == "p" || suffix == "a") && at_[letters_end] == '.' &&
                         (at_[letters_end + 1] == 'm' || at_[letters_end + 1] == 'M');
    if (is_hour) return add(i, end), take_word(end);
    return take_word(i);
  }

  // A leading apostrophe: part of the word in "'90s" and "'em", else a mark of its own.
  std::size_t take_apostrophe(std::size_t i) {
    if (at_[i] != U'‘' && is_letter(at_[i + 1]) && i > 0 && is_wordlike(at_[i - 1])) {
      // What is left of a clitic after an odd word ("AK-47's").
      std::size_t end = i + 1;
      while (is_letter(at_[end])) ++end;
      if (is_clitic(lower_case(words_of_range(i + 1, end)))) return add(i, end), end;
    }
    if (at_[i] == U'’' || at_[i] == '\'') {
      std::size_t end = i + 1;
      while (is_wordlike(at_[end]) || is_digit(at_[end])) ++end;
      const std::string rest = lower_case(words_of_range(i + 1, end));
      if (is_elided(rest)) return add(i, end), end;
    }
    if (at_[i] == U'‘' || (at_[i] == '\'' && is_wordlike(at_[i + 1])))
      has_open_single_quote_ = true;
    else
      has_open_single_quote_ = false;
    return take_marks(i);
  }

  std::size_t take_word(std::size_t i) {
    std::size_t end = i;
    if (!is_wordlike(at_[i]) && !is_digit(at_[i])) ++end;  // a mark that opens a number: ".40cal"
    std::size_t part = i;  // where the part after the last inner mark starts
    while (end < at_.size()) {
      const char32_t c = at_[end];
      if (is_wordlike(c) || is_digit(c)) {
        ++end;
      } else if (goes_on_inside(i, part, end)) {
        part = end + 1;
        ++end;
      } else {
        break;
      }
    }
    if (at_[end] == '$' && end - i <= 2 && is_all_upper(words_of_range(i, end)) &&
        (is_digit(at_[end + 1]) || end + 1 == at_.size()))
      return add(i, end + 1), end + 1;  // "US$"
    if (at_[end] == '.' && takes_full_stop(i, end)) ++end;
    add_with_clitics(i, end);
    return ends_possessive(i, end) ? add_possessive(end) : end;
  }

  // Whether the mark at `end` belongs to the word that began at `first`.
  bool goes_on_inside(std::size_t first, std::size_t part, std::size_t end) const {
    const char32_t c = at_[end], next = at_[end + 1];
    if (end == first) return false;
    if (is_apostrophe(c) && c != U'‘') return is_letter(next) && is_letter(at_[end - 1]);
    if (c == '.') return goes_on_after_stop(first, part, end);
    if (c == '&') return is_letter(next) && (is_upper(next) || end - part <= 2);
    if (c == '-' || c == U'‑')
      return is_wordlike(next) && rules_.prefixes.contains(lower_case(words_of_range(part, end)));
    if (c == '/')
      return end == first + 1 && at_[first] != '1' && is_letter(next) && !is_wordlike(at_[end + 2]) &&
             at_[end + 2] != '/';
    if (c == '*' || c == '@') return is_letter(next) && is_letter(at_[end - 1]);
    return false;
  }

  // "U.S", "p.m", "ENRON.XLS", but "ended.The" is a missing blank.
  bool goes_on_after_stop(std::size_t first, std::size_t part, std::size_t end) const {
    const char32_t next = at_[end + 1];
    if (!is_letter(next) && !is_digit(next)) return false;
    if (end - part == 1 && is_letter(next))
      return !is_wordlike(at_[end + 2]) || at_[end + 2] == '.' || first != part || is_lower(at_[part]);
    if (words_of_range(first, end + 3 <= at_.size() ? end + 3 : at_.size()) == "Ph.D.") return true;
    if (is_upper(next) && is_lower(at_[end - 1])) return is_digit(at_[end + 2]) || words_of_range(part, end) == "Ph";
    return true;
  }

  bool takes_full_stop(std::size_t first, std::size_t end) const {
    if (at_[end + 1] == '.') return false;
    const std::string_view word = words_of_range(first, end + 1);
    const Abbreviation kind = rules_.kind_of(word);
    if (kind == Abbreviation::none) return false;
    if (kind == Abbreviation::before_number) return next_is_number(end + 1);
    return word != "I." && word != "i.";
  }

  bool next_is_number(std::size_t i) const {
    std::size_t at = at_.offset(i);
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at < text_.size() && text_[at] >= '0' && text_[at] <= '9';
  }

  // "parents'" after a word in -s, unless it closes a quotation.
  bool ends_possessive(std::size_t first, std::size_t end) const {
    if (!is_apostrophe(at_[end]) || at_[end] == U'‘' || has_open_single_quote_ || end - first < 3) return false;
    if (is_wordlike(at_[end + 1]) || is_apostrophe(at_[end + 1])) return false;
    const char32_t last = at_[end - 1];
    return last == 's' || last == 'S' || last == 'z' || last == 'x';
  }
  std::size_t add_possessive(std::size_t end) {
    words_.back().starts_multiword = true;
    add(end, end + 1);
    words_.back().continues_multiword = true;
    return end + 1;
  }

  void add_with_clitics(std::size_t first, std::size_t end) {
    const std::string lower = lower_case(words_of_range(first, end));
    std::vector<std::size_t> cuts = find_clitics(at_, first, end, lower);
    if (cuts.empty()) return add(first, end);
    cuts.push_back(end);
    std::size_t from = first;
    for (const std::size_t cut : cuts) {
      add(from, cut);
      words_.back().starts_multiword = from == first;
      words_.back().continues_multiword = from != first;
      from = cut;
    }
  }

  std::string_view text_;
  const Letters& at_;
  const WordRules& rules_;
  bool has_open_single_quote_;
  std::vector<Word>& words_;
};

}  // namespace

std::vector<Word> split_words(std::string_view text, Span part, const WordRules& rules) {
  std::vector<Word> words;
  words.reserve(part.size() / 5);
  Letters chunk;
  bool has_open_single_quote = false;
  const auto close_chunk = [&](std::uint32_t end) {
    if (chunk.empty()) return;
    chunk.close(end);
    ChunkReader reader(text.substr(0, part.end), chunk, rules, has_open_single_quote, words);
    reader.read();
    has_open_single_quote = reader.has_open_single_quote();
    chunk.clear();
  };
  for (std::uint32_t at = part.begin; at < part.end;) {
    const Character c = read_character(text.substr(0, part.end), at);
    if (is_blank(c.code_point))
      close_chunk(at);
    else
      chunk.add(c.code_point, at);
    at += c.bytes;
    if (chunk.size() >= longest_chunk) close_chunk(at);
  }
  close_chunk(part.end);
  return words;
}

}  // namespace nutgraf::reading
