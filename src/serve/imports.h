#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "import/run.h"
#include "serve/answer.h"
#include "serve/uploads.h"
#include "store/project.h"

namespace nutgraf::serve {

class Desk;

// An import as the service tells it.
struct ImportView {
  store::Import import;
  std::optional<double> seconds_left;  // nothing while it is not known
  std::uint64_t version = 0;           // grows with every change
};

// The imports of one desk, done one after another by a thread of their own. What was uploaded is kept in a folder beside the
// project until it is read.
class Imports {
 public:
  explicit Imports(Desk& desk);
  ~Imports();

  // Takes files into the queue. Errors: the files cannot be kept, the project cannot be written.
  Result<std::int64_t> start(const std::vector<UploadedFile>& files);

  // All imports, last first, and one of them. Errors: as the store, "no such import".
  Result<std::vector<ImportView>> list();
  Result<ImportView> find(std::int64_t id);

  // Errors: "no such import", or it is in no state for that.
  Result<ImportView> pause(std::int64_t id);
  Result<ImportView> resume(std::int64_t id);
  Result<ImportView> cancel(std::int64_t id);

  // Waits until an import has changed since `version`, a second at most.
  void wait_for_change(std::int64_t id, std::uint64_t version);

  void stop();

 private:
  struct Job;
  Result<ImportView> set_state(std::int64_t id, store::ImportState state);
  void work();
  void run(const std::shared_ptr<Job>& job);
  bool may_go_on(const Job& job);
  void leave(Job& job, import_::End end);
  void tell(Job& job, const import_::Progress& progress);
  std::shared_ptr<Job> find_job(std::int64_t id);

  Desk& desk_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::int64_t, std::shared_ptr<Job>> jobs_;
  std::deque<std::shared_ptr<Job>> queue_;
  bool is_stopping_ = false;
  std::jthread thread_;
};

}  // namespace nutgraf::serve
