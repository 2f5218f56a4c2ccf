#pragma once

#include <string>

namespace nutgraf::cli {

enum class ProjectAction { log, replay, check, relink };

struct ProjectOptions {
  ProjectAction action = ProjectAction::check;
  std::string project = "desk.nutgraf";
  std::string out;  // of replay: the new project
};

// `nutgraf project log`: the edit log as JSON Lines. `replay`: a new project from the reports and the edit log. `check`: whether the
// project is whole. `relink`: joins its stories anew. 0 when done and whole, 1 when something is wrong with the project, 2 when nothing could be started.
int run_project(const ProjectOptions& options);

}  // namespace nutgraf::cli
