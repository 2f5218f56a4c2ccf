#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"

namespace nutgraf::cli {

struct ImportOptions {
  std::vector<std::string> inputs;
  std::string project = "desk.nutgraf";
};

// `nutgraf import`: reads reports into a project. What is there already, read by the same versions, is passed over, so that an
// import that was cut off goes on where it was. Exit status as run_read.
int run_import(const Settings& settings, const ImportOptions& options);

}  // namespace nutgraf::cli
