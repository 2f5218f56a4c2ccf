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
    std::vector<std::size_t> ends;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!may_end(i)) continue;
      std::size_t after = skip_note(skip_closing(i + 1));
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

  std::size_t skip_closing(std::size_t i) const {
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
      if (is_lower(c)) return false;
      if (word(stop).starts_with("..") || word(stop) == "…") return is_upper(c);
      return is_upper(c) || is_digit(c) || !is_letter(c);
    }
    if (rules_.kind_of(word(stop)) != Abbreviation::may_end) return false;
    if (first != next && is_upper(c) && has_blank) return true;
    return has_blank && is_starter(is_upper_block_ ? in_title_case(start) : std::string(start));
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
  bool is_lower_block_ = false, is_upper_block_ = false;  // printed in one case, as some archives are
};

}  // namespace

std::vector<std::size_t> split_sentences(std::string_view text, std::vector<Word>& words, const WordRules& rules) {
  return SentenceSplitter(text, words, rules).split();
}

}  // namespace nutgraf::reading
