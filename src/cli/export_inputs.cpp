// Where `nutgraf export` takes its records from. A project gives its events as people have corrected them; lines that `nutgraf read` has
// printed are taken as they are; everything else is read now.

#include "cli/export_inputs.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/read_all.h"
#include "export/json.h"
#include "store/project.h"

namespace nutgraf::cli {

namespace {

int complain(const std::string& message, int status = 2) {
  fmt::print(stderr, "nutgraf: {}\n", message);
  return status;
}

int feed_lines(std::istream& lines, const std::string& name, export_::Writer& writer) {
  std::string line;
  for (std::uint64_t number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (const auto added = writer.add(line); !added) return complain(fmt::format("{}:{}: {}", name, number, added.error().message));
  }
  return 0;
}

int feed_project(const std::string& path, export_::Writer& writer) {
  const auto project = store::Project::open(path, {.access = store::Access::read, .as = "nutgraf export"});
  if (!project) return complain(project.error().message);
  std::optional<Error> fault;
  const auto done = (*project)->each_line({}, store::Lines::whole, [&](const std::string& line) {
    if (const auto added = writer.add(line); !added) fault = added.error();
    return !fault;
  });
  if (!done) return complain(done.error().message);
  return fault ? complain(fmt::format("{}: {}", path, fault->message)) : 0;
}

int feed_reports(const Settings& settings, const std::vector<std::string>& paths, export_::Writer& writer) {
  return read_all(
      settings, paths, [](const ReportRead& read, const Knowledge& knowledge) { return export_::write_json(read, *knowledge.plover); },
      [&](const std::string& line) {
        if (const auto added = writer.add(line); !added) complain(added.error().message);
      });
}

}  // namespace

InputKind find_input_kind(const std::string& path) {
  if (path == "-") return InputKind::lines;
  std::ifstream file(path, std::ios::binary);
  std::string start(4096, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(file.gcount()));
  if (start.starts_with("SQLite format 3")) return InputKind::project;
  const std::size_t brace = start.find_first_not_of(" \t\r\n");
  if (brace == std::string::npos || start[brace] != '{') return InputKind::reports;
  const std::size_t key = start.find_first_not_of(" \t\r\n", brace + 1);
  return key != std::string::npos && start.compare(key, 8, "\"report\"") == 0 ? InputKind::lines : InputKind::reports;
}

int feed_export(const Settings& settings, const std::vector<std::string>& inputs, export_::Writer& writer) {
  int status = 0;
  for (std::size_t i = 0; i < inputs.size() && status < 2; ++i) {
    int done = 0;
    switch (find_input_kind(inputs[i])) {
      case InputKind::project: done = feed_project(inputs[i], writer); break;
      case InputKind::lines:
        if (inputs[i] == "-") done = feed_lines(std::cin, "standard input", writer);
        else {
          std::ifstream file(inputs[i], std::ios::binary);
          done = feed_lines(file, inputs[i], writer);
        }
        break;
      case InputKind::reports: {
        std::vector<std::string> paths = {inputs[i]};  // all that follow at once: the models are loaded for them together
        while (i + 1 < inputs.size() && find_input_kind(inputs[i + 1]) == InputKind::reports) paths.push_back(inputs[++i]);
        done = feed_reports(settings, paths, writer);
        break;
      }
    }
    status = std::max(status, done);
  }
  return status;
}

Result<void> note_unmasking(const std::string& input, const ExportOptions& options, const std::string& at) {
  if (find_input_kind(input) != InputKind::project) return {};
  const auto project = store::Project::open(input, {.access = store::Access::write, .as = "nutgraf export"});
  if (!project) return fail("names leave a project only when that can be recorded in it: " + project.error().message);
  const nlohmann::ordered_json value{{"format", options.format}, {"filter", nlohmann::ordered_json::object()}};
  const auto edit = (*project)->review(
      {.action = store::Action::unmask_export, .value = value.dump(), .reason = options.reason, .who = options.who, .at = at});
  if (!edit) return std::unexpected(edit.error());
  return {};
}

}  // namespace nutgraf::cli
