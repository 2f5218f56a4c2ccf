// A project made anew from what cannot be worked out: the reports with what the machine read and linked, and the edit log. All other
// tables are made from them, so that a project that was worked on for years and its replay are the same to the byte.

#include <array>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/weights.h"
#include "store/packed.h"
#include "store/stories.h"

namespace nutgraf::store {

namespace {

// Tables of the project's state, with the order of their rows.
constexpr auto state_tables = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"reports", "number"},
    {"answers", "report"},
    {"events", "number"},
    {"records", "event"},
    {"participants", "event, side, position"},
    {"figures", "event, position"},
    {"places", "number"},
    {"place_boxes", "number"},
    {"times", "event"},
    {"attributions", "event, position"},
    {"evidence", "event, position"},
    {"edits", "id"},
    {"edit_targets", "target, edit"},
    {"report_tellings", "report"},
    {"report_bands", "band, report"},
    {"event_tellings", "event"},
    {"event_blocks", "block, event"},
    {"story_links", "event"},
    {"stories", "id"},
    {"story_events", "event"},
});

// A row as text: every value with its kind.
std::string write_row(const Query& query, int columns) {
  std::string row;
  for (int i = 0; i < columns; ++i) row += query.is_null(i) ? std::string("-\x1f") : fmt::format("{}:{}\x1f", query.view(i).size(), query.view(i));
  return row;
}

Result<void> copy(Project::State& to, const std::string& from) {
  Database& database = *to.writer;
  database.query("ATTACH ? AS old").put(from).run();
  if (auto done = database.finish(); !done) return done;
  {
    auto writing = Writing::begin(to);
    if (!writing) return std::unexpected(writing.error());
    database.run(
        "INSERT INTO reports SELECT * FROM old.reports ORDER BY number; INSERT INTO answers SELECT * FROM old.answers;"
        "INSERT INTO edits SELECT * FROM old.edits ORDER BY id; INSERT INTO edit_targets SELECT * FROM old.edit_targets;"
        "INSERT INTO events (number, id, report, type, mode, context, status, certainty, background, confidence, doubt, state, edits, comments, edited, "
        "updated, words, terms) SELECT e.number, e.id, e.report, '','','','','',0,0,0,'machine',0,0,'','','','' FROM old.events e JOIN old.records c "
        "ON c.event = e.number WHERE c.machine IS NOT NULL ORDER BY e.number;"
        "INSERT INTO records SELECT event, read_at, model, lexicon, is_found, machine, NULL FROM old.records WHERE machine IS NOT NULL;"
        "INSERT INTO report_tellings SELECT * FROM old.report_tellings; INSERT INTO report_bands SELECT * FROM old.report_bands;"
        "INSERT INTO event_tellings SELECT * FROM old.event_tellings; INSERT INTO event_blocks SELECT * FROM old.event_blocks;"
        "INSERT INTO story_links SELECT l.* FROM old.story_links l JOIN old.records c ON c.event = l.event WHERE c.machine IS NOT NULL ORDER BY l.event;");
    std::vector<std::string> events;
    {
      Query query = database.query(
          "SELECT id FROM events UNION SELECT target FROM edits WHERE action = 'add_event' ORDER BY 1");
      while (query.step()) events.push_back(query.text(0));
    }
    for (const std::string& event : events) refresh_event(*writing, event);
    std::vector<std::int64_t> numbers;
    {
      Query query = database.query("SELECT number FROM events ORDER BY number");
      while (query.step()) numbers.push_back(query.integer(0));
    }
    for (const std::int64_t number : numbers) refresh_story_of(*writing, number);
    database.run("UPDATE reports SET events = (SELECT count(*) FROM events e WHERE e.report = reports.id)");
    if (auto done = writing->commit("replay"); !done) return done;
  }
  database.run("DETACH old");
  return database.finish();
}

// Reports whose bytes are not those that were imported.
std::vector<std::string> find_changed_reports(Database& database) {
  std::vector<std::string> faults;
  Query query = database.query("SELECT id, sha256, bytes, text, raw FROM reports ORDER BY number");
  while (query.step()) {
    const std::string raw = query.is_null(4) ? query.text(3) : unpack(query.view(4), static_cast<std::size_t>(query.integer(2)));
    if (engine::sha256(raw) != query.view(1)) faults.push_back(fmt::format("report {}: its bytes are not those that were imported", query.view(0)));
  }
  return faults;
}

}  // namespace

Result<std::string> Project::fingerprint() const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::string text;
  for (const auto& [table, order] : state_tables) {
    int columns = 0;
    {
      Query query = (*snapshot)->query("SELECT count(*) FROM pragma_table_info(?)");
      query.put(table);
      if (query.step()) columns = static_cast<int>(query.integer(0));
    }
    std::string digest(64, '0');
    std::uint64_t rows = 0;
    Query query = (*snapshot)->query(fmt::format("SELECT * FROM {} ORDER BY {}", table, order));
    while (query.step()) {
      digest = engine::sha256(digest + write_row(query, columns));
      ++rows;
    }
    text += fmt::format("{} {} {}\n", table, rows, digest);
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return text;
}

Result<void> Project::replay(const std::string& path) const {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return fail(fmt::format("{}: is there already; a replay makes a new project", path));
  auto made = Project::open(path, {.access = Access::write, .creates = true, .as = "nutgraf project replay"});
  if (!made) return std::unexpected(made.error());
  return copy(*(*made)->state_, state_->path);
}

Result<std::vector<std::string>> Project::check() const {
  std::vector<std::string> faults;
  const std::int64_t seq = last_change();
  {
    auto snapshot = Snapshot::take(*state_);
    if (!snapshot) return std::unexpected(snapshot.error());
    Database& database = **snapshot;
    {
      Query query = database.query("PRAGMA integrity_check");
      while (query.step())
        if (query.view(0) != "ok") faults.push_back("file: " + query.text(0));
    }
    {
      Query query = database.query("PRAGMA foreign_key_check");
      while (query.step()) faults.push_back(fmt::format("{}: row {} points to nothing in {}", query.view(0), query.integer(1), query.view(2)));
    }
    {
      Query query = database.query(
          "SELECT id FROM imports i WHERE documents <> errors + unchanged + (SELECT count(*) FROM import_reports r WHERE r.import = i.id) "
          "OR errors <> (SELECT count(*) FROM import_errors e WHERE e.import = i.id) ORDER BY id");
      while (query.step()) faults.push_back(fmt::format("import {}: its counts are not those of its reports and errors", query.integer(0)));
    }
    const auto changed = find_changed_reports(database);
    faults.insert(faults.end(), changed.begin(), changed.end());
    if (auto done = database.finish(); !done) return std::unexpected(done.error());
  }
  const std::string path = fmt::format("{}/nutgraf-check-{}.nutgraf", std::filesystem::temp_directory_path().string(), ::getpid());
  Result<void> replayed = replay(path);
  if (replayed) {
    const auto made = Project::open(path, {});
    const auto before = fingerprint();
    const auto after = made ? (*made)->fingerprint() : std::unexpected(made.error());
    if (!before || !after) {
      replayed = std::unexpected(before ? after.error() : before.error());
    } else {
      for (std::string_view mine = *before, its = *after; !mine.empty();) {
        const std::string_view line = mine.substr(0, mine.find('\n')), other = its.substr(0, its.find('\n'));
        if (line != other) faults.push_back(fmt::format("{}: does not follow from the reports and the edit log", line.substr(0, line.find(' '))));
        mine.remove_prefix(line.size() + 1);
        its.remove_prefix(std::min(its.size(), other.size() + 1));
      }
    }
  }
  for (const char* end : {"", "-wal", "-shm", "-writer"}) std::filesystem::remove(path + end);
  if (!replayed) return std::unexpected(replayed.error());
  if (last_change() != seq) return fail(fmt::format("{}: was written to meanwhile; check it when nobody writes", state_->path));
  return faults;
}

}  // namespace nutgraf::store
