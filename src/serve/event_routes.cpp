// Routes about events: lists, one event with its history, facets, map, timeline.

#include <fmt/format.h>
#include <charconv>

#include "serve/desk.h"
#include "serve/json_answers.h"
#include "serve/parameters.h"
#include "serve/route.h"

namespace nutgraf::serve {

namespace {

Answer list_events(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  const auto sort = store::find_event_sort(request.get("sort", "-when"));
  if (!sort) return write_refusal({400, "bad_parameter", "sort: events are not sorted by that", "sort"});
  const auto page = desk.project().list_events(*filters, *sort, read_page(request));
  return page ? json_answer(write_event_page(*page)) : write_failure(page.error());
}

Answer find_event(Desk& desk, const Request& request) {
  const auto event = desk.project().find_event(request.path_values[0]);
  return event ? json_answer(event->json) : write_failure(event.error());
}

Answer find_history(Desk& desk, const Request& request) {
  const auto edits = desk.project().history(request.path_values[0]);
  return edits ? json_answer(fmt::format(R"({{"items":{}}})", write_edits(*edits))) : write_failure(edits.error());
}

Answer count_facets(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  std::vector<std::string> fields = store::split_values(request.get("facets"));
  if (fields.empty())
    for (const std::string_view value : find_parameter("facets")->values) fields.emplace_back(value);
  const auto facets = desk.project().count_facets(*filters, fields);
  if (!facets) return write_failure(facets.error());
  std::string body = R"({"facets":{)";
  for (const auto& [field, values] : facets->values) {
    body += fmt::format("{}{}:[", body.back() == '{' ? "" : ",", quote_json(field));
    for (const store::FacetValue& one : values)
      body += fmt::format(R"({}{{"value":{},"count":{}}})", body.back() == '[' ? "" : ",", quote_json(one.value), one.count);
    body += ']';
  }
  body += fmt::format(R"(}},"counts":{{"events":{},"reports":{},"stories":{},"undated":{},"unplaced":{}}}}})", facets->events,
                      facets->reports, facets->stories, facets->undated, facets->unplaced);
  return json_answer(std::move(body));
}

std::string write_cell(const store::MapCell& cell, bool is_place) {
  std::string body = fmt::format(R"({{"lat":{:.4f},"lon":{:.4f},"count":{},"precision":{},"events":[)", cell.lat, cell.lon, cell.count,
                                 quote_json(cell.precision));
  for (const std::string& id : cell.events) body += fmt::format("{}{}", body.back() == '[' ? "" : ",", quote_json(id));
  body += R"(],"types":{)";
  for (const auto& [type, count] : cell.types) body += fmt::format("{}{}:{}", body.back() == '{' ? "" : ",", quote_json(type), count);
  body += '}';
  const auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) body += fmt::format(R"(,"{}":{})", key, quote_json(value));
  };
  put("name", cell.name);
  put("geonameid", cell.geonameid);
  put("country", cell.country);
  put("admin1", cell.admin1);
  if (is_place) body += fmt::format(R"(,"radius_km":{:.4g})", cell.radius_km);
  return body += '}';
}

Answer draw_map(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  const std::string text = request.get("cell", "0");
  double degrees = 0;
  std::from_chars(text.data(), text.data() + text.size(), degrees);
  const auto map = desk.project().map_cells(*filters, degrees);
  if (!map) return write_failure(map.error());
  const auto write = [&](const store::MapCell& cell) { return write_cell(cell, degrees == 0); };
  return json_answer(fmt::format(R"({{"cells":{},"unplaced":{}}})", write_list(map->cells, write), map->unplaced));
}

Answer draw_timeline(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  const auto timeline = desk.project().timeline(*filters, *store::find_time_unit(request.get("unit", "auto")));
  if (!timeline) return write_failure(timeline.error());
  // With nothing to draw there is nothing that a unit could be chosen by.
  const store::TimeUnit unit = timeline->unit == store::TimeUnit::automatic ? store::TimeUnit::day : timeline->unit;
  std::string body = fmt::format(R"({{"unit":{},"bins":[)", quote_json(store::name_of(unit)));
  for (const store::TimeBin& bin : timeline->bins)
    body += fmt::format(R"({}{{"start":{},"end":{},"count":{},"open":{}}})", body.back() == '[' ? "" : ",", quote_json(bin.start),
                        quote_json(bin.end), bin.count, bin.open);
  return json_answer(body += fmt::format(R"(],"undated":{}}})", timeline->undated));
}

}  // namespace

std::vector<Route> event_routes() {
  return {
      {.method = "GET", .path = "/api/events", .summary = "Events that fit the filters, page by page", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"filters", "sort", "limit", "cursor"}, .answer = "EventPage", .handle = list_events},
      {.method = "GET", .path = "/api/events/{id}", .summary = "One event", .keep = Keep::until_changed, .answer = "Event", .handle = find_event},
      {.method = "GET", .path = "/api/events/{id}/history", .summary = "What people did to an event, oldest first",
       .answer = "History", .handle = find_history},
      {.method = "GET", .path = "/api/facets",
       .summary = "How many events have each value of a field; a field's own filter is not applied to it", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"filters", "facets"}, .answer = "Facets", .handle = count_facets},
      {.method = "GET", .path = "/api/map", .summary = "Where the events are, in cells or place by place", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"filters", "cell"}, .answer = "Map", .handle = draw_map},
      {.method = "GET", .path = "/api/timeline", .summary = "When the events were; one over several bins counts in each", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"filters", "unit"}, .answer = "Timeline", .handle = draw_timeline},
  };
}

}  // namespace nutgraf::serve
