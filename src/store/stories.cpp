// Which events are one story, as machine and people have it, and the row that tells of each story in lists.

#include "store/stories.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "store/edit_log.h"
#include "store/event_rows.h"

namespace nutgraf::store {

namespace {

std::string event_id(Database& database, std::int64_t number) {
  Query query = database.query("SELECT id FROM events WHERE number = ?");
  query.put(number);
  return query.step() ? query.text(0) : std::string();
}

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

void refresh_touched_stories(Writing& writing) {
  Database& database = *writing;
  for (const std::string& id : writing.touched_stories()) {
    std::string before;
    {
      Query query = database.query(
          "SELECT json_array(title, type, status, earliest, latest, filed, place, country, events, reports, sources, disagrees, figures) FROM stories WHERE id = ?");
      query.put(id);
      if (query.step()) before = query.text(0);
    }
    std::vector<Account> accounts = accounts_of(database, id);
    if (accounts.empty()) {
      database.query("DELETE FROM stories WHERE id = ?").put(id).run();
      if (!before.empty()) writing.notes().note_deleted("story", id);
      continue;
    }
    std::vector<Account> held;
    for (const Account& account : accounts)
      if (account.state != "rejected") held.push_back(account);
    const std::size_t events = held.size();
    if (held.empty()) held = accounts;  // still told, but counted as nothing
    const auto values = [&](const auto& take) {
      std::vector<Json> list;
      for (const Account& account : held) list.push_back(take(account.record));
      return list;
    };
    const auto key = [](const char* name) { return [name](const Json& record) { return record.contains(name) ? record[name] : Json(); }; };
    const auto in_time = [](const char* name) {
      return [name](const Json& record) { return record.contains("when") && record["when"].contains(name) ? record["when"][name] : Json(); };
    };
    const auto in_place = [](std::vector<const char*> names) {
      return [names](const Json& record) {
        if (!record.contains("where") || record["where"].empty()) return Json();
        for (const char* name : names)
          if (record["where"][0].contains(name)) return record["where"][0][name];
        return Json();
      };
    };
    std::set<std::string> reports, sources;
    std::string title, filed;
    for (const Account& account : held) {
      reports.insert(account.report);
      sources.insert(account.source);
      if (title.empty()) title = account.headline;
      filed = std::max(filed, account.filed);
    }
    if (title.empty() && held.front().record.contains("evidence") && !held.front().record["evidence"].empty())
      title = held.front().record["evidence"][0].value("text", std::string());
    bool disagrees = agree_on(held, values(key("status"))) != values(key("status")).front() && sources.size() > 1;
    Json figures = Json::array();
    const auto tolls = tolls_of(held);
    for (const Agreed& agreed : agree_on_tolls(tolls)) {
      Json one{{"what", agreed.what}};
      if (agreed.low) one["low"] = *agreed.low;
      if (agreed.high) one["high"] = *agreed.high;
      if (agreed.best) one["best"] = *agreed.best;
      figures.push_back(std::move(one));
      disagrees = disagrees || agreed.disagrees;
    }
    const auto text = [](const Json& value) { return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt; };
    {
      Query query = database.query(R"sql(
INSERT INTO stories VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (id) DO UPDATE SET title = excluded.title, type = excluded.type, status = excluded.status, earliest = excluded.earliest,
  latest = excluded.latest, filed = excluded.filed, place = excluded.place, country = excluded.country, events = excluded.events,
  reports = excluded.reports, sources = excluded.sources, disagrees = excluded.disagrees, figures = excluded.figures)sql");
      query.put(id).put(title).put(text(agree_on(held, values(key("event")))).value_or("")).put(text(agree_on(held, values(key("status")))).value_or(""));
      query.put(text(agree_on(held, values(in_time("earliest"))))).put(text(agree_on(held, values(in_time("latest"))))).put_or_null(filed);
      query.put(text(agree_on(held, values(in_place({"name", "text"}))))).put(text(agree_on(held, values(in_place({"country"})))));
      query.put(static_cast<std::int64_t>(events)).put(static_cast<std::int64_t>(reports.size())).put(static_cast<std::int64_t>(sources.size()));
      query.put(std::int64_t{disagrees}).put(figures.dump()).run();
    }
    if (before.empty()) {
      writing.notes().note_created("story", id);
    } else {
      Query query = database.query(
          "SELECT json_array(title, type, status, earliest, latest, filed, place, country, events, reports, sources, disagrees, figures) FROM stories WHERE id = ?");
      query.put(id);
      if (query.step() && query.view(0) != before) writing.notes().note_updated("story", id);
    }
  }
  writing.touched_stories().clear();
}

}  // namespace nutgraf::store
