#pragma once

#include <optional>
#include <string>

#include "cli/commands.h"

namespace nutgraf::cli {

struct ServeOptions {
  std::string project = "desk.nutgraf";
  std::string host = "127.0.0.1";
  std::optional<int> port;  // absent: 8080, or any free one where that is taken
  std::string token;        // empty: none is asked for
  bool opens_browser = false;
};

// Serves a project until the process is told to end (Ctrl-C). Exit status: 0 then, 2 when it could not be started.
int run_serve(const Settings& settings, const ServeOptions& options);

}  // namespace nutgraf::cli
