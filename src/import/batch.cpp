// Reads many reports on several threads and prints them in the order they came, so that the output is the same bytes
// whatever the number of threads. A report that fails is counted and told; the rest goes on.

#include "import/batch.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace nutgraf::import_ {

namespace {

struct Job {
  Result<Report> report;
  std::optional<Result<Printed>> printed;
  bool is_taken = false;
  std::uint64_t bytes = 0;
};

class Desk {
 public:
  Desk(const Batch& batch, std::size_t most_jobs) : batch_(batch), most_jobs_(most_jobs) {}

  // Worker: takes jobs until there are no more.
  void work() {
    while (const std::shared_ptr<Job> job = take()) {
      Result<Printed> printed = batch_.read(std::move(*job->report));
      const std::lock_guard lock(mutex_);
      job->printed = std::move(printed);
      changed_.notify_all();
    }
  }

  // The one thread that asks for reports and prints them.
  BatchCount lead() {
    bool is_over = false;
    while (!is_over || !jobs_.empty()) {
      while (!is_over && jobs_.size() < most_jobs_) is_over = !add(batch_.next());
      print_first();
    }
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    changed_.notify_all();
    return count_;
  }

 private:
  bool add(std::optional<Result<Report>> next) {
    if (!next) return false;
    auto job = std::make_shared<Job>(Job{.report = std::move(*next)});
    if (job->report) job->bytes = job->report->text.size();
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    changed_.notify_all();
    return true;
  }

  std::shared_ptr<Job> take() {
    std::unique_lock lock(mutex_);
    for (;;) {
      for (const auto& job : jobs_)
        if (!job->is_taken && job->report) {
          job->is_taken = true;
          return job;
        }
      if (is_closed_) return nullptr;
      changed_.wait(lock);
    }
  }

  void print_first() {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock(mutex_);
      if (jobs_.empty()) return;
      job = jobs_.front();
      changed_.wait(lock, [&] { return !job->report || job->printed; });
      jobs_.pop_front();
    }
    if (!job->report || !*job->printed) {
      ++count_.failed;
      batch_.complain(job->report ? job->printed->error() : job->report.error());
    } else {
      ++count_.reports;
      count_.bytes += job->bytes;
      count_.events += (*job->printed)->events;
      batch_.print((*job->printed)->text);
    }
    if (batch_.show_progress) batch_.show_progress(count_);
  }

  const Batch& batch_;
  const std::size_t most_jobs_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> jobs_;
  bool is_closed_ = false;
  BatchCount count_;
};

}  // namespace

BatchCount run_batch(const Batch& batch, unsigned threads) {
  threads = std::max(threads, 1u);
  Desk desk(batch, threads * batch.reports_in_flight_per_thread);
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < threads; ++i) workers.emplace_back([&] { desk.work(); });
  return desk.lead();
}

}  // namespace nutgraf::import_
