// An event as it leaves the store: its record as reviewed, and beside it the review, the report and the story it belongs to.

#include "store/events.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "store/state.h"

namespace nutgraf::store {

namespace {

std::string quote(std::string_view text) { return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

void add(std::string& json, std::string_view key, std::string_view text) {
  if (!text.empty()) json += fmt::format(",\"{}\":{}", key, quote(text));
}

}  // namespace

std::optional<Event> compose_event(Database& database, std::int64_t number) {
  Query query = database.query(
      "SELECT e.id, e.report, s.story, coalesce(c.reviewed, c.machine), e.state, e.edited, e.edits, e.comments, e.updated, e.grade, e.doubt, "
      "c.is_found, c.model, c.lexicon, r.outlet, r.filed, r.headline, c.machine IS NULL "
      "FROM events e JOIN records c ON c.event = e.number JOIN reports r ON r.id = e.report LEFT JOIN story_events s ON s.event = e.number WHERE e.number = ?");
  query.put(number);
  if (!query.step()) return std::nullopt;
  Event event{.id = query.text(0), .report = query.text(1), .story = query.text(2), .json = query.text(3)};
  std::string& json = event.json;
  json.pop_back();  // the brace, to go on
  json += fmt::format(R"(,"review":{{"state":"{}","edited":{},"edits":{},"comments":{},"updated":{},"grade":{})", query.view(4), query.view(5),
                      query.integer(6), query.integer(7), quote(query.view(8)), query.is_null(9) ? "null" : quote(query.view(9)));
  if (query.integer(11) == 0) json += ",\"gone\":true";
  if (query.integer(17) != 0) json += ",\"added\":true";
  json += fmt::format(R"(}},"report_id":"{}")", event.report);
  add(json, "story", event.story);
  add(json, "outlet", query.view(14));
  add(json, "filed", query.view(15));
  add(json, "headline", query.view(16));
  add(json, "model", query.view(12));
  add(json, "lexicon", query.view(13));
  json += fmt::format(",\"doubt\":{}}}", query.number(10));
  return event;
}

std::optional<std::int64_t> find_event_number(Database& database, const std::string& id) {
  Query query = database.query("SELECT number FROM events WHERE id = ?");
  query.put(id);
  return query.step() ? std::optional(query.integer(0)) : std::nullopt;
}

Result<Event> Project::find_event(const std::string& id) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::optional<Event> event;
  if (const auto number = find_event_number(**snapshot, id)) event = compose_event(**snapshot, *number);
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  if (!event) return fail_missing("event", id);
  return std::move(*event);
}

Result<std::vector<Event>> Project::find_events(const std::vector<std::string>& ids) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::vector<Event> events;
  for (const std::string& id : ids)
    if (const auto number = find_event_number(**snapshot, id))
      if (auto event = compose_event(**snapshot, *number)) events.push_back(std::move(*event));
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  return events;
}

}  // namespace nutgraf::store
