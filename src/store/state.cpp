// Who holds which connection: a pool for readers, one for the writer.

#include "store/state.h"

#include <fmt/format.h>

#include "store/stories.h"

namespace nutgraf::store {

namespace {
constexpr std::size_t most_idle_connections = 64;
}

Result<Snapshot> Snapshot::take(Project::State& state) {
  std::unique_ptr<Database> database;
  {
    const std::lock_guard lock(state.pool_use);
    if (!state.pool.empty()) {
      database = std::move(state.pool.back());
      state.pool.pop_back();
    }
  }
  if (!database) {
    auto opened = Database::open(state.path, Database::Use::read);
    if (!opened) return std::unexpected(opened.error());
    database = std::move(*opened);
  }
  database->run("BEGIN");
  if (auto done = database->finish(); !done) return std::unexpected(done.error());
  return Snapshot(state, std::move(database));
}

Snapshot::~Snapshot() {
  if (!database_) return;
  (void)database_->finish();
  database_->run("ROLLBACK");
  if (!database_->finish()) return;
  const std::lock_guard lock(state_->pool_use);
  if (state_->pool.size() < most_idle_connections) state_->pool.push_back(std::move(database_));
}

Writing::Writing(Project::State& state) : state_(&state), turn_(state.writing) {}

Result<Writing> Writing::begin(Project::State& state, Durability durability) {
  if (!state.writer) return fail(fmt::format("{}: is open for reading only", state.path));
  Writing writing(state);
  state.writer->run(durability == Durability::at_once ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  writing.transaction_ = std::make_unique<Transaction>(*state.writer, Transaction::Kind::write);
  if (auto done = state.writer->finish(); !done) return std::unexpected(done.error());
  return writing;
}

Result<void> Writing::commit(const std::string& at) {
  refresh_touched_stories(*this);
  notes_.write(*state_->writer, at);
  return transaction_->commit();
}

std::unexpected<Error> fail_missing(std::string_view kind, std::string_view id) { return fail(fmt::format("no such {}: {}", kind, id)); }

}  // namespace nutgraf::store
