// `nutgraf read` and `nutgraf explain`: reports in, events out, in the order of the input whatever the number of threads.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/explain_view.h"
#include "cli/progress_line.h"
#include "cli/read_all.h"
#include "cli/view.h"
#include "export/json.h"
#include "import/batch.h"
#include "report/input.h"

namespace nutgraf::cli {

namespace {

using Clock = std::chrono::steady_clock;

// How far a batch is, with the time left by the bytes taken so far.
class Progress {
 public:
  explicit Progress(std::uint64_t bytes_in_all) : bytes_in_all_(bytes_in_all) {}

  std::string write(const import_::BatchCount& count, std::uint64_t bytes_taken) const {
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    std::string left;
    if (bytes_in_all_ > bytes_taken && bytes_taken > 0)
      left = fmt::format(", {:.0f} s left", seconds * static_cast<double>(bytes_in_all_ - bytes_taken) / static_cast<double>(bytes_taken));
    return fmt::format("{} reports, {:.1f} MB, {} events, {} failed{}", count.reports, static_cast<double>(bytes_taken) / 1e6, count.events, count.failed, left);
  }

 private:
  std::uint64_t bytes_in_all_;
  Clock::time_point start_ = Clock::now();
};

void complain(const Error& error) { fmt::print(stderr, "nutgraf: {}\n", error.message); }

}  // namespace

void write_to_standard_output(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

int read_all(const Settings& settings, const std::vector<std::string>& paths, const PrintReport& print, const TakePrinted& take) {
  const auto knowledge = load_knowledge(settings.model, settings.data_folder, settings.with_network);
  if (!knowledge) {
    complain(knowledge.error());
    return 2;
  }
  return read_all(settings, *knowledge, paths, print, take);
}

int read_all(const Settings& settings, const Knowledge& knowledge, const std::vector<std::string>& paths, const PrintReport& print, const TakePrinted& take) {
  report::SourceList list = report::list_sources(paths);
  for (const Error& error : list.failures) complain(error);
  const std::size_t sources = list.sources.size();
  report::Intake intake(std::move(list.sources));
  const Progress progress(list.bytes);
  ProgressLine line(isatty(STDOUT_FILENO) == 0);
  const import_::Batch batch{.next = [&] { return intake.next(); },
                    .read =
                        [&](Report report) {
                          const ReportRead read = read_report(std::move(report), knowledge);
                          return import_::Printed{print(read, knowledge), read.events.size()};
                        },
                    .print = take,
                    .complain = complain,
                    .show_progress = [&](const import_::BatchCount& count) { line.show([&] { return progress.write(count, intake.bytes_taken()); }); }};
  const unsigned threads = settings.threads > 0 ? settings.threads : std::thread::hardware_concurrency();
  const import_::BatchCount count = import_::run_batch(batch, threads);
  line.finish();
  const std::uint64_t failed = count.failed + list.failures.size();
  if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
    fmt::print(stderr, "nutgraf: the output could not be written whole\n");
    return 2;
  }
  if (failed > 0) fmt::print(stderr, "nutgraf: {} of {} could not be read\n", failed, count.reports + failed);
  if (sources == 0 && list.failures.empty()) fmt::print(stderr, "nutgraf: nothing to read\n");
  return failed > 0 ? 1 : 0;
}

bool is_terminal_out() { return isatty(STDOUT_FILENO) != 0; }

int run_read(const Settings& settings, const ReadOptions& options) {
  return read_all(settings, options.inputs, [&](const ReportRead& read, const Knowledge& knowledge) {
    return (options.as_jsonl ? export_::write_json(read, *knowledge.plover) : write_view(read, options.with_colour)) + "\n";
  });
}

int run_explain(const Settings& settings, const ExplainOptions& options) {
  const auto sentence = options.sentence == 0 ? std::nullopt : std::optional(options.sentence - 1);
  return read_all(settings, {options.input},
                  [&](const ReportRead& read, const Knowledge&) { return write_explanation(read, sentence) + "\n"; });
}

}  // namespace nutgraf::cli
