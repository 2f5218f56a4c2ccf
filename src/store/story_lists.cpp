// Stories as they leave the store: a page of them, and one field by field with who said what when.

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "store/counting.h"
#include "store/edit_log.h"
#include "store/events.h"
#include "store/path.h"
#include "store/stories.h"

namespace nutgraf::store {

namespace {

constexpr std::uint32_t most_items = 500;

std::string write(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

StorySummary read_summary(const Query& query) {
  const auto count = [&](int column) { return static_cast<std::uint64_t>(query.integer(column)); };
  StorySummary story{.id = query.text(0), .title = query.text(1), .type = query.text(2), .status = query.text(3), .earliest = query.text(4),
                     .latest = query.text(5), .place = query.text(6), .events = count(7), .reports = count(8), .sources = count(9)};
  for (const Json& one : Json::parse(query.view(10), nullptr, false)) {
    StoryFigure figure{.what = one.value("what", std::string())};
    if (one.contains("low")) figure.low = one["low"].get<double>();
    if (one.contains("high")) figure.high = one["high"].get<double>();
    if (one.contains("best")) figure.best = one["best"].get<double>();
    story.figures.push_back(std::move(figure));
  }
  story.disagrees = query.integer(11) != 0;
  return story;
}

std::optional<StorySummary> find_summary(Database& database, const std::string& id) {
  Query query = database.query("SELECT id, title, type, status, earliest, latest, place, events, reports, sources, figures, disagrees FROM stories WHERE id = ?");
  query.put(id);
  return query.step() ? std::optional(read_summary(query)) : std::nullopt;
}


Json write_source(const std::string& report, const std::string& event, const std::string& outlet, const std::string& filed, const std::string& speaker) {
  Json json{{"report", report}, {"event", event}};
  if (!outlet.empty()) json["outlet"] = outlet;
  if (!filed.empty()) json["filed"] = filed;
  if (!speaker.empty()) json["speaker"] = speaker;
  return json;
}

Json write_fields(const story::Summary& summary) {
  Json fields = Json::object();
  for (const story::Field& field : summary.fields)
    for (const story::FieldValue& value : field.values) {
      Json one{{"value", value.value}};
      if (!value.text.empty()) one["text"] = value.text;
      one.update(write_source(value.report, value.record, value.outlet, value.filed, value.speaker));
      one["agreed"] = value.agrees;
      fields[field.field].push_back(std::move(one));
    }
  return fields;
}

Json write_tolls(const story::Summary& summary) {
  Json tolls = Json::object();
  for (const story::Toll& toll : summary.tolls)
    for (const story::Count& count : toll.history) {
      Json one = write_source(count.report, count.record, count.outlet, count.filed, count.speaker);
      if (count.value) one["value"] = *count.value;
      if (count.low) one["low"] = *count.low;
      if (count.high) one["high"] = *count.high;
      one["bound"] = count.bound;
      one["text"] = count.text;
      one["copies"] = count.copies;
      one["agreed"] = count.agrees;
      tolls[toll.what].push_back(std::move(one));
    }
  return tolls;
}

// What sources agree on, field by field, and by which policy.
Json write_agreed(const story::Summary& summary) {
  Json agreed = Json::object();
  for (const story::Field& field : summary.fields)
    if (!field.agreed.empty()) agreed[field.field] = field.agreed;
  Json tolls = Json::object();
  for (const story::Toll& toll : summary.tolls) {
    Json one{{"text", toll.text}};
    if (toll.low) one["low"] = *toll.low;
    if (toll.high) one["high"] = *toll.high;
    tolls[toll.what] = std::move(one);
  }
  agreed["how_many"] = std::move(tolls);
  agreed["policy"] = story::policy;
  return agreed;
}

// Where sources exclude one another: the field or the count, and all that is told of it.
Json write_disagreements(const story::Summary& summary) {
  Json list = Json::array();
  for (const std::string& name : summary.disputed) {
    std::set<std::string> values;
    for (const story::Field& field : summary.fields)
      if (field.field == name)
        for (const story::FieldValue& value : field.values) values.insert(value.value);
    for (const story::Toll& toll : summary.tolls)
      if (toll.what == name)
        for (const story::Count& count : toll.history) values.insert(count.text);
    list.push_back({{"field", name}, {"values", values}});
  }
  return list;
}

}  // namespace

Result<Page<StorySummary>> Project::list_stories(const Filters& filters, StorySort sort, const PageRequest& request) const {
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  const Index& index = counting->index();
  auto selection = counting->select(filters);
  if (!selection) return std::unexpected(selection.error());
  const auto rejected = index.find_term("state", "rejected");
  constexpr std::int64_t none = INT64_MIN;
  std::vector<std::int64_t> keys(index.story_count(), none);  // by story
  std::vector<std::uint32_t> last_report(index.story_count(), ~0u);
  selection->all().each([&](Slot slot) {
    const Index::Event& event = index.event(slot);
    if (event.story == 0 || (rejected && std::ranges::binary_search(event.terms, *rejected))) return;
    std::int64_t& key = keys[event.story];
    const auto day = event.latest ? event.latest : event.earliest;
    switch (sort) {  // greatest first
      case StorySort::when_last_first: key = std::max(key, day ? std::int64_t{*day} : INT64_MIN + 1); break;
      case StorySort::when: key = std::max(key, day ? -std::int64_t{*day} : INT64_MIN + 1); break;
      case StorySort::events: key = key == none ? 1 : key + 1; break;
      case StorySort::reports:
        if (key == none) key = 0;
        key += last_report[event.story] != event.report;
        last_report[event.story] = event.report;
        break;
    }
  });
  std::vector<std::uint32_t> stories;
  for (std::uint32_t story = 1; story < keys.size(); ++story)
    if (keys[story] != none) stories.push_back(story);
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
    if (keys[a] != keys[b]) return keys[a] > keys[b];
    return index.story(a) < index.story(b);
  };
  Page<StorySummary> page{.total = stories.size()};
  const std::size_t limit = std::clamp(request.limit, 1u, most_items);
  if (!request.cursor.empty()) {  // the last key and story
    std::int64_t key = 0;
    const char* const end = request.cursor.data() + request.cursor.size();
    const auto read = std::from_chars(request.cursor.data(), end, key);
    if (read.ec != std::errc() || read.ptr == end || *read.ptr != '.') return fail(fmt::format("cursor: \"{}\" is none of this list", request.cursor));
    const std::string id(read.ptr + 1, end);
    std::erase_if(stories, [&](std::uint32_t story) { return keys[story] != key ? keys[story] > key : index.story(story) <= id; });
  }
  const std::size_t shown = std::min(stories.size(), limit + 1);
  std::ranges::partial_sort(stories, stories.begin() + static_cast<std::ptrdiff_t>(shown), is_before);
  if (shown > limit) page.next = fmt::format("{}.{}", keys[stories[limit - 1]], index.story(stories[limit - 1]));
  for (std::size_t i = 0; i < std::min(shown, limit); ++i)
    if (auto summary = find_summary(counting->database(), index.story(stories[i]))) page.items.push_back(std::move(*summary));
  if (auto done = counting->finish(); !done) return std::unexpected(done.error());
  return page;
}

Result<std::string> Project::story_json(const std::string& id) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  Database& database = **snapshot;
  const StoryMembers told = members_of(database, id);
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  if (told.members.empty()) return fail_missing("story", id);
  const auto summary = story::summarise(told.members);
  if (!summary) return std::unexpected(summary.error());

  Json reports = Json::array(), wires = Json::array();
  std::map<std::string, std::vector<std::string>> copies;
  {
    Query query = database.query(
        "SELECT DISTINCT r.id, r.headline, r.outlet, r.filed, r.wire_of FROM story_events s JOIN events e ON e.number = s.event "
        "JOIN reports r ON r.id = e.report WHERE s.story = ? ORDER BY r.filed IS NULL, r.filed, r.number");
    query.put(id);
    while (query.step()) {
      Json one{{"id", query.text(0)}};
      int column = 0;
      for (const char* key : {"headline", "outlet", "filed", "wire_of"})
        if (!query.is_null(++column)) one[key] = query.text(column);
      reports.push_back(std::move(one));
      copies[query.is_null(4) ? query.text(0) : query.text(4)].push_back(query.text(0));
    }
  }
  for (const auto& [first, members] : copies)
    if (members.size() > 1) wires.push_back(members);
  std::string events, edits;
  for (const std::int64_t number : told.events)
    if (const auto event = compose_event(database, number)) events += (events.empty() ? "" : ",") + event->json;
  std::vector<std::int64_t> ids;
  {
    Query query = database.query(
        "SELECT DISTINCT d.id FROM story_events s JOIN events e ON e.number = s.event JOIN edit_targets t ON t.target = e.id JOIN edits d ON d.id = t.edit "
        "WHERE s.story = ? AND d.action IN ('merge_stories', 'split_story') ORDER BY d.id");
    query.put(id);
    while (query.step()) ids.push_back(query.integer(0));
  }
  for (const std::int64_t edit : ids)
    if (const auto found = find_edit(database, edit)) edits += (edits.empty() ? "" : ",") + write_edit(*found);
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  return fmt::format(R"({{"id":{},"title":{},"events":[{}],"reports":{},"fields":{},"tolls":{},"agreed":{},"disagreements":{},"wires":{},"edits":[{}]}})", write(Json(id)),
                     write(Json(summary->title)), events, write(reports), write(write_fields(*summary)), write(write_tolls(*summary)),
                     write(write_agreed(*summary)), write(write_disagreements(*summary)), write(wires), edits);
}

}  // namespace nutgraf::store
