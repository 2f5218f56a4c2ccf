// Finds where sentences end. A sentence may end after . ! ? … and the quotation marks and brackets that follow, when
// the next word can start one. Abbreviations decide by their kind and by the next word: "U.S. The" ends, "U.S. troops"
// does not.

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

bool is_closing(std::string_view word) {
  return word == ")" || word == "]" || word == "”" || word == "’" || word == "\"" || word == "'" || word == "''" ||
         word == "’’" || word == "»" || word == "}";
}

bool is_opening(std::string_view word) {
  return word == "(" || word == "[" || word == "“" || word == "‘" || word == "\"" || word == "'" || word == "``" ||
         word == "«" || word == "{" || word == "-" || word == "--" || word == "—" || word == "–" || word == "*" ||
         word == "•";
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

class SentenceSplitter {
 public:
  SentenceSplitter(std::string_view text, std::vector<Word>& words, const WordRules& rules)
      : text_(text), words_(words), rules_(rules) {}

  std::vector<std::size_t> split() {
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!may_end(i)) continue;
      std::size_t after = i + 1;
      while (after < words_.size() && is_closing_here(after)) ++after;
      if (after < words_.size() && !starts_sentence(i, after)) continue;
      if (part_full_stop(i)) ++after;
      ends.push_back(after);
      i = after - 1;
    }
    if (!words_.empty() && (ends.empty() || ends.back() != words_.size())) ends.push_back(words_.size());
    return ends;
  }

 private:
  std::string_view word(std::size_t i) const { return words_of(text_, words_[i].span); }

  bool may_end(std::size_t i) const {
    if (is_stop(word(i))) return true;
    return word(i).size() > 1 && word(i).back() == '.' && rules_.kind_of(word(i)) != Abbreviation::none;
  }

  // A mark that closes: what follows it is a blank, or another closing mark, or the end.
  bool is_closing_here(std::size_t i) const {
    if (!is_closing(word(i)) || words_[i].span.begin != words_[i - 1].span.end) return false;
    return i + 1 >= words_.size() || words_[i + 1].span.begin != words_[i].span.end || is_closing(word(i + 1));
  }

  bool starts_sentence(std::size_t stop, std::size_t next) const {
    const bool has_blank = words_[next].span.begin > words_[next - 1].span.end;
    std::size_t first = next;
    while (first + 1 < words_.size() && is_opening(word(first))) ++first;
    const std::string_view start = word(first);
    const char32_t c = read_character(start, 0).code_point;
    if (is_stop(word(stop))) {
      if (!has_blank && word(stop) != ".") return is_upper(c) && word(stop) != "...";
      if (is_lower(c)) return false;
      if (word(stop).starts_with("..") || word(stop) == "…") return is_upper(c);
      return is_upper(c) || is_digit(c) || !is_letter(c);
    }
    if (rules_.kind_of(word(stop)) == Abbreviation::goes_on) return false;
    if (first != next && is_upper(c) && has_blank) return true;
    return has_blank && is_starter(start);
  }

  // "5 p.m." at a sentence's end: the stop becomes a word. "the U.S." keeps it.
  bool part_full_stop(std::size_t i) {
    const std::string_view last = word(i);
    if (is_stop(last) || last == "U.S." || last == "D.C." || last == "U.N." || last == "al.") return false;
    Word stop = words_[i];
    stop.span.begin = stop.span.end - 1;
    stop.starts_multiword = stop.continues_multiword = false;
    --words_[i].span.end;
    words_.insert(words_.begin() + static_cast<std::ptrdiff_t>(i) + 1, stop);
    return true;
  }

  std::string_view text_;
  std::vector<Word>& words_;
  const WordRules& rules_;
};

}  // namespace

std::vector<std::size_t> split_sentences(std::string_view text, std::vector<Word>& words, const WordRules& rules) {
  return SentenceSplitter(text, words, rules).split();
}

}  // namespace nutgraf::reading
