// Finds for every new event the story that it tells, among those of the same type, week and place or name. What is compared of
// each report and event is kept, so that nothing is read twice. A story's members are those of the project as people have left it.

#include "store/linking.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "base/hash.h"
#include "store/event_rows.h"
#include "store/packed.h"
#include "store/path.h"
#include "store/stories.h"
#include "story/copies.h"
#include "story/stories.h"

namespace nutgraf::store {

namespace {

constexpr std::size_t most_candidates = 200;  // those that share most blocks; keeps a busy week in a busy country in bounds
constexpr std::int64_t most_voters = 30;      // of one story
constexpr std::size_t band_size = 3;
constexpr std::size_t most_kept = 4000;

std::int64_t hash_of(std::string_view text) { return static_cast<std::int64_t>(hash_text(text)); }

std::vector<std::int64_t> bands_of(const std::vector<std::uint32_t>& sketch) {
  std::vector<std::int64_t> bands;
  for (std::size_t at = 0; at + band_size <= sketch.size(); at += band_size)
    bands.push_back(hash_of(fmt::format("{}/{}/{}/{}", at, sketch[at], sketch[at + 1], sketch[at + 2])));
  std::ranges::sort(bands);
  bands.erase(std::ranges::unique(bands).begin(), bands.end());
  return bands;
}

std::vector<std::uint32_t> sketch_of(Database& database, std::int64_t report) {
  Query query = database.query("SELECT telling FROM report_tellings WHERE report = ?");
  query.put(report);
  if (!query.step()) return {};
  const Json json = Json::parse(query.view(0), nullptr, false);
  return json.is_object() ? json.value("shingles", std::vector<std::uint32_t>()) : std::vector<std::uint32_t>();
}

// The first report of those that this one is a copy of.
std::optional<std::string> find_original(Database& database, std::int64_t report, const std::vector<std::uint32_t>& sketch) {
  std::vector<std::int64_t> candidates;
  for (const std::int64_t band : bands_of(sketch)) {
    Query query = database.query("SELECT report FROM report_bands WHERE band = ? AND report <> ?");
    query.put(band).put(report);
    while (query.step()) candidates.push_back(query.integer(0));
  }
  std::ranges::sort(candidates);
  candidates.erase(std::ranges::unique(candidates).begin(), candidates.end());
  std::optional<std::string> best, original;  // of equals the first by id, which does not depend on when it came
  double best_share = story::wire_copy_share;
  for (const std::int64_t candidate : candidates) {
    const double share = story::share_of_sketches(sketch, sketch_of(database, candidate));
    if (share < best_share) continue;
    Query query = database.query("SELECT id, coalesce(wire_of, id) FROM reports WHERE number = ?");
    query.put(candidate);
    if (!query.step() || (share == best_share && best && query.view(0) > *best)) continue;
    best = query.text(0);
    original = query.text(1);
    best_share = share;
  }
  return original;
}

// Tellings as they stand in the tables, the latest kept at hand. Always read back, never taken from the reader, so that a score
// does not depend on when a report came.
class Tellings {
 public:
  Tellings(Database& database, TellingCache& cache) : database_(database), cache_(cache) {
    if (cache_.size() > most_kept) cache_.clear();
  }

  // Null when there is none.
  const story::Telling* find(std::int64_t event) {
    if (const auto found = cache_.find(event); found != cache_.end()) return found->second.get();
    std::string own, of_report;
    {
      Query query = database_.query("SELECT e.telling, r.telling FROM event_tellings e JOIN report_tellings r ON r.report = e.event / 65536 WHERE e.event = ?");
      query.put(event);
      if (!query.step()) return nullptr;
      own = query.text(0);
      of_report = query.text(1);
    }
    auto telling = story::read_telling(own, of_report);
    if (!telling) {
      database_.note_error(telling.error().message);
      return nullptr;
    }
    return cache_.emplace(event, std::make_shared<story::Telling>(std::move(*telling))).first->second.get();
  }

 private:
  Database& database_;
  TellingCache& cache_;
};

// Events that may be the same as this one, those that share most with it first.
std::vector<std::int64_t> find_candidates(Database& database, const story::Telling& telling) {
  std::unordered_map<std::int64_t, int> shared;
  for (const std::string& block : story::lookups_of(telling)) {
    Query query = database.query("SELECT event FROM event_blocks WHERE block = ?");
    query.put(hash_of(block));
    while (query.step()) ++shared[query.integer(0)];
  }
  std::vector<std::pair<int, std::int64_t>> ranked;
  for (const auto& [event, blocks] : shared) ranked.push_back({-blocks, event});
  std::ranges::sort(ranked);
  if (ranked.size() > most_candidates) {
    // Of those that share as much as the last one that there is room for, the first by id: their numbers tell only when they came.
    const int least = ranked[most_candidates - 1].first;
    const auto first = std::ranges::lower_bound(ranked, least, {}, &std::pair<int, std::int64_t>::first);
    const auto last = std::ranges::upper_bound(ranked, least, {}, &std::pair<int, std::int64_t>::first);
    std::vector<std::pair<std::string, std::int64_t>> equals;
    for (const auto& [blocks, event] : std::ranges::subrange(first, last)) equals.push_back({event_id(database, event), event});
    std::ranges::sort(equals);
    std::ranges::transform(equals, first, [&](const auto& one) { return std::pair(least, one.second); });
    ranked.resize(most_candidates);
  }
  std::vector<std::int64_t> events;
  for (const auto& [blocks, event] : ranked) events.push_back(event);
  return events;
}

void note_original(Database& database, std::int64_t report, const std::vector<std::uint32_t>& sketch) {
  if (const auto original = find_original(database, report, sketch))
    database.query("UPDATE reports SET wire_of = ? WHERE number = ?").put(*original).put(report).run();
}

void file_under_blocks(Database& database, std::int64_t event, const story::Telling& telling) {
  for (const std::string& block : story::blocks_of(telling))
    database.query("INSERT OR IGNORE INTO event_blocks VALUES (?,?)").put(hash_of(block)).put(event).run();
}

struct Link {
  std::int64_t event = 0;
  double score = 0;
};

std::optional<Link> find_link(Database& database, Tellings& tellings, std::int64_t event) {
  const story::Telling* telling = tellings.find(event);
  if (!telling) return std::nullopt;
  const story::Telling own = *telling;
  std::map<std::string, std::vector<std::int64_t>> stories;
  for (const std::int64_t candidate : find_candidates(database, own)) {
    if (candidate / 65536 == event / 65536) continue;
    Query query = database.query("SELECT s.story FROM story_events s JOIN events e ON e.number = s.event WHERE s.event = ? AND e.state <> 'rejected'");
    query.put(candidate);
    if (query.step()) stories.try_emplace(query.text(0));
  }
  std::vector<std::vector<const story::Telling*>> considered;
  std::vector<const std::vector<std::int64_t>*> members;
  for (auto& [id, events] : stories) {
    {
      Query query = database.query(
          "SELECT s.event FROM story_events s JOIN events e ON e.number = s.event WHERE s.story = ? AND e.state <> 'rejected' ORDER BY e.id LIMIT ?");
      query.put(id).put(most_voters);
      while (query.step()) events.push_back(query.integer(0));
    }
    // What people put beside it, of another type, has no vote.
    std::erase_if(events, [&](std::int64_t member) {
      const story::Telling* one = tellings.find(member);
      return !one || one->type != own.type;
    });
    considered.emplace_back();
    for (const std::int64_t member : events) considered.back().push_back(tellings.find(member));
    members.push_back(&events);
  }
  const auto chosen = story::find_story(own, considered);
  if (!chosen) return std::nullopt;
  std::optional<Link> best;
  for (std::size_t i = 0; i < considered[*chosen].size(); ++i) {
    const double score = story::same_event(own, *considered[*chosen][i]);
    if (!best || score > best->score) best = Link{(*members[*chosen])[i], score};
  }
  return best;
}

}  // namespace

Result<void> keep_tellings(Writing& writing, std::int64_t report_number, const std::string& report, const std::string& line, bool is_new) {
  Database& database = *writing;
  auto tellings = story::tellings_of(line, report, writing.common_words());
  if (!tellings) return std::unexpected(tellings.error());
  // A report without events is still a copy, or has copies.
  std::string of_report;
  std::vector<std::uint32_t> sketch;
  if (!tellings->empty()) {
    of_report = story::write_telling(tellings->front()).of_report;
    sketch = tellings->front().shingles;
  } else {
    sketch = story::sketch_shingles(Json::parse(line, nullptr, false)["report"].value("text", std::string()));
    of_report = Json{{"shingles", sketch}}.dump();
  }
  database.query("INSERT OR REPLACE INTO report_tellings VALUES (?,?)").put(report_number).put(of_report).run();
  database.query("DELETE FROM report_bands WHERE report = ?").put(report_number).run();
  if (is_new) note_original(database, report_number, sketch);
  for (const std::int64_t band : bands_of(sketch)) database.query("INSERT INTO report_bands VALUES (?,?)").put(band).put(report_number).run();
  for (const story::Telling& telling : *tellings) {
    const std::int64_t event = event_number(report_number, number_in_report(telling.record));
    database.query("INSERT OR REPLACE INTO event_tellings VALUES (?,?)").put(event).put(story::write_telling(telling).own).run();
    database.query("DELETE FROM event_blocks WHERE event = ?").put(event).run();
    file_under_blocks(database, event, telling);
    writing.tellings().erase(event);
  }
  return {};
}

Result<void> link_events(Writing& writing, const std::vector<std::int64_t>& events) {
  Database& database = *writing;
  Tellings tellings(database, writing.tellings());
  for (const std::int64_t event : events) {
    {
      Query query = database.query("SELECT 1 FROM story_links WHERE event = ?");
      query.put(event);
      if (query.step()) continue;
    }
    std::string id;
    {
      Query query = database.query("SELECT id FROM events WHERE number = ?");
      query.put(event);
      if (!query.step()) continue;
      id = query.text(0);
    }
    if (const auto link = find_link(database, tellings, event))
      database.query("INSERT INTO story_links VALUES (?,?,NULL,?)").put(event).put(link->event).put(link->score).run();
    else
      database.query("INSERT INTO story_links VALUES (?,NULL,?,NULL)").put(event).put("s-" + id).run();
    refresh_story_of(writing, event);
  }
  return {};
}

Result<void> link_unlinked_reports(Writing& writing) {
  Database& database = *writing;
  std::vector<std::pair<std::int64_t, std::string>> reports;
  {
    Query query = database.query("SELECT number, id FROM reports WHERE number NOT IN (SELECT report FROM report_tellings) ORDER BY number");
    while (query.step()) reports.push_back({query.integer(0), query.text(1)});
  }
  for (const auto& [number, id] : reports) {
    Json line{{"report", Json::object()}, {"answers", Json::object()}, {"events", Json::array()}};
    std::vector<std::int64_t> events;
    {
      Query query = database.query("SELECT report, text FROM reports WHERE number = ?");
      query.put(number);
      if (query.step()) line["report"] = Json::parse(query.view(0), nullptr, false);
      line["report"]["text"] = query.text(1);
    }
    {
      Query query = database.query("SELECT answers, bytes FROM answers WHERE report = ?");
      query.put(id);
      if (query.step()) line["answers"] = Json::parse(unpack(query.view(0), static_cast<std::size_t>(query.integer(1))), nullptr, false);
    }
    {
      Query query = database.query("SELECT e.number, c.machine FROM events e JOIN records c ON c.event = e.number WHERE e.report = ? AND c.machine IS NOT NULL ORDER BY e.number");
      query.put(id);
      while (query.step()) {
        events.push_back(query.integer(0));
        line["events"].push_back(Json::parse(query.view(1), nullptr, false));
      }
    }
    if (auto done = keep_tellings(writing, number, id, line.dump(-1, ' ', false, Json::error_handler_t::replace), true); !done) return done;
    if (auto done = link_events(writing, events); !done) return done;
  }
  return {};
}

namespace {

std::map<std::int64_t, std::string> stories_of_events(Database& database) {
  std::map<std::int64_t, std::string> stories;
  Query query = database.query("SELECT event, story FROM story_events");
  while (query.step()) stories[query.integer(0)] = query.text(1);
  return stories;
}

// Finds the copies of wire stories anew; the reports in which that changed something.
std::vector<std::int64_t> find_copies_anew(Writing& writing, const std::vector<std::int64_t>& reports) {
  Database& database = *writing;
  const auto originals = [&] {
    std::map<std::int64_t, std::string> originals;
    Query query = database.query("SELECT number, wire_of FROM reports WHERE wire_of IS NOT NULL");
    while (query.step()) originals[query.integer(0)] = query.text(1);
    return originals;
  };
  auto before = originals();
  database.run("DELETE FROM report_bands; UPDATE reports SET wire_of = NULL WHERE wire_of IS NOT NULL");
  for (const std::int64_t report : reports) {
    const auto sketch = sketch_of(database, report);
    note_original(database, report, sketch);
    for (const std::int64_t band : bands_of(sketch)) database.query("INSERT INTO report_bands VALUES (?,?)").put(band).put(report).run();
  }
  auto after = originals();
  std::vector<std::int64_t> changed;
  for (const std::int64_t report : reports)
    if (before[report] != after[report]) changed.push_back(report);
  return changed;
}

}  // namespace

Result<Relinked> relink_all(Writing& writing) {
  Database& database = *writing;
  std::vector<std::int64_t> reports;
  {
    Query query = database.query("SELECT number FROM reports ORDER BY filed IS NULL, filed, id");
    while (query.step()) reports.push_back(query.integer(0));
  }
  const auto before = stories_of_events(database);
  const auto copies = find_copies_anew(writing, reports);
  // What people added has no telling: it stays in the story that it founded, or where people have put it.
  database.run(
      "DELETE FROM story_links WHERE event IN (SELECT event FROM records WHERE machine IS NOT NULL);"
      "DELETE FROM story_events WHERE event IN (SELECT event FROM records WHERE machine IS NOT NULL);"
      "DELETE FROM event_blocks");
  writing.tellings().clear();
  for (const std::int64_t report : reports) {
    std::vector<std::int64_t> events;
    {
      Query query = database.query("SELECT e.event FROM event_tellings e JOIN records c ON c.event = e.event WHERE e.event BETWEEN ?1 * 65536 AND ?1 * 65536 + 65535 ORDER BY e.event");
      query.put(report);
      while (query.step()) events.push_back(query.integer(0));
    }
    if (auto done = link_events(writing, events); !done) return std::unexpected(done.error());
    Tellings tellings(database, writing.tellings());
    for (const std::int64_t event : events)
      if (const story::Telling* telling = tellings.find(event)) file_under_blocks(database, event, *telling);
  }
  // Only what is another story now, or has other sources, is made anew and told.
  const auto after = stories_of_events(database);
  Relinked relinked;
  writing.touched_stories().clear();
  for (const auto& [event, story] : after) {
    const auto old = before.find(event);
    if (old != before.end() && old->second == story) {
      writing.notes().forget("event", event_id(database, event));
      continue;
    }
    ++relinked.events;
    writing.touched_stories().insert(story);
    if (old != before.end()) writing.touched_stories().insert(old->second);
  }
  for (const std::int64_t report : copies) {
    Query query = database.query("SELECT s.story FROM story_events s WHERE s.event BETWEEN ?1 * 65536 AND ?1 * 65536 + 65535");
    query.put(report);
    while (query.step()) writing.touched_stories().insert(query.text(0));
    Query id = database.query("SELECT id FROM reports WHERE number = ?");
    id.put(report);
    if (id.step()) writing.notes().note_updated("report", id.text(0));
  }
  relinked.reports = copies.size();
  return relinked;
}

void unlink_event(Writing& writing, std::int64_t event) {
  Database& database = *writing;
  std::optional<std::int64_t> joined_to;
  std::string story;
  {
    Query query = database.query("SELECT joined_to, story FROM story_links WHERE event = ?");
    query.put(event);
    if (!query.step()) return;
    if (!query.is_null(0)) joined_to = query.integer(0);
    story = query.text(1);
  }
  std::vector<std::int64_t> followers;
  {
    Query query = database.query("SELECT event FROM story_links WHERE joined_to = ? AND joined_to IS NOT NULL ORDER BY event");
    query.put(event);
    while (query.step()) followers.push_back(query.integer(0));
  }
  database.query("DELETE FROM story_links WHERE event = ?").put(event).run();
  if (!joined_to && !followers.empty()) {  // the first that followed now stands for the story
    joined_to = followers.front();
    database.query("UPDATE story_links SET joined_to = NULL, story = ?, score = NULL WHERE event = ?").put(story).put(followers.front()).run();
    followers.erase(followers.begin());
  }
  for (const std::int64_t follower : followers)
    database.query("UPDATE story_links SET joined_to = ? WHERE event = ?").put(*joined_to).put(follower).run();
  writing.tellings().erase(event);
  {
    Query query = database.query("SELECT story FROM story_events WHERE event = ?");
    query.put(event);
    if (query.step()) writing.touched_stories().insert(query.text(0));
  }
  database.query("DELETE FROM story_events WHERE event = ?").put(event).run();
}

void unlink_report(Writing& writing, const std::string& report) {
  Database& database = *writing;
  std::vector<std::string> copies;
  {
    Query query = database.query("SELECT id FROM reports WHERE wire_of = ? AND wire_of IS NOT NULL ORDER BY number");
    query.put(report);
    while (query.step()) copies.push_back(query.text(0));
  }
  for (std::size_t i = 0; i < copies.size(); ++i) {
    Query query = database.query("UPDATE reports SET wire_of = ? WHERE id = ?");
    (i == 0 ? query.put_null() : query.put(copies.front())).put(copies[i]).run();
    writing.notes().note_updated("report", copies[i]);
  }
}

}  // namespace nutgraf::store
