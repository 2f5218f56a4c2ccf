// Imports: files that were sent are kept in a folder beside the project, read one report after another by a thread of their own
// and saved as they are read. A report is saved whole or not at all, so an import can stop anywhere; when it goes on, what the
// same model has read before is passed over. What cannot be read is told with its file and line, and the rest goes on.

#include "serve/imports.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>

#include <fmt/format.h>

#include "report/input.h"
#include "serve/desk.h"
#include "serve/uploads.h"

namespace nutgraf::serve {

namespace {

using Clock = std::chrono::steady_clock;
using store::ImportState;

constexpr auto time_between_notes = std::chrono::milliseconds(500);

}  // namespace

struct Imports::Job {
  store::Import import;
  Uploads uploads;
  ImportState wanted = ImportState::running;  // what a person asked for; import.state follows
  bool is_queued = false;                     // waiting or being worked on
  Pace pace;
  std::uint64_t version = 1;
  Clock::time_point noted;
  // Where it is; only the worker looks at these.
  bool is_begun = false;
  std::vector<Uploads::File> files;
  std::size_t file = 0;
  std::uint64_t bytes_before = 0, bytes_of_file = 0;
  std::unique_ptr<report::Intake> intake;

  ImportView view() const {
    ImportView view{.import = import, .seconds_left = std::nullopt, .version = version};
    if (import.state == ImportState::running && import.total_bytes >= import.bytes) view.seconds_left = pace.seconds_for(import.total_bytes - import.bytes);
    return view;
  }
};

Imports::Imports(Desk& desk) : desk_(desk) {
  if (desk.is_read_only()) return;
  // Imports that an earlier run of the desk left unfinished wait for a person to resume them.
  if (const auto known = desk.project().imports())
    for (const store::Import& import : *known)
      if (import.state == ImportState::running || import.state == ImportState::paused) {
        Uploads uploads(desk.project().path(), import.id);
        if (!uploads.are_there()) continue;
        auto job = std::make_shared<Job>();
        job->import = import;
        job->import.state = job->wanted = ImportState::paused;
        job->uploads = uploads;
        jobs_[import.id] = std::move(job);
      }
  thread_ = std::jthread([this] { work(); });
}

Imports::~Imports() { stop(); }

void Imports::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<std::int64_t> Imports::start(const std::vector<UploadedFile>& files) {
  std::uint64_t bytes = 0;
  std::string names;
  for (const UploadedFile& file : files) {
    bytes += file.content.size();
    names += (names.empty() ? "" : "\n") + file.name;
  }
  const auto id = desk_.project().start_import(names, bytes, write_now());
  if (!id) return std::unexpected(id.error());
  auto job = std::make_shared<Job>();
  job->import = {.id = *id, .started = write_now(), .source = names, .total = count_documents(files), .total_bytes = bytes};
  job->uploads = Uploads(desk_.project().path(), *id);
  if (const auto kept = job->uploads.keep(files); !kept) {
    job->import.state = ImportState::cancelled;
    job->import.finished = write_now();
    (void)desk_.project().note_import(job->import);
    return std::unexpected(kept.error());
  }
  job->is_queued = true;
  const std::lock_guard lock(mutex_);
  jobs_[*id] = job;
  queue_.push_back(job);
  changed_.notify_all();
  return *id;
}

std::shared_ptr<Imports::Job> Imports::find_job(std::int64_t id) {
  const auto found = jobs_.find(id);
  return found == jobs_.end() ? nullptr : found->second;
}

Result<ImportView> Imports::find(std::int64_t id) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto job = find_job(id)) return job->view();
  }
  auto import = desk_.project().find_import(id);
  if (!import) return std::unexpected(import.error());
  return ImportView{.import = *std::move(import)};
}

Result<std::vector<ImportView>> Imports::list() {
  auto known = desk_.project().imports();
  if (!known) return std::unexpected(known.error());
  std::vector<ImportView> views;
  const std::lock_guard lock(mutex_);
  for (store::Import& import : *known) {
    const auto job = find_job(import.id);
    views.push_back(job ? job->view() : ImportView{.import = std::move(import)});
  }
  return views;
}

Result<ImportView> Imports::set_state(std::int64_t id, ImportState state) {
  if (const auto known = find(id); !known) return known;
  const std::lock_guard lock(mutex_);
  const auto job = find_job(id);
  if (!job) return fail(fmt::format("import {} is over, or its files are gone; import them again: what was read is not read twice", id));
  if (job->import.state == ImportState::done || job->import.state == ImportState::cancelled)
    return fail(fmt::format("import {} is {}", id, store::name_of(job->import.state)));
  job->wanted = state;
  if (!job->is_queued) {
    job->import.state = state;
    if (state == ImportState::running) {
      job->is_queued = true;
      queue_.push_back(job);
    } else if (state == ImportState::cancelled) {
      job->import.finished = write_now();
      job->uploads.remove();
    }
    (void)desk_.project().note_import(job->import);
  } else if (state != ImportState::cancelled) {
    job->import.state = state;  // the worker follows after the report in hand
  }
  ++job->version;
  changed_.notify_all();
  return job->view();
}

Result<ImportView> Imports::pause(std::int64_t id) { return set_state(id, ImportState::paused); }
Result<ImportView> Imports::resume(std::int64_t id) { return set_state(id, ImportState::running); }
Result<ImportView> Imports::cancel(std::int64_t id) { return set_state(id, ImportState::cancelled); }

void Imports::wait_for_change(std::int64_t id, std::uint64_t version) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::seconds(1), [&] {
    const auto job = find_job(id);
    return is_stopping_ || !job || job->version != version;
  });
}

void Imports::work() {
  while (true) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return is_stopping_ || !queue_.empty(); });
      if (is_stopping_) return;
      job = queue_.front();
      queue_.pop_front();
    }
    run(job);
  }
}

void Imports::run(const std::shared_ptr<Job>& job) {
  if (!job->is_begun) {
    job->is_begun = true;
    job->files = job->uploads.list();
    // From the start, also where an earlier run of the desk began it: what was read then is passed over and counted as unchanged.
    const std::lock_guard lock(mutex_);
    store::Import& import = job->import;
    import.documents = import.bytes = import.events = import.errors = import.unchanged = 0;
  }
  while (job->file < job->files.size()) {
    if (!may_go_on(*job)) return leave(*job, WorkEnd::stopped);
    read_next(*job);
  }
  leave(*job, WorkEnd::all_read);
}

bool Imports::may_go_on(const Job& job) {
  const std::lock_guard lock(mutex_);
  return !is_stopping_ && job.wanted == ImportState::running;
}

void Imports::leave(Job& job, WorkEnd end) {
  const std::lock_guard lock(mutex_);
  job.is_queued = false;
  store::Import& import = job.import;
  if (end == WorkEnd::all_read) {
    import.state = ImportState::done;
    import.total = import.documents;
    import.bytes = import.total_bytes;
  } else {
    import.state = job.wanted == ImportState::cancelled ? ImportState::cancelled : ImportState::paused;
  }
  if (import.state != ImportState::paused) {
    import.finished = write_now();
    job.intake.reset();
    job.uploads.remove();
  } else if (job.wanted == ImportState::running && !is_stopping_) {
    // Resumed while the report in hand was read.
    import.state = ImportState::running;
    job.is_queued = true;
    queue_.push_back(find_job(import.id));
  }
  (void)desk_.project().note_import(import);
  ++job.version;
  changed_.notify_all();
}

// Reads the next reports of the file at hand, one a core, or goes on to the next file.
void Imports::read_next(Job& job) {
  const Uploads::File& file = job.files[job.file];
  if (!job.intake) {
    std::vector<report::Source> sources{{.path = file.path, .name = file.name, .kind = report::SourceKind::unknown, .bytes = file.bytes}};
    job.intake = std::make_unique<report::Intake>(std::move(sources));
    job.bytes_of_file = 0;
  }
  const auto start = Clock::now();
  std::vector<InHand> in_hand = take_some(job);
  if (in_hand.empty()) {
    job.intake.reset();
    job.bytes_before += file.bytes;
    ++job.file;
    return;
  }
  const auto take_in = [&](InHand& one, Clock::duration time) {
    Outcome outcome = save(job, one);
    for (const std::string& place : {fmt::format("{}:{}: ", file.path, one.taken.line), file.path + ": "})
      if (outcome.error.starts_with(place)) outcome.error.erase(0, place.size());
    if (!outcome.error.empty())
      (void)desk_.project().note_import_error(job.import.id, {.file = file.name, .line = one.taken.line, .message = outcome.error});
    const std::uint64_t bytes = std::clamp(one.bytes_taken, job.bytes_of_file, std::max(job.bytes_of_file, file.bytes));
    count(job, outcome, bytes - job.bytes_of_file, time);
    job.bytes_of_file = bytes;
  };
  auto since = start;
  for (InHand& one : in_hand) {
    if (one.line.valid()) one.line.wait();
    const auto now = Clock::now();
    take_in(one, now - since);
    since = now;
  }
}

std::vector<Imports::InHand> Imports::take_some(Job& job) {
  std::vector<InHand> some;
  const auto& versions = desk_.versions();
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i) {
    auto next = job.intake->next();
    if (!next) break;
    InHand one{.taken = job.intake->taken(), .bytes_taken = job.intake->bytes_taken()};
    if (!*next)
      one.error = next->error().message;
    else if (!versions)
      one.error = versions.error().message;
    else if (const auto is_read = desk_.project().has_read(one.taken.raw, versions->model, versions->lexicon); !is_read)
      one.error = is_read.error().message;
    else if (*is_read)
      one.is_unchanged = true;
    else
      one.line = std::async(std::launch::async, [this, report = std::move(**next)]() mutable {
        // Behind those who wait for an answer.
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10);
        return desk_.read_line(std::move(report), desk_.model());
      });
    some.push_back(std::move(one));
  }
  return some;
}

void Imports::count(Job& job, const Outcome& outcome, std::uint64_t bytes, Clock::duration time) {
  const std::lock_guard lock(mutex_);
  job.pace.add(bytes, time);
  store::Import& import = job.import;
  ++import.documents;
  import.bytes = std::min(job.bytes_before + job.bytes_of_file + bytes, import.total_bytes);
  import.events += outcome.events;
  if (!outcome.error.empty()) ++import.errors;
  if (outcome.is_unchanged) ++import.unchanged;
  ++job.version;
  if (Clock::now() - job.noted < time_between_notes) return;
  job.noted = Clock::now();
  (void)desk_.project().note_import(import);
  changed_.notify_all();
}

Imports::Outcome Imports::save(Job& job, InHand& one) {
  if (!one.line.valid()) return {.error = std::move(one.error), .is_unchanged = one.is_unchanged};
  auto line = one.line.get();
  if (!line) return {.error = line.error().message};
  const auto& versions = desk_.versions();
  const std::string place = one.taken.line == 0 ? one.taken.file : fmt::format("{}:{}", one.taken.file, one.taken.line);
  const auto saved = desk_.project().save_report(
      {.raw = std::move(one.taken.raw), .line = *std::move(line), .source = place, .model = versions->model, .lexicon = versions->lexicon},
      job.import.id, write_now());
  if (!saved) return {.error = saved.error().message};
  return {.events = saved->events, .is_unchanged = saved->outcome == store::Outcome::unchanged};
}

}  // namespace nutgraf::serve
