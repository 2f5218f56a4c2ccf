#pragma once

#include <string>

#include "event/flow.h"

namespace nutgraf::cli {

// The report's head and each event as a few aligned lines with the words behind them, for a terminal. Parts stand
// under their whole. Colours are ANSI sequences, used only when asked for.
std::string write_view(const ReportRead& read, bool with_colour);

}  // namespace nutgraf::cli
