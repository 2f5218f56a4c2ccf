#pragma once

#include <string_view>
#include <vector>

#include "report/lexicon.h"
#include "base/span.h"

namespace nutgraf::report {

// Parts a headline from the first paragraph where a scraper or a corpus has run them together: "Trouble Ahead-MOSCOW — Five",
// "Man shot in barDETROIT (WXYZ) - Police", "Bomb kills major in SyriaThe desert is". `headline` is the one told apart, or empty.
std::vector<Span> split_head(std::string_view text, std::vector<Span> paragraphs, std::string_view headline, const Lexicon& lexicon);

}  // namespace nutgraf::report
