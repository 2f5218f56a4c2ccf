#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "event/plover.h"
#include "store/change_notes.h"
#include "store/database.h"
#include "store/grid.h"
#include "store/index.h"
#include "store/orders.h"
#include "store/project.h"
#include "store/writer_lock.h"
#include "story/telling.h"

namespace nutgraf::store {

// What lately was compared, by event.
using TellingCache = std::unordered_map<std::int64_t, std::shared_ptr<const story::Telling>>;

struct Project::State {
  std::string path;
  std::optional<WriterLock> lock;     // held as long as the project is open for writing
  std::unique_ptr<Database> writer;   // null for a reader
  std::mutex writing;                 // one thread writes at a time
  std::mutex pool_use;
  std::vector<std::unique_ptr<Database>> pool;  // connections for reading that nobody uses just now
  event::Plover plover;
  story::CommonWords common_words;
  TellingCache tellings;              // under `writing`
  Index index;                        // read under a shared lock of `index_use`, refreshed under a whole one
  std::shared_mutex index_use;
  Orders orders;
  Grids grids;
};

// A connection for reading that sees one state of the project as long as it lives; goes back to the pool then.
class Snapshot {
 public:
  static Result<Snapshot> take(Project::State& state);
  Snapshot(Snapshot&&) = default;
  ~Snapshot();

  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }

 private:
  Snapshot(Project::State& state, std::unique_ptr<Database> database) : state_(&state), database_(std::move(database)) {}
  Project::State* state_;
  std::unique_ptr<Database> database_;
};

// When a commit is safe from a failure of the whole system: soon (the last reports can be read again), or at once (what a person did).
enum class Durability { soon, at_once };

// One thread's turn to write, in one transaction, with what it changes for the change feed.
class Writing {
 public:
  // Fails when the project is open for reading only.
  static Result<Writing> begin(Project::State& state, Durability durability = Durability::soon);
  Writing(Writing&&) = default;

  Database& operator*() { return *state_->writer; }
  Database* operator->() { return state_->writer.get(); }
  ChangeNotes& notes() { return notes_; }
  const event::Plover& plover() const { return state_->plover; }
  const story::CommonWords& common_words() const { return state_->common_words; }
  TellingCache& tellings() { return state_->tellings; }
  std::set<std::string>& touched_stories() { return touched_stories_; }  // their rows are made anew at the end

  // Makes the touched stories' rows anew, writes the change feed and commits.
  Result<void> commit(const std::string& at);

 private:
  explicit Writing(Project::State& state);
  Project::State* state_;
  std::unique_lock<std::mutex> turn_;
  std::unique_ptr<Transaction> transaction_;
  ChangeNotes notes_;
  std::set<std::string> touched_stories_;
};

// Makes the event's rows anew from the machine's record and the edits that hold, or takes them away when there is no event (any
// more), and notes the change. The event's report must be there.
void refresh_event(Writing& writing, const std::string& event);

// "no such report: X"; "no such event: X"
std::unexpected<Error> fail_missing(std::string_view kind, std::string_view id);

}  // namespace nutgraf::store
