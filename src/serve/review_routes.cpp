// Routes of review: what people do to the machine's answers, one by one, many at once, and back again. Each is an edit in the
// project's log, which is never changed.

#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_values.h"
#include "serve/desk.h"
#include "serve/json_answers.h"
#include "serve/route.h"

namespace nutgraf::serve {

namespace {

using Json = nlohmann::json;


std::string value_of(const Json& body) {
  return body.contains("value") ? body["value"].dump(-1, ' ', false, Json::error_handler_t::replace) : std::string();
}

Answer review_event(Desk& desk, const Request& request) {
  const Json body = Json::parse(request.body);
  const auto action = store::find_action(text_at(body, "action"));
  if (!action) return write_refusal({400, "bad_body", "action: there is no such action", "action"});
  const std::string& id = request.path_values[0];
  if (const auto there = desk.project().find_event(id); !there) return write_failure(there.error());
  const auto edit = desk.project().review({.action = *action, .target = id, .path = text_at(body, "path"), .value = value_of(body),
                                           .reason = text_at(body, "reason"), .who = text_at(body, "who"), .at = write_now()});
  if (!edit) return write_failure(edit.error(), 400);
  const auto event = desk.project().find_event(id);
  if (!event) return write_failure(event.error());
  return json_answer(fmt::format(R"({{"edit":{},"event":{}}})", store::write_edit(*edit), event->json));
}

// The body is the event's record as far as a person tells it, with who and why beside.
Answer add_event(Desk& desk, const Request& request) {
  auto record = nlohmann::ordered_json::parse(request.body);
  const std::string who = text_at(record, "who"), reason = text_at(record, "reason");
  record.erase("who");
  record.erase("reason");
  const auto edit = desk.project().review({.action = store::Action::add_event, .target = request.path_values[0],
                                           .value = record.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace), .reason = reason,
                                           .who = who, .at = write_now()});
  if (!edit) return write_failure(edit.error(), 400);
  const auto event = desk.project().find_event(edit->target);
  if (!event) return write_failure(event.error());
  return json_answer(fmt::format(R"({{"edit":{},"event":{}}})", store::write_edit(*edit), event->json));
}

Answer undo(Desk& desk, const Request& request) {
  const Json body = Json::parse(request.body);
  std::optional<std::int64_t> edit;
  if (body.contains("edit")) edit = body["edit"].get<std::int64_t>();
  const auto whose = text_at(body, "whose") == "anyone" ? store::Whose::anyone : store::Whose::own;
  const auto undone = desk.project().undo(edit, text_at(body, "who"), write_now(), whose);
  if (!undone) return write_failure(undone.error(), 400);
  const auto events = desk.project().find_events(undone->events);
  if (!events) return write_failure(events.error());
  return json_answer(fmt::format(R"({{"edit":{},"events":{}}})", store::write_edit(undone->edit), write_events(*events)));
}

Answer review_all(Desk& desk, const Request& request) {
  const Json body = Json::parse(request.body);
  const auto filters = store::read_filters(std::string_view(body["filter"].dump(-1, ' ', false, Json::error_handler_t::replace)));
  if (!filters) return write_refusal({400, "bad_body", "filter: " + filters.error().message, "filter"});
  const auto action = store::find_action(text_at(body, "action"));
  if (!action) return write_refusal({400, "bad_body", "action: there is no such action", "action"});
  const bool is_preview = body.value("preview", true);
  if (!is_preview && text_at(body, "who").empty()) return write_refusal({400, "bad_body", "who: is missing", "who"});
  const auto bulk = is_preview ? desk.project().preview_bulk(*filters)
                               : desk.project().review_all(*filters, *action, text_at(body, "reason"), text_at(body, "who"), write_now());
  if (!bulk) return write_failure(bulk.error(), 400);
  std::string answer = fmt::format(R"({{"count":{},"sample":{})", bulk->count, write_events(bulk->sample));
  if (bulk->edit) answer += fmt::format(R"(,"edit":{})", store::write_edit(*bulk->edit));
  return json_answer(answer += '}');
}

Answer list_queue(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  const auto page = desk.project().review_queue(*filters, read_page(request));
  return page ? json_answer(write_event_page(*page)) : write_failure(page.error());
}

std::int64_t read_since(const Request& request) {
  const std::string text = request.get("since", "0");
  std::int64_t since = 0;
  std::from_chars(text.data(), text.data() + text.size(), since);
  return since;
}

Answer list_edits(Desk& desk, const Request& request) {
  const std::uint32_t limit = read_limit(request, 100);
  const auto edits = desk.project().edits(read_since(request), limit);
  if (!edits) return write_failure(edits.error());
  const bool has_more = edits->size() == limit;
  return json_answer(fmt::format(R"({{"items":{},"next":{}}})", write_edits(*edits), has_more ? std::to_string(edits->back().id) : "null"));
}

Answer list_changes(Desk& desk, const Request& request) {
  const std::int64_t since = read_since(request);
  const auto changes = desk.project().changes(since, read_limit(request, 100));
  if (!changes) return write_failure(changes.error());
  std::string body = R"({"items":[)";
  for (const store::Change& change : *changes)
    body += fmt::format(R"({}{{"seq":{},"kind":{},"id":{},"action":{},"at":{}}})", body.back() == '[' ? "" : ",", change.seq,
                        quote_json(change.kind), quote_json(change.id), quote_json(change.action), quote_json(change.at));
  return json_answer(body += fmt::format(R"(],"next":{}}})", changes->empty() ? since : changes->back().seq));
}

}  // namespace

std::vector<Route> review_routes() {
  return {
      {.method = "POST", .path = "/api/events/{id}/review", .summary = "Accepts, rejects, disputes, corrects or comments an event",
       .access = Access::write, .body = "ReviewRequest", .answer = "Reviewed", .handle = review_event},
      {.method = "POST", .path = "/api/reports/{id}/events", .summary = "Adds an event that the machine missed", .access = Access::write,
       .body = "NewEvent", .answer = "Reviewed", .handle = add_event},
      {.method = "POST", .path = "/api/review/undo", .summary = "Takes an edit back, by another edit", .access = Access::write,
       .body = "UndoRequest", .answer = "Undone", .handle = undo},
      {.method = "POST", .path = "/api/review/bulk", .summary = "Does the same to all events that fit a filter; a preview unless told otherwise",
       .access = Access::write, .body = "BulkRequest", .answer = "BulkReviewed", .handle = review_all},
      {.method = "GET", .path = "/api/review/queue", .summary = "Events that wait for a person, the most doubtful first",
       .effort = Effort::many_events, .query = {"filters", "limit", "cursor"}, .answer = "EventPage", .handle = list_queue},
      {.method = "GET", .path = "/api/edits", .summary = "The log of edits, oldest first", .query = {"since", "limit"}, .answer = "EditList",
       .handle = list_edits},
      {.method = "GET", .path = "/api/changes", .summary = "What came, changed or went since a number of the feed",
       .query = {"since", "limit"}, .answer = "Changes", .handle = list_changes},
  };
}

}  // namespace nutgraf::serve
