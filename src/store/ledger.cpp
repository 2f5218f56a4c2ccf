// What came into the project when, and what changed: the ledger of imports, the change feed, and the edit log as a list.

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "store/edit_log.h"
#include "store/events.h"
#include "store/state.h"

namespace nutgraf::store {

namespace {

constexpr std::uint32_t most_items = 1000;
constexpr auto state_names = std::to_array<std::pair<ImportState, std::string_view>>(
    {{ImportState::running, "running"}, {ImportState::paused, "paused"}, {ImportState::done, "done"}, {ImportState::cancelled, "cancelled"}});

constexpr std::string_view import_columns =
    "SELECT id, state, started, finished, source, documents, total, bytes, total_bytes, events, errors, unchanged FROM imports ";

Import read_import(const Query& query) {
  const auto number = [&](int column) { return static_cast<std::uint64_t>(query.integer(column)); };
  Import import{.id = query.integer(0), .started = query.text(2), .finished = query.text(3), .source = query.text(4)};
  const auto state = std::ranges::find(state_names, query.view(1), &std::pair<ImportState, std::string_view>::second);
  if (state != state_names.end()) import.state = state->first;
  import.documents = number(5);
  import.total = number(6);
  import.bytes = number(7);
  import.total_bytes = number(8);
  import.events = number(9);
  import.errors = number(10);
  import.unchanged = number(11);
  return import;
}

}  // namespace

std::string_view name_of(ImportState state) { return std::ranges::find(state_names, state, &std::pair<ImportState, std::string_view>::first)->second; }

Result<std::int64_t> Project::start_import(const std::string& source, std::uint64_t total_bytes, const std::string& at) {
  auto writing = Writing::begin(*state_);
  if (!writing) return std::unexpected(writing.error());
  std::int64_t id = 0;
  {
    Query query = (*writing)->query(
        "INSERT INTO imports (id, state, started, source, total_bytes) SELECT coalesce(max(id), 0) + 1, 'running', ?, ?, ? FROM imports RETURNING id");
    query.put(at).put(source).put(static_cast<std::int64_t>(total_bytes));
    while (query.step()) id = query.integer(0);
  }
  if (auto done = writing->commit(at); !done) return std::unexpected(done.error());
  return id;
}

Result<void> Project::note_import(const Import& import) {
  auto writing = Writing::begin(*state_);
  if (!writing) return std::unexpected(writing.error());
  const auto number = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
  (*writing)
      ->query(
          "UPDATE imports SET state = ?, finished = ?, documents = ?, total = ?, bytes = ?, total_bytes = ?, events = ?, errors = ?, unchanged = ? WHERE id = ?")
      .put(name_of(import.state))
      .put_or_null(import.finished)
      .put(number(import.documents))
      .put(number(import.total))
      .put(number(import.bytes))
      .put(number(import.total_bytes))
      .put(number(import.events))
      .put(number(import.errors))
      .put(number(import.unchanged))
      .put(import.id)
      .run();
  return writing->commit(import.finished);
}

Result<Import> Project::reopen_import(std::int64_t id) {
  auto writing = Writing::begin(*state_);
  if (!writing) return std::unexpected(writing.error());
  (*writing)->query("DELETE FROM import_errors WHERE import = ?").put(id).run();
  (*writing)
      ->query("UPDATE imports SET documents = (SELECT count(*) FROM import_reports WHERE import = ?1), errors = 0, unchanged = 0, bytes = 0 WHERE id = ?1")
      .put(id)
      .run();
  if (auto done = writing->commit({}); !done) return std::unexpected(done.error());
  return find_import(id);
}

Result<void> Project::note_import_error(std::int64_t import, const ImportError& error) {
  auto writing = Writing::begin(*state_);
  if (!writing) return std::unexpected(writing.error());
  (*writing)
      ->query("INSERT INTO import_errors SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3, ?4 FROM import_errors WHERE import = ?1")
      .put(import)
      .put(error.file)
      .put(static_cast<std::int64_t>(error.line))
      .put(error.message)
      .run();
  (*writing)->query("UPDATE imports SET documents = documents + 1, errors = errors + 1 WHERE id = ?").put(import).run();
  return writing->commit({});
}

Result<std::vector<Import>> Project::imports() const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::vector<Import> imports;
  {
    Query query = (*snapshot)->query(std::string(import_columns) + "ORDER BY id DESC");
    while (query.step()) imports.push_back(read_import(query));
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return imports;
}

Result<Import> Project::find_import(std::int64_t id) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::optional<Import> import;
  {
    Query query = (*snapshot)->query(std::string(import_columns) + "WHERE id = ?");
    query.put(id);
    if (query.step()) import = read_import(query);
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  if (!import) return fail_missing("import", std::to_string(id));
  return std::move(*import);
}

Result<std::vector<ImportError>> Project::import_errors(std::int64_t id) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::vector<ImportError> errors;
  {
    Query query = (*snapshot)->query("SELECT file, line, message FROM import_errors WHERE import = ? ORDER BY position");
    query.put(id);
    while (query.step()) errors.push_back({query.text(0), static_cast<std::uint64_t>(query.integer(1)), query.text(2)});
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return errors;
}

Result<std::vector<std::string>> Project::reports_of_import(std::int64_t id) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::vector<std::string> hashes;
  {
    Query query = (*snapshot)->query("SELECT r.sha256 FROM import_reports i JOIN reports r ON r.id = i.report WHERE i.import = ? ORDER BY i.position");
    query.put(id);
    while (query.step()) hashes.push_back(query.text(0));
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return hashes;
}

Result<std::vector<Change>> Project::changes(std::int64_t since, std::uint32_t limit) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::vector<Change> changes;
  {
    Query query = (*snapshot)->query("SELECT seq, kind, id, action, at FROM changes WHERE seq > ? ORDER BY seq LIMIT ?");
    query.put(since).put(std::int64_t{std::min(limit, most_items)});
    while (query.step()) changes.push_back({query.integer(0), query.text(1), query.text(2), query.text(3), query.text(4)});
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return changes;
}

Result<std::vector<Edit>> Project::edits(std::int64_t since, std::uint32_t limit) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::vector<std::int64_t> ids;
  {
    Query query = (*snapshot)->query("SELECT id FROM edits WHERE id > ? ORDER BY id LIMIT ?");
    query.put(since).put(std::int64_t{std::min(limit, most_items)});
    while (query.step()) ids.push_back(query.integer(0));
  }
  std::vector<Edit> edits;
  for (const std::int64_t id : ids)
    if (auto edit = find_edit(**snapshot, id)) edits.push_back(std::move(*edit));
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return edits;
}

Result<std::vector<Edit>> Project::history(const std::string& event) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  auto edits = edits_of(**snapshot, event);
  const bool is_known = !edits.empty() || find_event_number(**snapshot, event).has_value();
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  if (!is_known) return fail_missing("event", event);
  return edits;
}

}  // namespace nutgraf::store
