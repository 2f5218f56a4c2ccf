// Puts a report with the machine's answers into the project, in one transaction: whole or not at all. The same bytes read by the
// same versions change nothing. A newer reading takes the place of the older: events that are the same keep their ids and
// with them what people said; an event that it no longer finds goes, unless a person has spoken of it.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/json_values.h"
#include "engine/weights.h"
#include "store/edit_log.h"
#include "store/event_rows.h"
#include "store/linking.h"
#include "store/marked_words.h"
#include "store/match.h"
#include "store/packed.h"
#include "store/state.h"
#include "store/stories.h"

namespace nutgraf::store {

namespace {

struct StoredReport {
  std::int64_t number = 0, next_event = 1;
  std::string text, model, lexicon;
};

std::optional<StoredReport> find_stored(Database& database, const std::string& id) {
  Query query = database.query("SELECT number, next_event, text, model, lexicon FROM reports WHERE id = ?");
  query.put(id);
  if (!query.step()) return std::nullopt;
  return StoredReport{.number = query.integer(0), .next_event = query.integer(1), .text = query.text(2), .model = query.text(3), .lexicon = query.text(4)};
}

std::string write(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

void write_report_row(Database& database, const StoredReport& stored, const std::string& id, const std::string& sha256, const FiledReport& filed,
                      Json report, const std::string& at, bool is_new) {
  const std::string text = report["text"].get<std::string>();
  report.erase("text");
  const std::string rest = write(report);
  if (is_new) {
    Query query = database.query("INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL)");
    query.put(stored.number).put(id).put(sha256).put(filed.source).put(find_text(report, "source_id").value_or(filed.source));
    for (const char* key : {"headline", "outlet", "agency", "byline", "section", "url", "dateline", "filed", "updated"}) query.put(find_text(report, key));
    query.put(at).put(filed.model).put(filed.lexicon).put(at).put(stored.next_event).put(std::int64_t{0});
    query.put(static_cast<std::int64_t>(filed.raw.size())).put(text).put(rest);
    (filed.raw == text ? query.put_null() : query.put_bytes(pack(filed.raw))).run();
    return;
  }
  Query query = database.query(
      "UPDATE reports SET headline = ?, outlet = ?, agency = ?, byline = ?, section = ?, url = ?, dateline = ?, filed = ?, updated = ?, "
      "model = ?, lexicon = ?, read_at = ?, next_event = ?, text = ?, report = ?, raw = ? WHERE number = ?");
  for (const char* key : {"headline", "outlet", "agency", "byline", "section", "url", "dateline", "filed", "updated"}) query.put(find_text(report, key));
  query.put(filed.model).put(filed.lexicon).put(at).put(stored.next_event).put(text).put(rest);
  (filed.raw == text ? query.put_null() : query.put_bytes(pack(filed.raw))).put(stored.number).run();
}

struct OldEvent {
  std::string id;
  Json machine;
};

std::vector<OldEvent> old_events(Database& database, const std::string& report) {
  std::vector<OldEvent> events;
  Query query = database.query("SELECT e.id, r.machine FROM events e JOIN records r ON r.event = e.number WHERE e.report = ? AND r.machine IS NOT NULL ORDER BY e.number");
  query.put(report);
  while (query.step()) events.push_back({query.text(0), Json::parse(query.view(1), nullptr, false)});
  return events;
}

// The ids of the new reading's events: of the old ones that they are, or new ones.
std::vector<std::string> choose_ids(const std::string& report, const std::vector<OldEvent>& old, const std::vector<Json>& events, bool same_text,
                                    std::int64_t& next_event) {
  std::vector<std::string> ids;
  if (old.empty() && next_event == 1) {  // the first reading: as the machine counts them
    std::int64_t last = 0;
    bool are_counted = true;
    for (const Json& one : events) {
      const std::int64_t number = number_in_report(one.value("id", std::string()));
      are_counted = are_counted && number > last;
      last = number;
      ids.push_back(fmt::format("{}-e{}", report, number));
    }
    if (are_counted) {
      next_event = last + 1;
      return ids;
    }
    ids.clear();
  }
  std::vector<Json> before;
  for (const OldEvent& one : old) before.push_back(one.machine);
  for (const auto& match : match_events(before, events, same_text))
    ids.push_back(match ? old[*match].id : fmt::format("{}-e{}", report, next_event++));
  return ids;
}

// Puts a record of the machine into the tables, without its derived rows.
void put_machine(Database& database, std::int64_t number, const std::string& id, const std::string& report, const FiledReport& filed,
                 const std::string& at, const std::string& machine) {
  database
      .query(
          "INSERT OR IGNORE INTO events (number, id, report, type, mode, context, status, certainty, background, confidence, doubt, state, edits, "
          "comments, edited, updated, words, terms) VALUES (?,?,?,'','','','','',0,0,0,'machine',0,0,'','','','')")
      .put(number)
      .put(id)
      .put(report)
      .run();
  database.query("INSERT OR REPLACE INTO records VALUES (?,?,?,?,1,?,NULL)").put(number).put(at).put(filed.model).put(filed.lexicon).put(machine).run();
}

// Events that people added to the report.
std::set<std::string> added_events(Database& database, const std::string& report) {
  std::set<std::string> ids;
  Query query = database.query("SELECT target FROM edits WHERE action = 'add_event' AND target >= ? AND target < ?");
  query.put(report + "-").put(report + ".");
  while (query.step()) ids.insert(query.text(0));
  return ids;
}

Result<Json> read_line(const std::string& line) {
  Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("report") || !json["report"].is_object() || !find_text(json["report"], "text") || !json.contains("events") ||
      !json["events"].is_array())
    return fail("no canonical report line: it needs report.text and events");
  return json;
}

}  // namespace

Result<bool> Project::has_read(const std::string& raw, const std::string& model, const std::string& lexicon) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  bool has = false;
  {
    Query query = (*snapshot)->query("SELECT 1 FROM reports WHERE sha256 = ? AND model = ? AND lexicon = ?");
    query.put(engine::sha256(raw)).put(model).put(lexicon);
    has = query.step();
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return has;
}

Result<Saved> Project::save_report(const FiledReport& filed, std::int64_t import, const std::string& at) {
  auto line = read_line(filed.line);
  if (!line) return std::unexpected(line.error());
  const std::string sha256 = engine::sha256(filed.raw), id = sha256.substr(0, 16);
  auto begun = Writing::begin(*state_);
  if (!begun) return std::unexpected(begun.error());
  Writing& writing = *begun;
  Database& database = *writing;

  Saved saved{.report = id};
  auto stored = find_stored(database, id);
  const auto count = [&](std::uint64_t events, std::int64_t unchanged) {
    if (import == 0) return;
    Query query = database.query("UPDATE imports SET documents = documents + 1, events = events + ?, unchanged = unchanged + ? WHERE id = ?");
    query.put(static_cast<std::int64_t>(events)).put(unchanged).put(import).run();
  };
  if (stored && stored->model == filed.model && stored->lexicon == filed.lexicon) {
    saved.outcome = Outcome::unchanged;
    count(0, 1);
    if (auto done = writing.commit(at); !done) return std::unexpected(done.error());
    return saved;
  }
  const bool is_new = !stored;
  std::vector<OldEvent> old;
  if (is_new) {
    Query query = database.query("SELECT coalesce(max(number), 0) + 1 FROM reports");
    stored = StoredReport{.number = query.step() ? query.integer(0) : 1};
  } else {
    old = old_events(database, id);
    saved.outcome = Outcome::read_again;
  }

  std::vector<Json> events((*line)["events"].begin(), (*line)["events"].end());
  const std::set<std::string> added = added_events(database, id);
  for (const std::string& one : added) stored->next_event = std::max(stored->next_event, is_new ? 1 : number_in_report(one) + 1);
  const auto ids = choose_ids(id, old, events, stored->text == (*line)["report"]["text"].get<std::string>(), stored->next_event);
  for (const std::string& one : added) stored->next_event = std::max(stored->next_event, number_in_report(one) + 1);
  if (stored->next_event > 65536) return fail(fmt::format("{}: holds more than 65,535 events", filed.source));
  write_report_row(database, *stored, id, sha256, filed, (*line)["report"], at, is_new);
  is_new ? writing.notes().note_created("report", id) : writing.notes().note_updated("report", id);
  {
    const std::string answers = write(line->contains("answers") ? (*line)["answers"] : Json::object());
    database.query("INSERT OR REPLACE INTO answers VALUES (?,?,?)").put(id).put(static_cast<std::int64_t>(answers.size())).put_bytes(pack(answers)).run();
  }

  std::map<std::string, std::string> new_names;  // of the reading's own ids
  for (std::size_t i = 0; i < events.size(); ++i) new_names[events[i].value("id", std::string())] = ids[i];
  std::set<std::string> to_refresh = added;
  for (std::size_t i = 0; i < events.size(); ++i) {
    Json& event = events[i];
    event["id"] = ids[i];
    if (const auto whole = find_text(event, "part_of")) {
      const auto found = new_names.find(*whole);
      if (found != new_names.end())
        event["part_of"] = found->second;
      else
        event.erase("part_of");
    }
    put_machine(database, event_number(stored->number, number_in_report(ids[i])), ids[i], id, filed, at, write(event));
    to_refresh.insert(ids[i]);
  }
  for (std::size_t i = 0; i < events.size(); ++i) {  // of another type now: its story is looked for anew
    const auto before = std::ranges::find(old, ids[i], &OldEvent::id);
    if (before != old.end() && before->machine.value("event", std::string()) != events[i].value("event", std::string()))
      unlink_event(writing, event_number(stored->number, number_in_report(ids[i])));
  }
  for (const OldEvent& one : old) {
    if (std::ranges::find(ids, one.id) != ids.end()) continue;
    if (edits_that_hold(database, one.id).empty()) {
      unlink_event(writing, event_number(stored->number, number_in_report(one.id)));
      database.query("DELETE FROM events WHERE id = ?").put(one.id).run();
      writing.notes().note_deleted("event", one.id);
    } else {
      database.query("UPDATE records SET is_found = 0 WHERE event = (SELECT number FROM events WHERE id = ?)").put(one.id).run();
      to_refresh.insert(one.id);
    }
  }
  for (const std::string& one : to_refresh) {
    const bool was_there = std::ranges::any_of(old, [&](const OldEvent& event) { return event.id == one; });
    was_there || (!is_new && added.contains(one)) ? writing.notes().note_updated("event", one) : writing.notes().note_created("event", one);
    refresh_event(writing, one);
  }
  std::vector<std::int64_t> numbers;
  for (const std::string& one : ids) numbers.push_back(event_number(stored->number, number_in_report(one)));
  (*line)["events"] = events;
  if (auto done = keep_tellings(writing, stored->number, id, write(*line), is_new); !done) return std::unexpected(done.error());
  if (auto done = link_events(writing, numbers); !done) return std::unexpected(done.error());
  database.query("UPDATE reports SET events = (SELECT count(*) FROM events WHERE report = ?1) WHERE id = ?1").put(id).run();
  saved.events = events.size();
  if (import > 0) {
    Query query = database.query(
        "INSERT INTO import_reports SELECT ?1, coalesce(max(position), 0) + 1, ?2, ?3 FROM import_reports WHERE import = ?1");
    query.put(import).put(id).put(is_new ? "added" : "read_again").run();
  }
  count(saved.events, 0);
  if (auto done = writing.commit(at); !done) return std::unexpected(done.error());
  return saved;
}

void refresh_event(Writing& writing, const std::string& event) {
  Database& database = *writing;
  EventRow row{.id = event, .report = std::string(report_of(event))};
  std::int64_t report_number = 0;
  std::string text;
  {
    Query query = database.query("SELECT number, text FROM reports WHERE id = ?");
    query.put(row.report);
    if (!query.step()) return;
    report_number = query.integer(0);
    text = query.text(1);
  }
  row.number = event_number(report_number, number_in_report(event));
  std::optional<Json> machine;
  {
    Query query = database.query("SELECT read_at, model, lexicon, is_found, machine FROM records WHERE event = ?");
    query.put(row.number);
    if (query.step() && !query.is_null(4)) {
      row.read_at = query.text(0);
      row.model = query.text(1);
      row.lexicon = query.text(2);
      row.is_found = query.integer(3) != 0;
      row.machine = query.text(4);
      machine = Json::parse(row.machine, nullptr, false);
    }
  }
  auto effective = apply_edits(machine, edits_that_hold(database, event), writing.plover());
  if (!effective) {
    unlink_event(writing, row.number);
    delete_event_rows(database, row.number);
    writing.notes().note_deleted("event", event);
    return;
  }
  effective->record["id"] = event;
  if (!machine || !effective->edited.empty()) follow_marked_words(effective->record, {}, text);
  write_event_rows(database, row, *effective);
  writing.notes().note_updated("event", event);
  if (!machine) {  // what a person adds founds a story of its own
    database.query("INSERT OR IGNORE INTO story_links VALUES (?,NULL,?,NULL)").put(row.number).put("s-" + event).run();
    refresh_story_of(writing, row.number);
  }
  Query query = database.query("SELECT story FROM story_events WHERE event = ?");
  query.put(row.number);
  if (query.step()) writing.touched_stories().insert(query.text(0));
}

Result<void> Project::delete_report(const std::string& id, const std::string&, const std::string& at) {
  auto begun = Writing::begin(*state_);
  if (!begun) return std::unexpected(begun.error());
  Database& database = **begun;
  std::vector<std::string> events;
  std::vector<std::int64_t> numbers;
  {
    Query query = database.query("SELECT id, number FROM events WHERE report = ? ORDER BY number");
    query.put(id);
    while (query.step()) {
      events.push_back(query.text(0));
      numbers.push_back(query.integer(1));
    }
  }
  for (const std::int64_t number : numbers) unlink_event(*begun, number);
  unlink_report(*begun, id);
  bool was_there = false;
  {
    Query query = database.query("DELETE FROM reports WHERE id = ? RETURNING number");
    query.put(id);
    while (query.step()) was_there = true;
  }
  if (auto done = database.finish(); !done) return done;
  if (!was_there) return fail_missing("report", id);
  for (const std::string& event : events) begun->notes().note_deleted("event", event);
  begun->notes().note_deleted("report", id);
  return begun->commit(at);
}

}  // namespace nutgraf::store
