#pragma once

#include <shared_mutex>

#include "store/index.h"
#include "store/state.h"

namespace nutgraf::store {

// The index and a snapshot that show the same state of the project; the index stays as it is as long as this lives.
class Counting {
 public:
  static Result<Counting> begin(Project::State& state);

  const Index& index() const { return state_->index; }
  Orders& orders() { return state_->orders; }
  Grids& grids() { return state_->grids; }
  Database& database() { return *snapshot_; }
  Result<Selection> select(const Filters& filters) { return state_->index.select(filters, *snapshot_); }
  // Lets go of the index; the snapshot stays.
  Snapshot release() && {
    lock_.unlock();
    return std::move(snapshot_);
  }
  // Whether all went well with the database.
  Result<void> finish() { return (*snapshot_).finish(); }

 private:
  Counting(std::shared_lock<std::shared_mutex> lock, Project::State& state, Snapshot snapshot)
      : lock_(std::move(lock)), state_(&state), snapshot_(std::move(snapshot)) {}
  std::shared_lock<std::shared_mutex> lock_;
  Project::State* state_;
  Snapshot snapshot_;
};

}  // namespace nutgraf::store
