// The log of what people did, as it stands in the tables. Which edits hold follows from the log alone: one that an undo
// names does not, unless that undo has been undone.

#include "store/edit_log.h"

#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

namespace nutgraf::store {

namespace {

constexpr std::string_view columns = "e.id, e.at, e.who, e.action, e.target, e.path, e.value, e.old, e.reason, e.item";

// The undo that holds against an edit.
std::optional<std::int64_t> find_undo(Database& database, std::int64_t edit) {
  std::vector<std::int64_t> undos;
  {
    Query query = database.query("SELECT id FROM edits WHERE undoes = ? AND undoes IS NOT NULL ORDER BY id");
    query.put(edit);
    while (query.step()) undos.push_back(query.integer(0));
  }
  for (const std::int64_t undo : undos)
    if (!find_undo(database, undo)) return undo;
  return std::nullopt;
}

struct Row {
  Edit edit;
  std::string item;
};

Row read_row(const Query& query) {
  Row row{.edit = {.id = query.integer(0), .at = query.text(1), .who = query.text(2)}, .item = query.text(9)};
  row.edit.action = find_action(query.view(3)).value_or(Action::comment);
  row.edit.target = query.text(4);
  row.edit.path = query.text(5);
  row.edit.value = query.text(6);
  row.edit.old = query.text(7);
  row.edit.reason = query.text(8);
  return row;
}

std::vector<Row> rows_of(Database& database, const std::string& event) {
  std::vector<Row> rows;
  {
    Query query = database.query(std::string("SELECT ") + std::string(columns) +
                                 " FROM edit_targets t JOIN edits e ON e.id = t.edit WHERE t.target = ? ORDER BY t.edit");
    query.put(event);
    while (query.step()) rows.push_back(read_row(query));
  }
  for (Row& row : rows) row.edit.undone_by = find_undo(database, row.edit.id);
  return rows;
}

}  // namespace

std::optional<Edit> find_edit(Database& database, std::int64_t id) {
  std::optional<Row> row;
  {
    Query query = database.query(std::string("SELECT ") + std::string(columns) + " FROM edits e WHERE e.id = ?");
    query.put(id);
    if (query.step()) row = read_row(query);
  }
  if (!row) return std::nullopt;
  row->edit.undone_by = find_undo(database, id);
  return row->edit;
}

std::vector<Edit> edits_of(Database& database, const std::string& event) {
  std::vector<Edit> edits;
  for (Row& row : rows_of(database, event)) edits.push_back(std::move(row.edit));
  return edits;
}

std::vector<AppliedEdit> edits_that_hold(Database& database, const std::string& event) {
  std::vector<AppliedEdit> edits;
  for (Row& row : rows_of(database, event)) {
    if (row.edit.undone_by || row.edit.action == Action::undo) continue;
    if (row.edit.action == Action::bulk) {
      const Json value = Json::parse(row.edit.value, nullptr, false);
      const auto action = value.is_object() ? find_action(value.value("action", std::string())) : std::nullopt;
      if (!action) continue;
      row.edit.action = *action;
      row.edit.value.clear();
    }
    edits.push_back({std::move(row.edit), row.item.empty() ? Json() : Json::parse(row.item, nullptr, false)});
  }
  return edits;
}

bool is_undone(Database& database, std::int64_t edit) { return find_undo(database, edit).has_value(); }

std::vector<std::string> targets_of(Database& database, std::int64_t edit) {
  std::vector<std::string> targets;
  Query query = database.query("SELECT target FROM edit_targets WHERE edit = ? ORDER BY target");
  query.put(edit);
  while (query.step()) targets.push_back(query.text(0));
  return targets;
}

std::int64_t append_edit(Database& database, const Edit& edit, const std::string& item, std::optional<std::int64_t> undoes,
                         const std::vector<std::string>& targets) {
  std::int64_t id = 0;
  {
    Query query = database.query(
        "INSERT INTO edits (id, at, who, action, target, path, value, old, item, reason, undoes) "
        "SELECT coalesce(max(id), 0) + 1, ?,?,?,?,?,?,?,?,?,? FROM edits RETURNING id");
    query.put(edit.at).put(edit.who).put(name_of(edit.action)).put_or_null(edit.target).put_or_null(edit.path).put_or_null(edit.value);
    query.put_or_null(edit.old).put_or_null(item).put_or_null(edit.reason).put(undoes);
    if (query.step()) id = query.integer(0);
    while (query.step()) {}
  }
  for (const std::string& target : targets) database.query("INSERT OR IGNORE INTO edit_targets VALUES (?,?)").put(target).put(id).run();
  return id;
}

std::optional<std::int64_t> last_edit_that_holds(Database& database, const std::string& who) {
  std::vector<std::int64_t> ids;
  std::int64_t before = INT64_MAX;
  while (true) {  // from the end, a few at a time
    ids.clear();
    {
      Query query = database.query("SELECT id, who, action FROM edits WHERE id < ? ORDER BY id DESC LIMIT 50");
      query.put(before);
      std::size_t seen = 0;
      while (query.step()) {
        ++seen;
        before = query.integer(0);
        if (query.view(2) != "undo" && query.view(2) != "unmask_export" && (who.empty() || query.view(1) == who)) ids.push_back(before);
      }
      if (seen == 0) return std::nullopt;
    }
    for (const std::int64_t id : ids)
      if (!find_undo(database, id)) return id;
  }
}

}  // namespace nutgraf::store
