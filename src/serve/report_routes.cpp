// Routes about reports and places: lists, one report with its text, search, the gazetteer behind the place picker.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "export/names.h"
#include "serve/desk.h"
#include "serve/json_answers.h"
#include "serve/parameters.h"
#include "serve/route.h"
#include "where/answer.h"
#include "where/gazetteer.h"
#include "where/place_name.h"

namespace nutgraf::serve {

namespace {

// Appends "key":"value" when the value is known.
void put(std::string& body, std::string_view key, const std::string& value) {
  if (!value.empty()) body += fmt::format(R"(,"{}":{})", key, quote_json(value));
}

std::string write_report(const store::ReportSummary& report) {
  std::string body = fmt::format(R"({{"id":{},"source_id":{})", quote_json(report.id), quote_json(report.source_id));
  put(body, "sha256", report.sha256);
  put(body, "headline", report.headline);
  put(body, "outlet", report.outlet);
  put(body, "agency", report.agency);
  put(body, "dateline", report.dateline);
  put(body, "filed", report.filed);
  put(body, "updated", report.updated);
  return body += fmt::format(R"(,"imported":{},"events":{},"bytes":{},"wire_of":{}}})", quote_json(report.imported), report.events,
                             report.bytes, write_next(report.wire_of));
}

Answer list_reports(Desk& desk, const Request& request) {
  const auto sort = store::find_report_sort(request.get("sort", "-filed"));
  if (!sort) return write_refusal({400, "bad_parameter", "sort: reports are sorted by filed, imported or headline", "sort"});
  const store::ReportFilters filters{.q = request.get("q"), .outlet = store::split_values(request.get("outlet")), .from = request.get("from"), .to = request.get("to")};
  const auto page = desk.project().list_reports(filters, *sort, read_page(request));
  if (!page) return write_failure(page.error());
  return answer_page(*page, write_report);
}

Answer find_report(Desk& desk, const Request& request) {
  auto report = desk.project().report_json(request.path_values[0]);
  return report ? json_answer(*std::move(report)) : write_failure(report.error());
}

Answer delete_report(Desk& desk, const Request& request) {
  const std::string& id = request.path_values[0];
  const auto deleted = desk.project().delete_report(id, request.get("who"), write_now());
  return deleted ? json_answer(fmt::format(R"({{"deleted":{}}})", quote_json(id))) : write_failure(deleted.error());
}

Answer search(Desk& desk, const Request& request) {
  if (request.get("q").empty()) return write_refusal({400, "bad_parameter", "q: which words to look for is missing", "q"});
  const auto found = desk.project().search(request.get("q"), read_limit(request, 20));
  if (!found) return write_failure(found.error());
  std::string body = R"({"reports":[)";
  for (const store::ReportFound& report : found->reports) {
    if (body.back() != '[') body += ',';
    body += fmt::format(R"({{"id":{},"headline":{},"snippet":{},"marks":[)", quote_json(report.id), quote_json(report.headline),
                        quote_json(report.snippet));
    for (const store::Mark& mark : report.marks) body += fmt::format("{}[{},{}]", body.back() == '[' ? "" : ",", mark.begin, mark.end);
    body += ']';
    put(body, "filed", report.filed);
    put(body, "outlet", report.outlet);
    body += '}';
  }
  return json_answer(body += fmt::format(R"(],"events":{}}})", write_events(found->events)));
}

Answer list_places(Desk& desk, const Request& request) {
  const auto places = desk.project().list_places(request.get("q"), read_limit(request, 50));
  if (!places) return write_failure(places.error());
  std::string body = R"({"items":[)";
  for (const store::PlaceCount& place : *places) {
    if (body.back() != '[') body += ',';
    body += fmt::format(R"({{"geonameid":{},"name":{},"lat":{:.4f},"lon":{:.4f},"events":{})", quote_json(place.geonameid),
                        quote_json(place.name), place.lat, place.lon, place.events);
    put(body, "country", place.country);
    put(body, "admin1", place.admin1);
    put(body, "precision", place.precision);
    body += '}';
  }
  return json_answer(body += "]}");
}

// Places that bear a name, the most populous first.
Answer find_in_gazetteer(Desk& desk, const Request& request) {
  const auto& known = desk.knowledge();
  if (!known) return write_refusal({503, "no_reader", known.error().message, {}});
  const where::Gazetteer& gazetteer = *known->where;
  const std::string name = where::squeeze(request.get("q"));
  if (name.empty()) return write_refusal({400, "bad_parameter", "q: the name of a place is missing", "q"});
  std::vector<where::PlaceView> places;
  for (const where::Posting& posting : gazetteer.find(name)) {
    where::PlaceView place = gazetteer.place(posting.place);
    if (std::ranges::find(places, place.index, &where::PlaceView::index) == places.end()) places.push_back(place);
  }
  std::ranges::stable_sort(places, std::greater(), &where::PlaceView::log_population);
  places.resize(std::min<std::size_t>(places.size(), read_limit(request, 20)));
  std::string body = R"({"items":[)";
  for (const where::PlaceView& place : places) {
    const where::Candidate candidate = where::show_place(gazetteer, place, 0);
    if (body.back() != '[') body += ',';
    body += fmt::format(R"({{"geonameid":{},"name":{},"lat":{:.4f},"lon":{:.4f},"feature":"{}","precision":"{}","population":{})",
                        candidate.geonameid, quote_json(candidate.name), candidate.lat, candidate.lon, where::name_of(place.kind),
                        export_::name_of(candidate.precision), std::llround(std::exp2(place.log_population) - 1));
    put(body, "country", candidate.country);
    put(body, "admin1", candidate.admin1);
    body += '}';
  }
  return json_answer(body += "]}");
}

}  // namespace

std::vector<Route> report_routes() {
  return {
      {.method = "GET", .path = "/api/reports", .summary = "Reports, page by page", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"q", "outlet", "from", "to", "sort", "limit", "cursor"}, .answer = "ReportPage", .handle = list_reports},
      {.method = "GET", .path = "/api/reports/{id}", .summary = "One report with its text, all answers and its events",
       .keep = Keep::until_changed, .answer = "Report", .handle = find_report},
      {.method = "DELETE", .path = "/api/reports/{id}", .summary = "Takes a report and its events out of the project",
       .access = Access::write, .query = {"who"}, .answer = "Deleted", .handle = delete_report},
      {.method = "GET", .path = "/api/search", .summary = "Reports and events with these words", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"q", "limit"}, .answer = "Search", .handle = search},
      {.method = "GET", .path = "/api/places", .summary = "Places of the project whose names start like this", .keep = Keep::until_changed, .effort = Effort::many_events,
       .query = {"q", "limit"}, .answer = "Places", .handle = list_places},
      {.method = "GET", .path = "/api/gazetteer", .summary = "Places of the world by this name", .query = {"q", "limit"},
       .answer = "Gazetteer", .handle = find_in_gazetteer},
  };
}

}  // namespace nutgraf::serve
