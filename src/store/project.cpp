// Opening and closing a project, and what it holds in all.

#include "store/project.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "store/counting.h"
#include "store/linking.h"
#include "store/schema.h"
#include "store/state.h"

namespace nutgraf::store {

Project::Project(std::unique_ptr<State> state) : state_(std::move(state)) {}
Project::~Project() = default;

Result<std::unique_ptr<Project>> Project::open(const std::string& path, const OpenOptions& options) {
  const bool writes = options.access == Access::write;
  std::error_code ignored;
  if (!(writes && options.creates) && !std::filesystem::exists(path, ignored))
    return fail(fmt::format("{}: there is no such project; \"nutgraf import --project {} FILES\" makes one", path, path));
  auto state = std::make_unique<State>();
  state->path = path;
  auto plover = event::Plover::load({});
  if (!plover) return std::unexpected(plover.error());
  state->plover = std::move(*plover);
  auto common_words = story::CommonWords::load({});
  if (!common_words) return std::unexpected(common_words.error());
  state->common_words = std::move(*common_words);
  if (writes) {
    auto lock = WriterLock::take(path, options.as);
    if (!lock) return std::unexpected(lock.error());
    state->lock.emplace(std::move(*lock));
    auto writer = Database::open(path, Database::Use::write);
    if (!writer) return std::unexpected(writer.error());
    state->writer = std::move(*writer);
    if (auto done = migrate(*state->writer, path); !done) return std::unexpected(done.error());
    // A crash of the system may cost the last reports, which are read again; it never harms the file.
    state->writer->run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    // An import whose process is gone does not run any more.
    state->writer->run("UPDATE imports SET state = 'paused' WHERE state = 'running'");
    if (auto done = state->writer->finish(); !done) return std::unexpected(done.error());
    auto writing = Writing::begin(*state);
    if (!writing) return std::unexpected(writing.error());
    if (auto done = link_unlinked_reports(*writing); !done) return std::unexpected(done.error());
    if (auto done = writing->commit({}); !done) return std::unexpected(done.error());
  } else {
    auto reader = Database::open(path, Database::Use::read);
    if (!reader) return std::unexpected(reader.error());
    if (auto done = check_version(**reader, path); !done) return std::unexpected(done.error());
    state->pool.push_back(std::move(*reader));
  }
  return std::unique_ptr<Project>(new Project(std::move(state)));
}

bool Project::is_read_only() const { return !state_->writer; }
const std::string& Project::path() const { return state_->path; }

Result<Counts> Project::counts() const {
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  const Index& index = counting->index();
  // Stories are counted in the index: in the database that takes a walk over all of them.
  std::vector<char> stories(index.story_count());
  SlotSet counted = index.everything().live;
  if (const auto rejected = index.find_term("state", "rejected"))
    for (const Slot slot : index.slots_of(*rejected)) counted.remove(slot);
  counted.each([&](Slot slot) { stories[index.story_number(slot)] = 1; });
  Counts counts{.events = index.size(), .stories = static_cast<std::uint64_t>(std::count(stories.begin() + 1, stories.end(), 1))};
  {
    Query query = counting->database().query(
        "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM events WHERE state = 'reviewed'), (SELECT coalesce(max(id), 0) FROM edits), "
        "(SELECT coalesce(max(seq), 0) FROM changes)");
    if (query.step()) {
      counts.reports = static_cast<std::uint64_t>(query.integer(0));
      counts.reviewed = static_cast<std::uint64_t>(query.integer(1));
      counts.edits = static_cast<std::uint64_t>(query.integer(2));
      counts.seq = query.integer(3);
    }
  }
  if (auto done = counting->finish(); !done) return std::unexpected(done.error());
  return counts;
}

std::int64_t Project::last_change() const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return 0;
  Query query = (*snapshot)->query("SELECT coalesce(max(seq), 0) FROM changes");
  return query.step() ? query.integer(0) : 0;
}

}  // namespace nutgraf::store
