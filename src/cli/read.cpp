// `nutgraf read` and `nutgraf explain`: reports in, events out, in the order of the input whatever the number of threads.

#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/explain_view.h"
#include "cli/view.h"
#include "export/json.h"

namespace nutgraf::cli {

namespace {

std::vector<Report> read_inputs(const std::vector<std::string>& paths) {
  std::vector<Report> reports;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::istream& in = path == "-" ? std::cin : file;
    if (path.ends_with(".jsonl") || path == "-") {
      for (std::string line; std::getline(in, line);) {
        const auto object = nlohmann::json::parse(line, nullptr, false);
        if (!object.is_object()) continue;
        const auto field = [&](const char* key) {
          return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string();
        };
        ReportFields fields{.source_id = field("doc_id").empty() ? field("id") : field("doc_id"), .headline = field("title"),
                            .filed = field("filed").empty() ? field("date") : field("filed"), .outlet = field("publisher"), .url = field("url")};
        reports.push_back(make_report(field("text"), fields));
      }
    } else {
      reports.push_back(make_report(std::string{std::istreambuf_iterator<char>(in), {}}, {.source_id = path}));
    }
  }
  return reports;
}

}  // namespace

bool is_terminal_out() { return isatty(STDOUT_FILENO) != 0; }

int run_read(const Settings& settings, const ReadOptions& options) {
  const auto knowledge = load_knowledge(settings.model, settings.data_folder);
  if (!knowledge) {
    fmt::print(stderr, "nutgraf: {}\n", knowledge.error().message);
    return 2;
  }
  for (Report& report : read_inputs(options.inputs)) {
    const ReportRead read = read_report(std::move(report), *knowledge);
    const std::string written = options.as_jsonl ? export_::write_json(read, *knowledge->plover) : write_view(read, options.with_colour);
    fmt::print("{}\n", written);
  }
  return 0;
}

int run_explain(const Settings& settings, const ExplainOptions& options) {
  const auto knowledge = load_knowledge(settings.model, settings.data_folder);
  if (!knowledge) {
    fmt::print(stderr, "nutgraf: {}\n", knowledge.error().message);
    return 2;
  }
  for (Report& report : read_inputs({options.input})) {
    const ReportRead read = read_report(std::move(report), *knowledge);
    fmt::print("{}\n", write_explanation(read, options.sentence == 0 ? std::nullopt : std::optional(options.sentence - 1)));
  }
  return 0;
}

}  // namespace nutgraf::cli
