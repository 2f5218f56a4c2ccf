// An import, as the command line and the service run it. Every report is saved as soon as it and all before it are read, so that an import
// can stop anywhere and lose nothing.

#include "import/run.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <unordered_set>

#include <fmt/format.h>

#include "base/date.h"
#include "engine/weights.h"
#include "import/batch.h"
#include "import/pace.h"

namespace nutgraf::import_ {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto time_between_notes = std::chrono::milliseconds(500);

// Where a report came from, and how far the sources were read when it was taken.
struct Waiting {
  report::Taken taken;
  std::uint64_t bytes = 0;
};

std::string name_place(const report::Taken& taken) { return taken.line > 0 ? fmt::format("{}:{}", taken.file, taken.line) : taken.file; }

}  // namespace

struct Run::State {
  store::Project& project;
  Versions versions;
  std::vector<report::Source> sources;
  report::Intake intake;
  store::Import import;
  std::unordered_set<std::string> counted_before;  // SHA-256
  std::deque<Waiting> waiting;
  std::optional<Error> failure;
  Pace pace;
  Clock::time_point counted, next_note;

  bool check(const Result<void>& done) {
    if (!done && !failure) failure = done.error();
    return done.has_value();
  }

  // The message without the place, which stands beside it in the ledger.
  std::string cut_place(const report::Taken& taken, std::string message) const {
    for (const report::Source& source : sources) {
      if (source.name != taken.file) continue;
      for (const std::string& place : {fmt::format("{}:{}: ", source.path, taken.line), source.path + ": "})
        if (message.starts_with(place)) return message.substr(place.size());
    }
    return message;
  }

  void count(std::uint64_t bytes, const Work& work) {
    ++import.documents;
    const auto now = Clock::now();
    bytes = import.total_bytes > 0 ? std::min(bytes, import.total_bytes) : bytes;
    pace.add(bytes > import.bytes ? bytes - import.bytes : 0, now - counted);
    import.bytes = std::max(import.bytes, bytes);
    counted = now;
    if (now >= next_note) {
      next_note = now + time_between_notes;
      check(project.note_import(import));
    }
    if (work.tell)
      work.tell({.import = import, .seconds_left = import.total_bytes > import.bytes ? pace.seconds_for(import.total_bytes - import.bytes) : std::nullopt});
  }

  // Passes over a report that is in the project already. True when it was.
  bool pass_over(const report::Taken& taken, std::uint64_t bytes, const Work& work) {
    const auto has = project.has_read(taken.raw, versions.model, versions.lexicon);
    if (!has) failure = has.error();
    if (!has || !*has) return false;
    if (!counted_before.empty() && counted_before.contains(engine::sha256(taken.raw))) return true;
    ++import.unchanged;
    count(bytes, work);
    return true;
  }

  std::optional<Result<Report>> next(const Work& work) {
    while (!failure && work.may_go_on()) {
      auto report = intake.next();
      if (!report) return std::nullopt;
      Waiting one{.taken = intake.taken(), .bytes = intake.bytes_taken()};
      if (*report && pass_over(one.taken, one.bytes, work)) continue;
      waiting.push_back(std::move(one));
      return report;
    }
    return std::nullopt;
  }

  Waiting take_waiting() {
    Waiting one = std::move(waiting.front());
    waiting.pop_front();
    return one;
  }

  void save(const std::string& line, const Work& work) {
    Waiting one = take_waiting();
    if (failure) return;
    const auto saved = project.save_report(
        {.raw = std::move(one.taken.raw), .line = line, .source = name_place(one.taken), .model = versions.model, .lexicon = versions.lexicon}, import.id, write_now());
    if (!saved) return note_error(one, saved.error(), work);
    import.events += saved->events;
    import.unchanged += saved->outcome == store::Outcome::unchanged;
    count(one.bytes, work);
  }

  void note_error(const Waiting& one, const Error& error, const Work& work) {
    if (work.complain) work.complain(error);
    if (failure || !check(project.note_import_error(import.id, {.file = one.taken.file, .line = one.taken.line, .message = cut_place(one.taken, error.message)}))) return;
    ++import.errors;
    count(one.bytes, work);
  }
};

Run::Run(store::Project& project, Versions versions, std::vector<report::Source> sources, store::Import import)
    : state_(new State{.project = project,
                       .versions = std::move(versions),
                       .sources = sources,
                       .intake = report::Intake(std::move(sources)),
                       .import = std::move(import)}) {}

Run::~Run() = default;

Result<void> Run::reopen() {
  auto import = state_->project.reopen_import(state_->import.id);
  if (!import) return std::unexpected(import.error());
  const auto hashes = state_->project.reports_of_import(import->id);
  if (!hashes) return std::unexpected(hashes.error());
  state_->counted_before = {hashes->begin(), hashes->end()};
  import->state = store::ImportState::running;
  state_->import = *std::move(import);
  return {};
}

void Run::note_failure(const Error& error) {
  if (!state_->check(state_->project.note_import_error(
          state_->import.id, {.file = error.message.substr(0, error.message.find(": ")), .line = 0, .message = error.message})))
    return;
  ++state_->import.documents;
  ++state_->import.errors;
}

End Run::go_on(const Work& work) {
  State& state = *state_;
  state.counted = Clock::now();
  state.failure.reset();
  bool was_stopped = false;
  const Batch batch{.next = [&]() -> std::optional<Result<Report>> {
                      auto report = state.next(work);
                      if (!report) was_stopped = !work.may_go_on();
                      return report;
                    },
                    .read = [&](Report report) -> Result<Printed> {
                      auto line = work.read(std::move(report));
                      if (!line) return std::unexpected(line.error());
                      return Printed{.text = *std::move(line)};
                    },
                    .print = [&](const std::string& line) { state.save(line, work); },
                    .complain = [&](const Error& error) { state.note_error(state.take_waiting(), error, work); },
                    .show_progress = {},
                    .reports_in_flight_per_thread = work.reports_in_flight_per_thread};
  run_batch(batch, work.threads);
  if (state.failure) return End::failed;
  return was_stopped ? End::stopped : End::all_read;
}

Result<void> Run::leave(store::ImportState state, const std::string& at) {
  store::Import& import = state_->import;
  import.state = state;
  if (state == store::ImportState::done) {
    import.total = import.documents;
    import.bytes = std::max(import.bytes, import.total_bytes);
  }
  if (state == store::ImportState::done || state == store::ImportState::cancelled) import.finished = at;
  return state_->project.note_import(import);
}

const store::Import& Run::import() const { return state_->import; }
const std::optional<Error>& Run::failure() const { return state_->failure; }

}  // namespace nutgraf::import_
