// What people do: every act is checked, put into the log, and the events that it is about are made anew from the machine's record
// and the log. Nothing else changes an event's answers.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/json_values.h"
#include "store/counting.h"
#include "store/edit_log.h"
#include "store/event_rows.h"
#include "store/events.h"
#include "store/marked_words.h"
#include "store/stories.h"

namespace nutgraf::store {

namespace {

constexpr std::uint64_t most_in_sample = 20;

std::string write(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Result<Json> read_value(const Request& request) {
  if (request.value.empty()) return Json();
  Json value = Json::parse(request.value, nullptr, false);
  if (value.is_discarded()) return fail("value: is no JSON");
  return value;
}

Edit edit_of(const Request& request) {
  return {.at = request.at, .who = request.who, .action = request.action, .target = request.target, .path = request.path, .value = request.value, .reason = request.reason};
}

// The record as it is now; nothing when there is no such event.
std::optional<Json> find_record(Database& database, const std::string& event) {
  Query query = database.query("SELECT coalesce(c.reviewed, c.machine) FROM events e JOIN records c ON c.event = e.number WHERE e.id = ?");
  query.put(event);
  if (!query.step()) return std::nullopt;
  return Json::parse(query.view(0), nullptr, false);
}

// Empty when there is no such report.
std::string text_of_report(Database& database, const std::string& report) {
  Query query = database.query("SELECT text FROM reports WHERE id = ?");
  query.put(report);
  return query.step() ? query.text(0) : std::string();
}

// What an edit of a field needs to know of the record before it.
struct Prepared {
  std::string old, item;
};

Result<Prepared> prepare_set(const Json& record, const Request& request, const Json& value) {
  const auto path = read_path(request.action == Action::add_item ? request.path + "/-" : request.path);
  if (!path) return std::unexpected(path.error());
  if (request.action == Action::add_item && !is_item_list(path->field)) return fail(fmt::format("path: {} is no list", request.path));
  if (request.action == Action::remove_item && (path->item.empty() || !path->key.empty() || path->is_new_item()))
    return fail(fmt::format("path: \"{}\" is no item of a list", request.path));
  const Place place = look_up(record, *path);
  if (!path->is_new_item() && !place.is_there) return fail(fmt::format("path: the event has no {}", request.path));
  if (request.action != Action::remove_item)
    if (auto checked = check_value(*path, value); !checked) return std::unexpected(checked.error());
  return Prepared{.old = place.value.is_null() ? std::string() : write(place.value), .item = place.item.is_null() ? std::string() : write(place.item)};
}

Result<Prepared> prepare(const Json& record, const Request& request, const Json& value) {
  switch (request.action) {
    case Action::set:
    case Action::add_item:
    case Action::remove_item: return prepare_set(record, request, value);
    case Action::grade:
      if (!value.is_null() && !value.is_string()) return fail("value: a grade is a text, or null");
      return Prepared{};
    case Action::comment:
      if (request.reason.empty() && !value.is_string()) return fail("reason: the comment has no words");
      return Prepared{};
    case Action::accept:
    case Action::reject:
    case Action::dispute:
    case Action::reopen: return Prepared{};
    case Action::add_event:
    case Action::merge_stories:
    case Action::split_story:
    case Action::bulk:
    case Action::undo:
    case Action::unmask_export: break;
  }
  return fail(fmt::format("action: {} is not done to an event", name_of(request.action)));
}

Result<void> check_evidence(const Json& evidence) {
  if (!evidence.is_array()) return fail("value: evidence takes a list");
  for (const Json& one : evidence) {
    if (!one.is_object() || !one.contains("begin") || !one.contains("end")) return fail("value: evidence needs \"begin\" and \"end\"");
    for (const auto& [key, part] : one.items())
      if (key != "begin" && key != "end" && key != "text") return fail(fmt::format("value: evidence has no \"{}\"", key));
  }
  return {};
}

Result<void> check_modes(const Json& record, const event::Plover& plover) {
  const std::string type = record["event"];
  for (const std::string& mode : record["mode"].get<std::vector<std::string>>())
    if (const auto code = plover.code_of(type, {mode}); !code || code->mode != mode) return fail(fmt::format("value: {} has no mode \"{}\"", type, mode));
  return {};
}

// The record of an event that a person adds: what was given, and what every record has. `text` is the report's.
Result<Json> complete_record(Json given, const std::string& id, std::string_view text, const event::Plover& plover) {
  if (!given.is_object()) return fail("value: an added event is an object");
  if (auto taken = take_marked_words(given, {}, text); !taken) return std::unexpected(taken.error());
  Json record{{"id", id},
              {"event", Json()},
              {"mode", Json::array()},
              {"context", Json::array()},
              {"status", "happened"},
              {"background", false},
              {"certainty", "stated"},
              {"actor", Json::array()},
              {"recipient", Json::array()},
              {"instrument", Json::array()},
              {"where", Json::array()},
              {"how_many", Json::array()},
              {"says_who", Json::array()},
              {"evidence", Json::array()},
              {"confidence", 1}};
  for (const auto& [key, value] : given.items()) {
    if (key == "evidence") {
      if (auto checked = check_evidence(value); !checked) return std::unexpected(checked.error());
      record[key] = value;
      continue;
    }
    const auto path = read_path(key);
    if (!path) return fail(fmt::format("value: \"{}\" is no field of the event record", key));
    if (auto checked = check_value(*path, value); !checked) return std::unexpected(checked.error());
    if (!value.is_null()) record[key] = value;
  }
  if (!record["event"].is_string()) return fail("value: an added event needs \"event\", its type");
  if (auto checked = check_modes(record, plover); !checked) return std::unexpected(checked.error());
  std::size_t number = 0;
  for (Json& figure : record["how_many"])
    if (!figure.contains("id")) figure["id"] = fmt::format("p{}", ++number);
  for (auto& [field, value] : record.items()) {
    if (value.is_object()) complete_item(field, value);
    if (value.is_array() && field != "mode" && field != "context")
      for (Json& item : value) complete_item(field, item);
  }
  fit_codes(record, plover);
  return record;
}

void recount_events(Writing& writing, const std::string& report) {
  writing->query("UPDATE reports SET events = (SELECT count(*) FROM events WHERE report = ?1) WHERE id = ?1").put(report).run();
  writing.notes().note_updated("report", report);
}

// After an edit of an event came, went or came back.
void refresh_target(Writing& writing, Action action, const std::string& event) {
  if (action == Action::merge_stories || action == Action::split_story) {
    if (const auto number = find_event_number(*writing, event)) refresh_story_of(writing, *number);
    return;
  }
  refresh_event(writing, event);
  if (action == Action::add_event) recount_events(writing, std::string(report_of(event)));
}

Result<Edit> finish(Writing& writing, std::int64_t id, const std::string& at) {
  const auto edit = find_edit(*writing, id);
  if (auto done = writing.commit(at); !done) return std::unexpected(done.error());
  return *edit;
}

Result<Edit> edit_event(Project::State& state, const Request& request) {
  auto value = read_value(request);
  if (!value) return std::unexpected(value.error());
  auto writing = Writing::begin(state, Durability::at_once);
  if (!writing) return std::unexpected(writing.error());
  const auto record = find_record(**writing, request.target);
  if (!record) return fail_missing("event", request.target);
  Edit edit = edit_of(request);
  if (value->is_object()) {
    const std::string field = request.path.substr(0, request.path.find('/'));
    if (auto taken = take_marked_words(*value, field, text_of_report(**writing, std::string(report_of(request.target)))); !taken)
      return std::unexpected(taken.error());
    edit.value = write(*value);
  }
  const auto prepared = prepare(*record, request, *value);
  if (!prepared) return std::unexpected(prepared.error());
  if (edit.value.empty() && request.action == Action::set) edit.value = "null";
  edit.old = prepared->old;
  const std::int64_t id = append_edit(**writing, edit, prepared->item, std::nullopt, {request.target});
  refresh_target(*writing, request.action, request.target);
  return finish(*writing, id, request.at);
}

Result<Edit> add_event(Project::State& state, const Request& request) {
  const auto value = read_value(request);
  if (!value) return std::unexpected(value.error());
  auto writing = Writing::begin(state, Durability::at_once);
  if (!writing) return std::unexpected(writing.error());
  std::int64_t number = 0;
  {
    Query query = (*writing)->query("UPDATE reports SET next_event = next_event + 1 WHERE id = ? RETURNING next_event - 1");
    query.put(request.target);
    while (query.step()) number = query.integer(0);
  }
  if (number == 0) return fail_missing("report", request.target);
  if (number >= 65536) return fail("value: the report has no room for another event");
  const std::string event = fmt::format("{}-e{}", request.target, number);
  const auto record = complete_record(*value, event, text_of_report(**writing, request.target), writing->plover());
  if (!record) return std::unexpected(record.error());
  if (const auto whole = find_text(*record, "part_of"); whole && (report_of(*whole) != request.target || !find_event_number(**writing, *whole)))
    return fail(fmt::format("value: part_of: the report has no event \"{}\"", *whole));
  Edit edit = edit_of(request);
  edit.target = event;
  edit.value = write(*record);
  const std::int64_t id = append_edit(**writing, edit, {}, std::nullopt, {event});
  writing->notes().note_created("event", event);
  refresh_target(*writing, Action::add_event, event);
  return finish(*writing, id, request.at);
}

Result<std::vector<std::string>> read_names(const Json& value, const char* what) {
  if (!value.is_array() || value.empty() || !std::ranges::all_of(value, [](const Json& one) { return one.is_string(); }))
    return fail(fmt::format("value: is no list of {}", what));
  return value.get<std::vector<std::string>>();
}

std::vector<std::string> events_of_story(Database& database, const std::string& story) {
  std::vector<std::string> events;
  Query query = database.query("SELECT e.id FROM story_events s JOIN events e ON e.number = s.event WHERE s.story = ? ORDER BY s.event");
  query.put(story);
  while (query.step()) events.push_back(query.text(0));
  return events;
}

Result<Edit> edit_stories(Project::State& state, const Request& request) {
  const auto value = read_value(request);
  if (!value) return std::unexpected(value.error());
  const bool merges = request.action == Action::merge_stories;
  const auto names = read_names(*value, merges ? "stories" : "events");
  if (!names) return std::unexpected(names.error());
  auto writing = Writing::begin(state, Durability::at_once);
  if (!writing) return std::unexpected(writing.error());
  Database& database = **writing;
  Json told = Json::object();
  std::vector<std::string> targets;
  if (merges) {
    if (names->size() < 2) return fail("value: it takes two stories to merge");
    told["stories"] = Json::array();
    for (const std::string& story : *names) {
      if (std::ranges::count(*names, story) > 1) return fail(fmt::format("value: {} stands there twice", story));
      const auto events = events_of_story(database, story);
      if (events.empty()) return fail_missing("story", story);
      told["stories"].push_back({{"id", story}, {"events", events}});
      targets.insert(targets.end(), events.begin(), events.end());
    }
    told["into"] = names->front();
  } else {
    const auto events = events_of_story(database, request.target);
    if (events.empty()) return fail_missing("story", request.target);
    std::vector<std::string> rest;
    for (const std::string& event : events)
      if (std::ranges::find(*names, event) == names->end()) rest.push_back(event);
    for (const std::string& event : *names)
      if (std::ranges::find(events, event) == events.end()) return fail(fmt::format("value: {} is not of story {}", event, request.target));
    if (rest.empty()) return fail("value: some event has to stay");
    std::int64_t next = 1;
    {
      Query query = database.query("SELECT coalesce(max(id), 0) + 1 FROM edits");
      if (query.step()) next = query.integer(0);
    }
    told = {{"story", request.target}, {"events", *names}, {"rest", rest}, {"into", fmt::format("s{}", next)}};
    targets = events;
  }
  Edit edit = edit_of(request);
  edit.target = merges ? names->front() : request.target;
  edit.value = write(told);
  const std::int64_t id = append_edit(database, edit, {}, std::nullopt, targets);
  for (const std::string& event : targets) refresh_target(*writing, request.action, event);
  return finish(*writing, id, request.at);
}

Result<Edit> note_only(Project::State& state, const Request& request) {
  if (const auto value = read_value(request); !value) return std::unexpected(value.error());
  auto writing = Writing::begin(state, Durability::at_once);
  if (!writing) return std::unexpected(writing.error());
  return finish(*writing, append_edit(**writing, edit_of(request), {}, std::nullopt, {}), request.at);
}

constexpr auto bulk_actions = std::to_array<Action>({Action::accept, Action::reject, Action::dispute, Action::reopen});

}  // namespace

Result<Edit> Project::review(const Request& request) {
  if (request.who.empty()) return fail("who: an edit needs somebody who makes it");
  if (request.at.empty()) return fail("at: an edit needs its time");
  switch (request.action) {
    case Action::accept:
    case Action::reject:
    case Action::dispute:
    case Action::reopen:
    case Action::set:
    case Action::add_item:
    case Action::remove_item:
    case Action::comment:
    case Action::grade: return edit_event(*state_, request);
    case Action::add_event: return add_event(*state_, request);
    case Action::merge_stories:
    case Action::split_story: return edit_stories(*state_, request);
    case Action::unmask_export: return note_only(*state_, request);
    case Action::undo: {
      const auto value = read_value(request);
      if (!value) return std::unexpected(value.error());
      if (!value->is_null() && !value->is_number_integer()) return fail("value: is no edit's id");
      auto undone = undo(value->is_null() ? std::nullopt : std::optional(value->get<std::int64_t>()), request.who, request.at);
      if (!undone) return std::unexpected(undone.error());
      return undone->edit;
    }
    case Action::bulk: {
      const auto value = read_value(request);
      if (!value) return std::unexpected(value.error());
      if (!value->is_object() || !value->contains("action") || !(*value)["action"].is_string()) return fail("value: a bulk edit needs \"action\" and \"filter\"");
      const auto action = find_action((*value)["action"].get<std::string>());
      if (!action) return fail(fmt::format("value: there is no action \"{}\"", (*value)["action"].get<std::string>()));
      const auto filters = read_filters(value->contains("filter") ? write((*value)["filter"]) : std::string("{}"));
      if (!filters) return std::unexpected(filters.error());
      auto bulk = review_all(*filters, *action, request.reason, request.who, request.at);
      if (!bulk) return std::unexpected(bulk.error());
      if (!bulk->edit) return fail("filter: no event fits");
      return *bulk->edit;
    }
  }
  return fail("action: is none");
}

Result<Project::Undone> Project::undo(std::optional<std::int64_t> id, const std::string& who, const std::string& at, Whose whose) {
  if (who.empty()) return fail("who: an edit needs somebody who makes it");
  auto writing = Writing::begin(*state_, Durability::at_once);
  if (!writing) return std::unexpected(writing.error());
  Database& database = **writing;
  if (!id) id = last_edit_that_holds(database, whose == Whose::own ? who : std::string());
  if (!id) return fail("edit: there is nothing to undo");
  const auto edit = find_edit(database, *id);
  if (!edit) return fail_missing("edit", std::to_string(*id));
  if (edit->undone_by) return fail(fmt::format("edit: {} is undone already, by {}", *id, *edit->undone_by));
  if (edit->action == Action::unmask_export) return fail(fmt::format("edit: {} is an export; what left the program cannot be taken back", *id));
  Undone undone{.events = targets_of(database, *id)};
  const Edit act{.at = at, .who = who, .action = Action::undo, .target = edit->target, .value = std::to_string(*id)};
  const std::int64_t undo_id = append_edit(database, act, {}, *id, undone.events);
  // Undoing an undo brings back what it had undone: the act at the end of the chain says what is to be made anew.
  Edit origin = *edit;
  while (origin.action == Action::undo) {
    const auto before = find_edit(database, std::stoll(origin.value));
    if (!before) break;
    origin = *before;
  }
  for (const std::string& event : undone.events) refresh_target(*writing, origin.action, event);
  auto finished = finish(*writing, undo_id, at);
  if (!finished) return std::unexpected(finished.error());
  undone.edit = *finished;
  return undone;
}

Result<Project::Bulk> Project::preview_bulk(const Filters& filters) const {
  auto page = list_events(filters, EventSort::doubt, {.limit = most_in_sample});
  if (!page) return std::unexpected(page.error());
  return Bulk{.count = page->total, .sample = std::move(page->items)};
}

Result<Project::Bulk> Project::review_all(const Filters& filters, Action action, const std::string& reason, const std::string& who, const std::string& at) {
  if (who.empty()) return fail("who: an edit needs somebody who makes it");
  if (std::ranges::find(bulk_actions, action) == bulk_actions.end()) return fail(fmt::format("action: {} is not done to many events at once", name_of(action)));
  std::vector<std::string> events;
  {
    auto counting = Counting::begin(*state_);
    if (!counting) return std::unexpected(counting.error());
    auto selection = counting->select(filters);
    if (!selection) return std::unexpected(selection.error());
    selection->all().each([&](Slot slot) { events.push_back(counting->index().id_of(slot)); });
  }
  std::ranges::sort(events);
  Bulk bulk{.count = events.size()};
  if (events.empty()) return bulk;
  auto writing = Writing::begin(*state_, Durability::at_once);
  if (!writing) return std::unexpected(writing.error());
  std::erase_if(events, [&](const std::string& event) { return !find_event_number(**writing, event); });  // gone since
  const Json value{{"action", name_of(action)}, {"filter", Json::parse(write_filters(filters))}, {"events", events}};
  const Edit edit{.at = at, .who = who, .action = Action::bulk, .value = write(value), .reason = reason};
  const std::int64_t id = append_edit(**writing, edit, {}, std::nullopt, events);
  for (const std::string& event : events) refresh_event(*writing, event);
  auto finished = finish(*writing, id, at);
  if (!finished) return std::unexpected(finished.error());
  bulk.count = events.size();
  bulk.edit = *finished;
  if (events.size() > most_in_sample) events.resize(most_in_sample);
  auto sample = find_events(events);
  if (!sample) return std::unexpected(sample.error());
  bulk.sample = std::move(*sample);
  return bulk;
}

Result<std::string> Project::merge_stories(const std::vector<std::string>& stories, const std::string& reason, const std::string& who, const std::string& at) {
  auto edit = review({.action = Action::merge_stories, .value = Json(stories).dump(), .reason = reason, .who = who, .at = at});
  if (!edit) return std::unexpected(edit.error());
  return Json::parse(edit->value, nullptr, false).value("into", std::string());
}

Result<std::string> Project::split_story(const std::string& story, const std::vector<std::string>& events, const std::string& reason,
                                         const std::string& who, const std::string& at) {
  auto edit = review({.action = Action::split_story, .target = story, .value = Json(events).dump(), .reason = reason, .who = who, .at = at});
  if (!edit) return std::unexpected(edit.error());
  return Json::parse(edit->value, nullptr, false).value("into", std::string());
}

}  // namespace nutgraf::store
