// Finds where sentences end. A sentence may end after . ! ? … and the quotation marks and brackets that follow, when
// the next word can start one. Abbreviations decide by their kind and by the next word: "U.S. The" ends, "U.S. troops"
// does not. A run of words that goes on and on without an end is cut.

#include "reading/sentences.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace nutgraf::reading {

namespace {

bool is_stop(std::string_view word) {
  const char32_t c = read_character(word, 0).code_point;
  return c == '.' || c == '!' || c == '?' || c == U'…';
}

bool is_ellipsis(std::string_view word) { return word.starts_with("..") || word.starts_with("…"); }

bool is_closing(std::string_view word) {
  return word == ")" || word == "]" || word == "”" || word == "’" || word == "\"" || word == "'" || word == "''" ||
         word == "’’" || word == "»" || word == "}";
}

bool is_opening(std::string_view word) {
  return word == "(" || word == "[" || word == "“" || word == "‘" || word == "\"" || word == "'" || word == "``" ||
         word == "«" || word == "{" || word == "-" || word == "--" || word == "—" || word == "–" || word == "*" ||
         word == "•";
}

bool is_emoticon(std::string_view word) {
  return word.size() >= 2 && (word[0] == ':' || word[0] == ';') && (word.back() == ')' || word.back() == '(');
}

// "iPhone", "eBay": a name that may start a sentence.
bool has_inner_capital(std::string_view word) {
  return word.size() > 2 && is_upper(static_cast<unsigned char>(word[1])) &&
         is_lower(static_cast<unsigned char>(word[2]));
}

// Words that seldom follow an abbreviation inside a sentence when capitalised.
bool is_starter(std::string_view word) {
  static constexpr std::array<std::string_view, 44> starters = {
      "The",  "A",     "An",   "In",    "On",     "At",    "It",    "He",   "She",  "They",  "We",
      "I",    "You",   "This", "That",  "These",  "Those", "There", "But",  "And",  "Or",    "If",
      "When", "While", "As",   "After", "Before", "For",   "From",  "His",  "Her",  "Their", "Its",
      "Our",  "My",    "What", "Who",   "How",    "Why",   "Where", "Some", "Many", "No",    "However"};
  return std::ranges::find(starters, word) != starters.end();
}

std::string in_title_case(std::string_view word) {
  std::string title = lower_case(word);
  if (!title.empty()) title.front() = word.front();
  return title;
}

class SentenceSplitter {
 public:
  SentenceSplitter(std::string_view text, std::vector<Word>& words, const WordRules& rules)
      : text_(text), words_(words), rules_(rules) {
    if (words.empty()) return;
    const std::string_view block = words_of(text, {words.front().span.begin, words.back().span.end});
    is_lower_block_ = words.size() > 5 && is_all_lower(block);
    is_upper_block_ = is_all_upper(block);
  }

  std::vector<std::size_t> split() {
    std::vector<std::size_t> ends, parted;  // parted: words whose full stop becomes a word of its own
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!may_end(i)) continue;
      const std::size_t after = skip_note(skip_closing(i + 1));
      if (after < words_.size() && !starts_sentence(i, after)) continue;
      if (ends_twice(i)) parted.push_back(i);
      ends.push_back(after);
      i = after - 1;
    }
    if (!words_.empty() && (ends.empty() || ends.back() != words_.size())) ends.push_back(words_.size());
    part_full_stops(parted, ends);
    return cut_endless(ends);
  }

 private:
  std::string_view word(std::size_t i) const { return words_of(text_, words_[i].span); }

  // What has no full stop for longer than any sentence is a list or rubbish; later stages may look at every pair of words of
  // a sentence, so it is read in parts.
  static std::vector<std::size_t> cut_endless(const std::vector<std::size_t>& ends) {
    std::vector<std::size_t> cut;
    std::size_t first = 0;
    for (const std::size_t end : ends) {
      for (first += longest_sentence; first < end; first += longest_sentence) cut.push_back(first);
      cut.push_back(end);
      first = end;
    }
    return cut;
  }

  bool may_end(std::size_t i) const {
    if (is_stop(word(i))) return true;
    return word(i).size() > 1 && word(i).back() == '.' && rules_.kind_of(word(i)) != Abbreviation::none;
  }

  // A mark that closes: it is written on to what it closes, or stands alone where a quotation is open.
  bool is_closing_here(std::size_t i) {
    if (!is_closing(word(i))) return false;
    if (words_[i].span.begin != words_[i - 1].span.end)
      return word(i) == "”" || (word(i) == "\"" && is_inside_quotes(i));
    return i + 1 >= words_.size() || words_[i + 1].span.begin != words_[i].span.end || is_closing(word(i + 1));
  }

  // Whether an odd number of straight marks stands before word `i`; asked in text order.
  bool is_inside_quotes(std::size_t i) {
    for (; counted_ < i; ++counted_) is_inside_ = is_inside_ != (word(counted_) == "\"");
    return is_inside_;
  }

  std::size_t skip_closing(std::size_t i) {
    while (i < words_.size() && (is_closing_here(i) || is_emoticon(word(i)))) ++i;
    return i;
  }

  // The number of a note stays with the sentence that it follows: "in 1805.[6] An", "rights.4 Even".
  std::size_t skip_note(std::size_t i) const {
    const auto touches = [&](std::size_t j) { return words_[j].span.begin == words_[j - 1].span.end; };
    while (i + 2 < words_.size() && word(i) == "[" && is_digit(read_character(word(i + 1), 0).code_point) &&
           word(i + 2) == "]")
      i += 3;
    const bool is_bare = i > 0 && i + 1 < words_.size() && touches(i) && !touches(i + 1) && word(i).size() <= 2;
    return is_bare && is_digit(read_character(word(i), 0).code_point) ? i + 1 : i;
  }

  bool starts_sentence(std::size_t stop, std::size_t next) const {
    const bool has_blank = words_[next].span.begin > words_[next - 1].span.end;
    std::size_t first = next;
    while (first + 1 < words_.size() && is_opening(word(first))) ++first;
    const std::string_view start = word(first);
    const char32_t c = read_character(start, 0).code_point;
    if (is_stop(word(stop))) {
      if (is_lower_block_ && has_blank && !is_ellipsis(word(stop))) return true;
      if (!has_blank && word(stop) != ".") return is_upper(c) && word(stop) != "...";
      if (is_lower(c)) return has_blank && has_inner_capital(start) && !is_ellipsis(word(stop));
      if (word(stop).starts_with("..") || word(stop) == "…") return is_upper(c);
      return is_upper(c) || is_digit(c) || !is_letter(c);
    }
    if (rules_.kind_of(word(stop)) != Abbreviation::may_end) return false;
    if (first != next && is_upper(c) && has_blank) return true;
    return has_blank && is_starter(is_upper_block_ ? in_title_case(start) : std::string(start));
  }

  // "5 p.m." at a sentence's end: the stop ends both. "the U.S." keeps its own.
  bool ends_twice(std::size_t i) const {
    const std::string_view last = word(i);
    return !is_stop(last) && last != "U.S." && last != "D.C." && last != "U.N." && last != "al.";
  }

  void part_full_stops(const std::vector<std::size_t>& parted, std::vector<std::size_t>& ends) {
    if (parted.empty()) return;
    std::vector<Word> words;
    words.reserve(words_.size() + parted.size());
    auto next = parted.begin();
    auto end = ends.begin();
    for (std::size_t i = 0; i < words_.size(); ++i) {
      words.push_back(words_[i]);
      if (next != parted.end() && *next == i) {
        const std::uint32_t stop = words_[i].span.end - 1;
        words.back().span.end = stop;
        words.push_back({{stop, stop + 1}});
        ++next;
      }
      if (*end == i + 1) *end++ = words.size();
    }
    words_ = std::move(words);
  }

  std::string_view text_;
  std::vector<Word>& words_;
  const WordRules& rules_;
  std::size_t counted_ = 0;                               // words of which straight marks have been counted
  bool is_inside_ = false;                                // an odd number of them
  bool is_lower_block_ = false, is_upper_block_ = false;  // printed in one case, as some archives are
};

}  // namespace

std::vector<std::size_t> split_sentences(std::string_view text, std::vector<Word>& words, const WordRules& rules) {
  return SentenceSplitter(text, words, rules).split();
}

}  // namespace nutgraf::reading
