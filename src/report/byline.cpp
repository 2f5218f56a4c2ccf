// Tells a byline from prose: it opens with "By" and goes on with names, or it is a name beside an agency, or an agency alone.

#include "report/byline.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"
#include "report/layout.h"
#include "report/times.h"

namespace nutgraf::report {

namespace {

constexpr std::size_t longest_byline = 160;

std::vector<Span> split_words(std::string_view text, Span span) {
  std::vector<Span> words;
  for (std::uint32_t at = span.begin; at < span.end;) {
    while (at < span.end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n')) ++at;
    const std::uint32_t begin = at;
    while (at < span.end && text[at] != ' ' && text[at] != '\t' && text[at] != '\n') ++at;
    if (at > begin) words.push_back({begin, at});
  }
  return words;
}

// The phrase after "By", "Written by", "Reporting by"; nothing when there is no such opening.
std::optional<Span> after_by(std::string_view text, Span block) {
  const std::string lower = lower_case(words_of(text, block).substr(0, 40));
  for (const std::string_view opening : {"by ", "by: ", "by:", "written by ", "story by ", "report by ", "reporting by ", "(reporting by ",
                                         "(by ", "posted by ", "published by ", "edited by ", "compiled by ", "from ", "words by "})
    if (lower.starts_with(opening)) return trim(text, {block.begin + static_cast<std::uint32_t>(opening.size()), block.end});
  return std::nullopt;
}

bool is_from(std::string_view text, Span block) { return lower_case(words_of(text, block).substr(0, 5)) == "from "; }

// Where the names end: before an agency, a time, a title ("Staff Writer") or a mark that opens something else.
std::uint32_t find_names_end(std::string_view text, Span names) {
  const std::string_view words = words_of(text, names);
  std::size_t end = words.size();
  for (const std::string_view mark : {",", "|", "/", "•", "·", "—", " – ", " - ", ";", "(", "\n", ":", " in ", " for ", " at ", " on ", " @"})
    end = std::min(end, words.find(mark));
  // "By Jane Doe, John Roe and Max Moe": a comma that goes on with a name of two words is part of the list.
  while (end < words.size() && words[end] == ',') {
    const std::string_view rest = words.substr(end + 1);
    const std::size_t next = std::min(rest.find_first_of(",|/;("), rest.size());
    const Span piece = trim(text, {names.begin + static_cast<std::uint32_t>(end + 1), names.begin + static_cast<std::uint32_t>(end + 1 + next)});
    const std::string_view candidate = words_of(text, piece);
    if (!is_name_like(candidate) || candidate.find(" and ") == std::string_view::npos) break;
    end = end + 1 + next;
  }
  return names.begin + static_cast<std::uint32_t>(end);
}

bool is_title_word(std::string_view lower) {
  constexpr std::array<std::string_view, 16> titles = {"staff", "writer", "reporter", "correspondent", "editor", "special", "contributing", "senior",
                                                       "chief", "bureau", "producer", "columnist", "desk", "agencies", "wire", "reports"};
  return std::ranges::find(titles, lower) != titles.end();
}

Told told(std::string_view text, Span span) { return {std::string(words_of(text, span)), span}; }

bool ends_like_prose(std::string_view words) {
  if (words.ends_with('?') || words.ends_with('!')) return true;
  return words.ends_with('.') && !words.ends_with("Jr.") && !words.ends_with("Sr.") && words.size() > 3 && words[words.size() - 3] != '.' &&
         words[words.size() - 3] != ' ';
}

std::optional<FoundByline> read_after_by(std::string_view text, Span block, Span names, const Lexicon& lexicon) {
  const bool bracketed = text[block.begin] == '(';
  if (!bracketed && ends_like_prose(words_of(text, block))) return std::nullopt;
  Span who = trim(text, {names.begin, find_names_end(text, names)});
  const auto agency = find_agency_phrase(text, names, lexicon);
  FoundByline found;
  if (agency) {
    found.agency = told(text, *agency);
    if (agency->begin <= who.begin) who.end = who.begin;
    if (agency->begin > who.begin && agency->begin < who.end) who = trim(text, {who.begin, agency->begin});
    if (who.size() > 4 && words_of(text, who).ends_with(" and")) who = trim(text, {who.begin, who.end - 4});
  }
  while (!who.empty()) {  // "Jane Doe Staff Writer"
    const auto words = split_words(text, who);
    if (words.size() < 2 || !is_title_word(lower_case(words_of(text, words.back())))) break;
    who.end = words[words.size() - 2].end;
  }
  if (is_from(text, block) && !agency) return std::nullopt;
  if (!who.empty()) {
    const std::string lower = lower_case(words_of(text, who));
    const bool staff = lower.find("staff") != std::string::npos || lower.find("agencies") != std::string::npos || lower.find("correspondent") != std::string::npos ||
                       lower.find("reporter") != std::string::npos;
    if (!staff && !is_name_like(words_of(text, who))) return std::nullopt;
    if (split_words(text, who).size() > 14) return std::nullopt;
    found.byline = told(text, who);
  }
  if (!found.byline && !found.agency) return std::nullopt;
  return found;
}

}  // namespace

std::optional<Span> find_agency_phrase(std::string_view text, Span block, const Lexicon& lexicon) {
  const auto words = split_words(text, block);
  for (std::size_t size = std::min<std::size_t>(6, words.size()); size > 0; --size)
    for (std::size_t from = 0; from + size <= words.size(); ++from) {
      Span phrase{words[from].begin, words[from + size - 1].end};
      while (phrase.size() > 1 && std::string_view("(|/,.;:-").find(text[phrase.begin]) != std::string_view::npos) ++phrase.begin;
      while (phrase.size() > 1 && std::string_view(")|/,;:-").find(text[phrase.end - 1]) != std::string_view::npos) --phrase.end;
      const std::string_view candidate = words_of(text, phrase);
      if (candidate.size() < 2 || !is_capitalised(candidate)) continue;
      if (lexicon.find_agency(candidate)) return phrase;
      if (candidate.ends_with('.') && lexicon.find_agency(candidate.substr(0, candidate.size() - 1))) return Span{phrase.begin, phrase.end - 1};
      if (const std::size_t slash = candidate.rfind('/'); slash != std::string_view::npos && size == 1 && lexicon.find_agency(candidate.substr(slash + 1)))
        return Span{phrase.begin + static_cast<std::uint32_t>(slash) + 1, phrase.end};
    }
  return std::nullopt;
}

bool is_name_like(std::string_view words) {
  constexpr std::array<std::string_view, 22> joints = {"and", "de", "del", "della", "van", "von", "der", "den", "bin", "ibn", "al", "el",
                                                       "la", "le", "du", "da", "dos", "di", "with", "&", "ter", "y"};
  std::size_t capitalised = 0, all = 0;
  for (const Span span : split_words(words, {0, static_cast<std::uint32_t>(words.size())})) {
    const std::string_view word = words_of(words, span);
    ++all;
    if (is_capitalised(word) && !is_digit(read_character(word, 0).code_point))
      ++capitalised;
    else if (std::ranges::find(joints, word) == joints.end() && !word.starts_with("al-") && !word.starts_with("el-"))
      return false;
  }
  return capitalised > 0 && all <= 20;
}

std::optional<FoundByline> read_byline(std::string_view text, Span block, const Lexicon& lexicon) {
  const std::string_view words = words_of(text, block);
  if (words.size() > longest_byline + (words.starts_with('(') ? 240 : 0)) return std::nullopt;
  if (const auto names = after_by(text, block); names && !names->empty()) return read_after_by(text, block, *names, lexicon);

  // An agency alone: "The Associated Press", "(Reuters)", "AFP".
  Span bare = block;
  if (words.size() > 2 && words.front() == '(' && words.back() == ')') bare = {block.begin + 1, block.end - 1};
  const std::string_view bare_words = words_of(text, bare);
  if (lexicon.find_agency(bare_words) && is_capitalised(bare_words)) return FoundByline{{}, told(text, bare)};

  // A name beside an agency: "JANE DOE, Associated Press", "Jane Doe | Reuters", "Jane Doe / AFP".
  if (ends_like_prose(words)) return std::nullopt;
  const auto agency = find_agency_phrase(text, block, lexicon);
  if (!agency || agency->begin <= block.begin) return std::nullopt;
  const std::uint32_t names_end = find_names_end(text, block);
  const Span who = trim(text, {block.begin, std::min(names_end, agency->begin)});
  const auto name_words = split_words(text, who);
  const bool has_mark = names_end < agency->begin || text.substr(agency->begin - 1, 1) == "/" || text.substr(agency->begin - 1, 1) == "(";
  const Span rest = trim(text, {agency->end, block.end});
  if (!(has_mark || is_all_upper(words_of(text, who))) || rest.size() > 40 || name_words.size() < 2 || name_words.size() > 8 || !is_name_like(words_of(text, who)))
    return std::nullopt;
  return FoundByline{told(text, who), told(text, *agency)};
}

}  // namespace nutgraf::report
