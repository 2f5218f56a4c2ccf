// `nutgraf import`: reports in, a project that has them. Every report is saved whole as soon as it and all before it are read.

#include "cli/import.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <deque>
#include <string_view>
#include <thread>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/date.h"
#include "cli/batch.h"
#include "event/flow.h"
#include "event/versions.h"
#include "export/json.h"
#include "report/input.h"
#include "store/project.h"

namespace nutgraf::cli {

namespace {

using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t is_interrupted = 0;
void interrupt(int) { is_interrupted = 1; }

void complain(const Error& error) { fmt::print(stderr, "nutgraf: {}\n", error.message); }

std::string source_name(const report::Taken& taken) { return taken.line > 0 ? fmt::format("{}:{}", taken.file, taken.line) : taken.file; }

// One import under way: what was taken waits in order until it has been read.
class Desk {
 public:
  Desk(store::Project& project, const Versions& versions, report::Intake& intake, store::Import import)
      : project_(project), versions_(versions), intake_(intake), import_(std::move(import)), is_shown_(isatty(STDERR_FILENO) != 0) {}

  std::optional<Result<Report>> next() {
    while (is_interrupted == 0 && !has_failed_) {
      auto report = intake_.next();
      if (!report) return std::nullopt;
      report::Taken taken = intake_.taken();
      if (*report) {
        const auto has = project_.has_read(taken.raw, versions_.model, versions_.lexicon);
        if (!has) {
          stop(has.error());
          return std::nullopt;
        }
        if (*has) {
          ++import_.documents;
          ++import_.unchanged;
          note_now_and_then();
          continue;
        }
      }
      waiting_.push_back(std::move(taken));
      return report;
    }
    return std::nullopt;
  }

  void save(const std::string& line) {
    const report::Taken taken = std::move(waiting_.front());
    waiting_.pop_front();
    if (has_failed_) return;
    const auto saved =
        project_.save_report({.raw = taken.raw, .line = line, .source = source_name(taken), .model = versions_.model, .lexicon = versions_.lexicon}, import_.id, write_now());
    if (!saved) return stop(saved.error());
    ++import_.documents;
    import_.events += saved->events;
    import_.unchanged += saved->outcome == store::Outcome::unchanged;
    note_now_and_then();
  }

  void note_error(const Error& error) {
    const report::Taken taken = std::move(waiting_.front());
    waiting_.pop_front();
    complain(error);
    note_error(taken.file, taken.line, error.message);
  }

  void note_error(const std::string& file, std::size_t line, const std::string& message) {
    if (has_failed_) return;
    if (const auto noted = project_.note_import_error(import_.id, {.file = file, .line = line, .message = message}); !noted) return stop(noted.error());
    ++import_.documents;
    ++import_.errors;
  }

  // The import as it ended.
  Result<store::Import> finish() {
    if (was_shown_) fmt::print(stderr, "\r\033[K");
    import_.state = is_interrupted != 0 || has_failed_ ? store::ImportState::paused : store::ImportState::done;
    if (import_.state == store::ImportState::done) {
      import_.finished = write_now();
      import_.total = import_.documents;
    }
    import_.bytes = intake_.bytes_taken();
    if (auto noted = project_.note_import(import_); !noted) return std::unexpected(noted.error());
    return import_;
  }

  bool has_failed() const { return has_failed_; }

 private:
  void stop(const Error& error) {
    complain(error);
    has_failed_ = true;
  }

  // The ledger's row and the line on the terminal, twice a second.
  void note_now_and_then() {
    const auto now = Clock::now();
    if (now < next_note_) return;
    next_note_ = now + std::chrono::milliseconds(500);
    import_.bytes = intake_.bytes_taken();
    if (const auto noted = project_.note_import(import_); !noted) return stop(noted.error());
    if (!is_shown_) return;
    std::string left;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    if (import_.total_bytes > import_.bytes && import_.bytes > 0)
      left = fmt::format(", {:.0f} s left", seconds * static_cast<double>(import_.total_bytes - import_.bytes) / static_cast<double>(import_.bytes));
    fmt::print(stderr, "\r\033[K{} reports, {} events, {} unchanged, {} failed{}", import_.documents - import_.errors, import_.events, import_.unchanged, import_.errors, left);
    was_shown_ = true;
  }

  store::Project& project_;
  const Versions& versions_;
  report::Intake& intake_;
  store::Import import_;
  std::deque<report::Taken> waiting_;
  bool is_shown_;
  bool was_shown_ = false;
  bool has_failed_ = false;
  Clock::time_point start_ = Clock::now(), next_note_ = start_ + std::chrono::milliseconds(500);
};

}  // namespace

int run_import(const Settings& settings, const ImportOptions& options) {
  auto project = store::Project::open(options.project, {.access = store::Access::write, .creates = true, .as = "nutgraf import"});
  if (!project) {
    complain(project.error());
    return 2;
  }
  const auto versions = read_versions(settings.model, settings.data_folder);
  if (!versions) {
    complain(versions.error());
    return 2;
  }
  const auto knowledge = load_knowledge(settings.model, settings.data_folder);
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
  report::Intake intake(std::move(list.sources));
  Desk desk(**project, *versions, intake, std::move(import));
  for (const Error& error : list.failures) {
    complain(error);
    desk.note_error(error.message.substr(0, error.message.find(": ")), 0, error.message);
  }
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  const Batch batch{.next = [&] { return desk.next(); },
                    .read =
                        [&](Report report) {
                          const ReportRead read = read_report(std::move(report), *knowledge);
                          return Printed{export_::write_json(read, *knowledge->plover), read.events.size()};
                        },
                    .print = [&](const std::string& line) { desk.save(line); },
                    .complain = [&](const Error& error) { desk.note_error(error); },
                    .show_progress = {}};
  run_batch(batch, settings.threads > 0 ? settings.threads : std::thread::hardware_concurrency());
  const auto ended = desk.finish();
  if (!ended) {
    complain(ended.error());
    return 2;
  }
  if (desk.has_failed()) return 2;
  fmt::print("{}: {} reports with {} events read, {} unchanged, {} could not be read\n", options.project,
             ended->documents - ended->errors - ended->unchanged, ended->events, ended->unchanged, ended->errors);
  if (is_interrupted != 0) {
    fmt::print(stderr, "nutgraf: interrupted; the same command goes on from here\n");
    return 130;
  }
  if (sources == 0 && list.failures.empty()) fmt::print(stderr, "nutgraf: nothing to read\n");
  return ended->errors > 0 ? 1 : 0;
}

}  // namespace nutgraf::cli
