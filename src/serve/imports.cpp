// Imports: files that were sent are kept in a folder beside the project and read, one import after another, by a thread of their own
// (import/run.h does the work).

#include "serve/imports.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "serve/desk.h"
#include "serve/uploads.h"

namespace nutgraf::serve {

namespace {

using Clock = std::chrono::steady_clock;
using store::ImportState;

constexpr auto time_between_signs = std::chrono::milliseconds(500);

}  // namespace

struct Imports::Job {
  store::Import import;
  std::optional<double> seconds_left;
  Uploads uploads;
  ImportState wanted = ImportState::running;  // what a person asked for; import.state follows
  bool is_queued = false;                     // waiting or being worked on
  bool is_cut_off = false;                    // an earlier run of the desk began it
  std::uint64_t version = 1;
  Clock::time_point told;
  std::unique_ptr<import_::Run> run;  // only the worker looks at it

  ImportView view() const {
    return {.import = import, .seconds_left = import.state == ImportState::running ? seconds_left : std::nullopt, .version = version};
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
        job->is_cut_off = true;
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
  const auto& versions = desk_.versions();
  if (!job->run) {
    std::vector<report::Source> sources;
    for (const Uploads::File& file : job->uploads.list())
      sources.push_back({.path = file.path, .name = file.name, .kind = report::SourceKind::unknown, .bytes = file.bytes});
    job->run = std::make_unique<import_::Run>(desk_.project(), versions.value_or(Versions{}), std::move(sources), job->import);
    if (job->is_cut_off && !job->run->reopen()) return leave(*job, import_::End::failed);
  }
  const auto read = [&](Report report) -> Result<std::string> {
    if (!versions) return std::unexpected(versions.error());
    // Behind those who wait for an answer.
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), 10);
    return desk_.read_line(std::move(report), desk_.model());
  };
  leave(*job, job->run->go_on({.read = read,
                               .may_go_on = [&] { return may_go_on(*job); },
                               .tell = [&](const import_::Progress& progress) { tell(*job, progress); },
                               .threads = std::max(1u, std::thread::hardware_concurrency()),
                               .reports_in_flight_per_thread = 2}));
}

bool Imports::may_go_on(const Job& job) {
  const std::lock_guard lock(mutex_);
  return !is_stopping_ && job.wanted == ImportState::running;
}

// The counts of a run's import, under the state that a person asked for.
void Imports::tell(Job& job, const import_::Progress& progress) {
  const std::lock_guard lock(mutex_);
  const ImportState state = job.import.state;
  job.import = progress.import;
  job.import.state = state;
  job.seconds_left = progress.seconds_left;
  ++job.version;
  if (Clock::now() - job.told < time_between_signs) return;
  job.told = Clock::now();
  changed_.notify_all();
}

void Imports::leave(Job& job, import_::End end) {
  const std::lock_guard lock(mutex_);
  job.is_queued = false;
  ImportState state = job.wanted == ImportState::cancelled ? ImportState::cancelled : ImportState::paused;
  if (end == import_::End::all_read) state = ImportState::done;
  if (end == import_::End::stopped && job.wanted == ImportState::running && !is_stopping_) {
    // Resumed while the reports in hand were read.
    state = ImportState::running;
    job.is_queued = true;
    queue_.push_back(find_job(job.import.id));
  }
  (void)job.run->leave(state, write_now());
  job.import = job.run->import();
  if (state == ImportState::done || state == ImportState::cancelled) {
    job.run.reset();
    job.uploads.remove();
  }
  ++job.version;
  changed_.notify_all();
}

}  // namespace nutgraf::serve
