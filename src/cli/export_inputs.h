#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "export/export.h"

namespace nutgraf::cli {

inline constexpr const char* default_project = "desk.nutgraf";

// What an input of `nutgraf export` is: a project, canonical report lines (also standard input, "-"), or reports to be read.
enum class InputKind { project, lines, reports };
InputKind find_input_kind(const std::string& path);

// Hands the canonical lines of all inputs to the writer, in their order. Returns the exit status as run_read; complaints go to
// standard error.
int feed_export(const Settings& settings, const std::vector<std::string>& inputs, export_::Writer& writer);

// Records in a project's edit log that names leave it, before they do; nothing for other inputs. An error when the project
// cannot be written.
Result<void> note_unmasking(const std::string& input, const ExportOptions& options, const std::string& at);

}  // namespace nutgraf::cli
