// `nutgraf import`: reports in, a project that has them. import/run.h does the work.

#include "cli/import.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "base/date.h"
#include "cli/progress_line.h"
#include "event/flow.h"
#include "event/versions.h"
#include "export/json.h"
#include "import/run.h"
#include "store/project.h"

namespace nutgraf::cli {

namespace {

volatile std::sig_atomic_t is_interrupted = 0;
void interrupt(int) { is_interrupted = 1; }

void complain(const Error& error) { fmt::print(stderr, "nutgraf: {}\n", error.message); }

std::string write_progress(const import_::Progress& progress) {
  const store::Import& import = progress.import;
  const std::string left = progress.seconds_left ? fmt::format(", {:.0f} s left", *progress.seconds_left) : std::string();
  return fmt::format("{} reports, {} events, {} unchanged, {} failed{}", import.documents - import.errors, import.events, import.unchanged, import.errors, left);
}

}  // namespace

int run_import(const Settings& settings, const ImportOptions& options) {
  auto project = store::Project::open(options.project, {.access = store::Access::write, .creates = true, .as = "nutgraf import"});
  if (!project) {
    complain(project.error());
    return 2;
  }
  const auto versions = read_versions(settings.model, settings.data_folder, settings.with_network);
  if (!versions) {
    complain(versions.error());
    return 2;
  }
  const auto knowledge = load_knowledge(settings.model, settings.data_folder, settings.with_network);
  if (!knowledge) {
    complain(knowledge.error());
    return 2;
  }
  report::SourceList list = report::list_sources(options.inputs);
  store::Import import{.started = write_now(), .source = fmt::format("{}", fmt::join(options.inputs, "\n")), .total_bytes = list.bytes};
  const auto started = (*project)->start_import(import.source, import.total_bytes, import.started);
  if (!started) {
    complain(started.error());
    return 2;
  }
  import.id = *started;
  const std::size_t sources = list.sources.size();
  import_::Run run(**project, *versions, std::move(list.sources), std::move(import));
  for (const Error& error : list.failures) {
    complain(error);
    run.note_failure(error);
  }
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  ProgressLine line;
  const import_::End end = run.go_on({.read = [&](Report report) -> Result<std::string> { return export_::write_json(read_report(std::move(report), *knowledge), *knowledge->plover); },
                                      .may_go_on = [] { return is_interrupted == 0; },
                                      .tell = [&](const import_::Progress& progress) { line.show([&] { return write_progress(progress); }); },
                                      .complain = complain,
                                      .threads = settings.threads > 0 ? settings.threads : std::thread::hardware_concurrency()});
  line.finish();
  const auto left = run.leave(end == import_::End::all_read ? store::ImportState::done : store::ImportState::paused, write_now());
  if (run.failure() || !left) {
    complain(run.failure() ? *run.failure() : left.error());
    return 2;
  }
  const store::Import& ended = run.import();
  fmt::print("{}: {} reports with {} events read, {} unchanged, {} could not be read\n", options.project,
             ended.documents - ended.errors - ended.unchanged, ended.events, ended.unchanged, ended.errors);
  if (is_interrupted != 0) {
    fmt::print(stderr, "nutgraf: interrupted; the same command goes on from here\n");
    return 130;
  }
  if (sources == 0 && list.failures.empty()) fmt::print(stderr, "nutgraf: nothing to read\n");
  return ended.errors > 0 ? 1 : 0;
}

}  // namespace nutgraf::cli
