#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "event/flow.h"

namespace nutgraf::cli {

// What is printed for one report; called by many threads.
using PrintReport = std::function<std::string(const ReportRead&, const Knowledge&)>;

// Takes what was printed, in the order of the input.
using TakePrinted = std::function<void(const std::string&)>;
void write_to_standard_output(const std::string& text);

// Reads all reports of the paths and hands on what `print` makes of each, in the order of the input. Returns the exit status:
// 0 when every report was read, 1 when some failed, 2 when nothing could be started.
int read_all(const Settings& settings, const std::vector<std::string>& paths, const PrintReport& print,
             const TakePrinted& take = write_to_standard_output);

// With knowledge that is loaded already.
int read_all(const Settings& settings, const Knowledge& knowledge, const std::vector<std::string>& paths, const PrintReport& print,
             const TakePrinted& take = write_to_standard_output);

}  // namespace nutgraf::cli
