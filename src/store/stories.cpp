// Which events are one story, as machine and people have it, and the row that tells of each story in lists.

#include "store/stories.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "store/edit_log.h"
#include "store/linking.h"
#include "store/path.h"

namespace nutgraf::store {

std::string event_id(Database& database, std::int64_t number) {
  Query query = database.query("SELECT id FROM events WHERE number = ?");
  query.put(number);
  return query.step() ? query.text(0) : std::string();
}

Result<Relinked> Project::relink(const std::string& at) {
  auto writing = Writing::begin(*state_, Durability::at_once);
  if (!writing) return std::unexpected(writing.error());
  auto relinked = relink_all(*writing);
  if (!relinked) return relinked;
  if (auto done = writing->commit(at); !done) return std::unexpected(done.error());
  return relinked;
}

namespace {

// Where people have put the event; empty: nowhere.
std::string placed_by_hand(Database& database, const std::string& event) {
  std::vector<std::pair<std::int64_t, std::string>> edits;  // last first
  {
    Query query = database.query(
        "SELECT e.id, e.action, e.value FROM edit_targets t JOIN edits e ON e.id = t.edit "
        "WHERE t.target = ? AND e.action IN ('merge_stories', 'split_story') ORDER BY t.edit DESC");
    query.put(event);
    while (query.step()) edits.push_back({query.integer(0), query.text(2)});
  }
  for (const auto& [id, value] : edits) {
    if (is_undone(database, id)) continue;
    const Json json = Json::parse(value, nullptr, false);
    if (!json.is_object()) continue;
    const auto& rest = json.contains("rest") ? json["rest"] : Json();
    const bool stays = rest.is_array() && std::ranges::find(rest, Json(event)) != rest.end();
    return json.value(stays ? "story" : "into", std::string());
  }
  return {};
}

}  // namespace

std::string find_story_of(Database& database, std::int64_t event) {
  std::set<std::int64_t> seen;
  while (seen.insert(event).second) {
    if (std::string placed = placed_by_hand(database, event_id(database, event)); !placed.empty()) return placed;
    Query query = database.query("SELECT joined_to, story FROM story_links WHERE event = ?");
    query.put(event);
    if (!query.step()) return {};
    if (query.is_null(0)) return query.text(1);
    event = query.integer(0);
  }
  return {};
}

void refresh_story_of(Writing& writing, std::int64_t first) {
  Database& database = *writing;
  std::vector<std::int64_t> to_do{first};
  std::set<std::int64_t> seen;
  while (!to_do.empty()) {
    const std::int64_t event = to_do.back();
    to_do.pop_back();
    if (!seen.insert(event).second) continue;
    const std::string story = find_story_of(database, event);
    std::string before;
    {
      Query query = database.query("SELECT story FROM story_events WHERE event = ?");
      query.put(event);
      if (query.step()) before = query.text(0);
    }
    if (story != before) {
      if (story.empty())
        database.query("DELETE FROM story_events WHERE event = ?").put(event).run();
      else
        database.query("INSERT OR REPLACE INTO story_events VALUES (?,?)").put(event).put(story).run();
      if (!before.empty()) writing.touched_stories().insert(before);
      writing.notes().note_updated("event", event_id(database, event));
    }
    if (!story.empty()) writing.touched_stories().insert(story);
    Query query = database.query("SELECT event FROM story_links WHERE joined_to = ? AND joined_to IS NOT NULL");
    query.put(event);
    while (query.step()) to_do.push_back(query.integer(0));
  }
}

StoryMembers members_of(Database& database, const std::string& story) {
  StoryMembers all;
  std::vector<story::Member> rejected;
  Query query = database.query(
      "SELECT e.number, e.id, e.report, r.outlet, r.filed, coalesce(r.wire_of, r.id), e.state, coalesce(c.reviewed, c.machine) "
      "FROM story_events s JOIN events e ON e.number = s.event JOIN records c ON c.event = e.number JOIN reports r ON r.id = e.report "
      "WHERE s.story = ? ORDER BY s.event");
  query.put(story);
  while (query.step()) {
    all.events.push_back(query.integer(0));
    story::Member member{.report = query.text(2), .record = query.text(1), .outlet = query.text(3), .filed = read_date(query.view(4)),
                         .filed_at = query.text(4), .wire = query.text(5), .json = query.text(7)};
    (query.view(6) == "rejected" ? rejected : all.members).push_back(std::move(member));
  }
  all.held = all.members.size();
  if (all.members.empty()) all.members = std::move(rejected);
  return all;
}

namespace {

std::string find_row(Database& database, const std::string& story) {
  Query query = database.query(
      "SELECT json_array(title, type, status, earliest, latest, filed, place, events, reports, sources, disagrees, figures) FROM stories WHERE id = ?");
  query.put(story);
  return query.step() ? query.text(0) : std::string();
}

void write_row(Database& database, const std::string& id, const StoryMembers& told, const story::Summary& summary) {
  Json figures = Json::array();
  for (const story::Toll& toll : summary.tolls) {
    Json one{{"what", toll.what}};
    if (toll.low) one["low"] = *toll.low;
    if (toll.high) one["high"] = *toll.high;
    for (const story::Count& count : toll.history)
      if (count.agrees && count.value) one["best"] = *count.value;
    figures.push_back(std::move(one));
  }
  std::string filed;
  for (const story::Member& member : told.members) filed = std::max(filed, member.filed_at);
  const auto day = [](const std::optional<Date>& date) { return date ? std::optional(write_date(*date)) : std::nullopt; };
  Query query = database.query(R"sql(
INSERT INTO stories VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (id) DO UPDATE SET title = excluded.title, type = excluded.type, status = excluded.status, earliest = excluded.earliest,
  latest = excluded.latest, filed = excluded.filed, place = excluded.place, events = excluded.events, reports = excluded.reports,
  sources = excluded.sources, disagrees = excluded.disagrees, figures = excluded.figures)sql");
  query.put(id).put(summary.title).put(summary.type).put(summary.status).put(day(summary.earliest)).put(day(summary.latest)).put_or_null(filed);
  query.put_or_null(summary.place).put(static_cast<std::int64_t>(told.held)).put(std::int64_t{summary.reports}).put(std::int64_t{summary.sources});
  query.put(std::int64_t{!summary.disputed.empty()}).put(figures.dump()).run();
}

}  // namespace

void refresh_touched_stories(Writing& writing) {
  Database& database = *writing;
  for (const std::string& id : writing.touched_stories()) {
    const std::string before = find_row(database, id);
    const StoryMembers told = members_of(database, id);
    if (told.members.empty()) {
      database.query("DELETE FROM stories WHERE id = ?").put(id).run();
      if (!before.empty()) writing.notes().note_deleted("story", id);
      continue;
    }
    const auto summary = story::summarise(told.members);
    if (!summary) {
      database.note_error(summary.error().message);
      return;
    }
    write_row(database, id, told, *summary);
    if (before.empty())
      writing.notes().note_created("story", id);
    else if (find_row(database, id) != before)
      writing.notes().note_updated("story", id);
  }
  writing.touched_stories().clear();
}

}  // namespace nutgraf::store
