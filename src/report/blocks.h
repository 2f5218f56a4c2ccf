#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "report/byline.h"
#include "report/report.h"
#include "report/times.h"

namespace nutgraf::report {

// The text's blocks with what their kinds brought to light.
struct FoundBlocks {
  std::vector<Block> blocks;
  std::optional<FoundByline> byline;  // the first one
  std::optional<FilingTime> filed;    // from timestamp and byline blocks, with spans
  std::optional<FilingTime> updated;
  std::optional<Told> section;
};

// Cuts a text into blocks and says what each one is. `headline`: the one told apart from the text, or empty.
FoundBlocks find_blocks(std::string_view text, std::string_view headline, const TimeRules& rules);

// Lower case, no accents, single blanks: the form in which repeated lines are compared.
std::string normalise(std::string_view words);

}  // namespace nutgraf::report
