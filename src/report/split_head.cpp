// Finds the seam where a headline and the first paragraph were glued into one line.

#include "report/split_head.h"

#include <algorithm>
#include <array>
#include <optional>

#include "report/dateline.h"
#include "report/layout.h"

namespace nutgraf::report {

namespace {

bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

// "Bomb kills major in SyriaThe desert": a small letter with an opening word of a sentence behind it.
std::optional<std::uint32_t> find_glued_sentence(std::string_view text, Span line) {
  constexpr std::array<std::string_view, 26> openings = {"The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "Two", "Three", "Four",
                                                         "Five", "Police", "Officers", "Authorities", "When", "After", "As", "For", "There", "This", "One", "Security", "At least"};
  const std::uint32_t limit = std::min(line.end, line.begin + 200);
  std::size_t blanks = 0;
  for (std::uint32_t at = line.begin + 1; at < limit; ++at) {
    if (text[at] == ' ') ++blanks;
    if (text[at - 1] == '.' && text[at] == ' ') return std::nullopt;
    if (!is_small_letter(text[at - 1]) || blanks < 3) continue;
    for (const std::string_view opening : openings)
      if (text.substr(at, opening.size()) == opening && at + opening.size() < line.end && text[at + opening.size()] == ' ') return at;
  }
  return std::nullopt;
}

bool is_big_letter(char c) { return c >= 'A' && c <= 'Z'; }

struct Count {
  std::size_t words = 0;
  std::size_t small = 0;  // of them, those that start with a small letter
};

// The first `most` words from `at` on; words of fewer than `shortest` letters do not count.
Count count_words(std::string_view words, std::size_t most, std::size_t shortest) {
  Count count;
  for (std::size_t at = 0; at < words.size() && count.words < most;) {
    const std::size_t end = std::min(words.find_first_of(" \n", at), words.size());
    if (end - at >= shortest) {
      ++count.words;
      count.small += is_small_letter(words[at]);
    }
    at = end + 1;
  }
  return count;
}

bool starts_prose(std::string_view words) {
  const Count next = count_words(words, 7, 1);
  return words.size() > 60 && next.words == 7 && next.small >= 3;
}

// "Flow of Foreign Fighters Unrelenting-New figures on the flow": a headline of capitals, a hyphen, and prose.
std::optional<std::uint32_t> find_glued_hyphen(std::string_view text, Span line) {
  constexpr std::array<std::string_view, 12> prefixes = {"Anti", "anti", "Post", "post", "Vice", "Inter", "Trans", "Self", "Afro", "Anglo", "Franco", "Indo"};
  const std::uint32_t limit = std::min(line.end, line.begin + 200);
  for (std::uint32_t at = line.begin + 20; at + 1 < limit; ++at) {
    if (text[at - 1] != '-' || !is_big_letter(text[at])) continue;
    const std::string_view before = words_of(text, trim(text, {line.begin, at - 1}));
    const std::string_view last = before.substr(before.rfind(' ') + 1);
    if (last.size() < 4 || std::ranges::find(prefixes, last) != prefixes.end()) continue;
    const Count head = count_words(before, 40, 4);
    if (head.words >= 4 && head.small * 5 <= head.words && starts_prose(text.substr(at, line.end - at))) return at;
  }
  return std::nullopt;
}

// "Man held after crash | News, Weather | WSTMHunter who mistook": prose glued to a site's name behind the headline.
std::optional<std::uint32_t> find_glued_site(std::string_view text, Span line) {
  const std::string_view opening = text.substr(line.begin, std::min<std::size_t>(line.size(), 240));
  std::size_t mark = std::string_view::npos;
  for (const std::string_view one : {" | ", " « ", " - ", " – "})
    if (const std::size_t at = opening.rfind(one); at != std::string_view::npos && (mark == std::string_view::npos || at > mark)) mark = at;
  if (mark == std::string_view::npos) return std::nullopt;
  const std::uint32_t limit = std::min(line.end - 1, line.begin + static_cast<std::uint32_t>(mark) + 60);
  for (std::uint32_t at = line.begin + static_cast<std::uint32_t>(mark) + 4; at < limit; ++at) {
    const bool inside_word = is_small_letter(text[at - 1]) || is_big_letter(text[at - 1]) || (text[at - 1] >= '0' && text[at - 1] <= '9');
    if (inside_word && is_big_letter(text[at]) && is_small_letter(text[at + 1]) && starts_prose(text.substr(at, line.end - at))) return at;
    if (text[at] == '.' && text[at + 1] == ' ') break;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Span> split_head(std::string_view text, std::vector<Span> paragraphs, std::string_view headline, const Lexicon& lexicon) {
  if (paragraphs.empty()) return paragraphs;
  const Span first = paragraphs.front();
  std::optional<std::uint32_t> seam;
  if (!headline.empty() && words_of(text, first).starts_with(headline) && first.size() > headline.size())
    seam = first.begin + static_cast<std::uint32_t>(headline.size());
  const auto dateline = read_dateline(text, first, lexicon);
  if (!seam && !(dateline && dateline->is_plain)) seam = find_glued_dateline(text, first, lexicon);
  if (!seam) seam = find_glued_hyphen(text, first);
  if (!seam) seam = find_glued_site(text, first);
  if (!seam) seam = find_glued_sentence(text, first);
  if (!seam) return paragraphs;
  Span head = trim(text, {first.begin, *seam});
  const Span body = trim(text, {*seam, first.end});
  if (head.empty() || body.empty()) return paragraphs;
  paragraphs.front() = body;
  paragraphs.insert(paragraphs.begin(), head);
  return paragraphs;
}

}  // namespace nutgraf::report
