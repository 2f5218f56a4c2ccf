#pragma once

#include <optional>
#include <string_view>

#include "report/lexicon.h"
#include "report/report.h"

namespace nutgraf::report {

// A line that names who wrote or sent the report.
struct FoundByline {
  std::optional<Told> byline;  // "Jane Doe": without "By", place, time and agency
  std::optional<Told> agency;
};

// Reads "By Jane Doe and John Roe, Associated Press", "JANE DOE, Reuters", "The Associated Press", "Jane Doe / AFP",
// "(Reporting by Jane Doe; Editing by John Roe)". Nothing for prose.
std::optional<FoundByline> read_byline(std::string_view text, Span block, const Lexicon& lexicon);

// The longest run of words in the block that names an agency ("JANE DOE Associated Press Writer"), or nothing.
std::optional<Span> find_agency_phrase(std::string_view text, Span block, const Lexicon& lexicon);

// True when every word of a name's phrase is capitalised or a small joint of names ("Jane van der Berg").
bool is_name_like(std::string_view words);

}  // namespace nutgraf::report
