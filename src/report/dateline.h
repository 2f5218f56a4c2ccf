#pragma once

#include <optional>
#include <string_view>

#include "report/lexicon.h"
#include "report/report.h"

namespace nutgraf::report {

// A dateline with what else stands in it.
struct FoundDateline {
  Dateline dateline;
  std::optional<Told> agency;  // "(Reuters)"
  std::optional<Date> date;    // when it has a year
  // Told by capitals, a day, an agency or a long dash; "Jakarta: " is no more than a likely one.
  bool is_plain = false;
};

// The dateline that a paragraph starts with: "ISTANBUL—", "KABUL, Afghanistan, Feb. 5 (Reuters) -", "PORT-AU-PRINCE, Haiti |",
// "SAN SALVADOR, 12 JAN 90 (ACAN-EFE) -- [TEXT]", "Jakarta: ". Nothing when the paragraph starts with prose.
std::optional<FoundDateline> read_dateline(std::string_view text, Span paragraph, const Lexicon& lexicon);

// Where a dateline stands glued to the words before it, as scrapers leave it: in "Trouble Ahead-MOSCOW — Five" and
// "Man shot in barDETROIT (WXYZ) - Police" the byte where MOSCOW and DETROIT begin. Nothing when there is none.
std::optional<std::uint32_t> find_glued_dateline(std::string_view text, Span line, const Lexicon& lexicon);

}  // namespace nutgraf::report
