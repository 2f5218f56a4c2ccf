#pragma once

#include <optional>
#include <string>

#include "event/flow.h"

namespace nutgraf::cli {

// Every answer of each sentence with its words and the rule, table row or model that gave it, and why no record was made
// where none was. `sentence` (0-based) limits it to one.
std::string write_explanation(const ReportRead& read, std::optional<std::size_t> sentence);

}  // namespace nutgraf::cli
