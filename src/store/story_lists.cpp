// Stories as they leave the store: a page of them, and one field by field with who said what when.

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "store/counting.h"
#include "store/edit_log.h"
#include "store/events.h"
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


// A field of the event as one account tells it.
struct Said {
  std::string field;
  Json value;
  std::string text;
  std::string speaker;
};

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<Said> fields_of(const Json& record) {
  std::vector<Said> said;
  std::string speaker;
  if (record.contains("says_who") && !record["says_who"].empty()) speaker = text_of(record["says_who"][0], "speaker");
  const auto put = [&](const char* field, Json value, std::string text) {
    if (!value.is_null() && !value.empty()) said.push_back({field, std::move(value), std::move(text), speaker});
  };
  for (const char* field : {"event", "status", "certainty"}) put(field, record.contains(field) ? record[field] : Json(), {});
  if (record.contains("mode")) put("mode", record["mode"], {});
  if (const auto when = record.find("when"); when != record.end() && when->is_object()) {
    Json value = Json::object();
    for (const char* key : {"earliest", "latest"})
      if (when->contains(key)) value[key] = (*when)[key];
    put("when", value, text_of(*when, "text"));
  }
  const auto put_items = [&](const char* field) {
    if (record.contains(field))
      for (const Json& item : record[field]) {
        const std::string name = text_of(item, "name");
        put(field, name.empty() ? text_of(item, "text") : name, text_of(item, "text"));
      }
  };
  for (const char* field : {"where", "actor", "recipient"}) put_items(field);
  return said;
}


Json write_source(const Account& account) {
  Json json{{"report", account.report}, {"event", account.event}};
  if (!account.outlet.empty()) json["outlet"] = account.outlet;
  if (!account.filed.empty()) json["filed"] = account.filed;
  return json;
}

Json write_tolls(const std::vector<Toll>& tolls, const std::vector<Agreed>& agreed) {
  Json object = Json::object();
  for (const Toll& toll : tolls) {
    Json one = write_source(*toll.account);
    for (const char* key : {"value", "low", "high", "bound", "text"})
      if (toll.figure.contains(key)) one[key] = toll.figure[key];
    if (toll.figure.contains("says_who") && toll.figure["says_who"].is_object()) one["speaker"] = text_of(toll.figure["says_who"], "speaker");
    std::uint64_t copies = 0;  // other reports of the same wire story that give it
    for (const Toll& other : tolls)
      copies += other.what == toll.what && other.account != toll.account && other.account->source == toll.account->source && other.figure["text"] == toll.figure["text"];
    one["copies"] = copies;
    for (const Agreed& one_agreed : agreed)
      if (one_agreed.toll == &toll) one["agreed"] = true;
    object[toll.what].push_back(std::move(one));
  }
  return object;
}

// Fields whose sources cannot all be right.
Json find_disagreements(const std::vector<Account>& held, const std::vector<Agreed>& agreed, const std::vector<Toll>& tolls) {
  Json list = Json::array();
  const auto add = [&](const std::string& field, const std::set<std::string>& values) {
    if (values.size() > 1) list.push_back({{"field", field}, {"values", values}});
  };
  for (const char* field : {"status", "certainty"}) {
    std::set<std::string> values;
    for (const Account& account : held) values.insert(text_of(account.record, field));
    add(field, values);
  }
  std::set<std::string> countries;
  for (const Account& account : held)
    if (account.record.contains("where") && !account.record["where"].empty())
      if (std::string country = text_of(account.record["where"][0], "country"); !country.empty()) countries.insert(std::move(country));
  add("where/country", countries);
  for (const Agreed& one : agreed) {
    if (!one.disagrees) continue;
    std::set<std::string> values;
    for (const Toll& toll : tolls)
      if (toll.what == one.what) values.insert(text_of(toll.figure, "text"));
    add("how_many/" + one.what, values);
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
  const auto summary = find_summary(database, id);
  const std::vector<Account> accounts = accounts_of(database, id);
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  if (!summary) return fail_missing("story", id);
  std::vector<Account> held;
  for (const Account& account : accounts)
    if (account.state != "rejected") held.push_back(account);

  // Field by field: each value once, with everybody who gives it.
  Json fields = Json::object();
  std::map<std::string, std::map<std::string, std::set<std::string>>> sources;  // by field and value
  std::map<std::string, std::vector<Said>> said_by;
  for (const Account& account : held) {
    said_by[account.event] = fields_of(account.record);
    for (const Said& said : said_by[account.event]) sources[said.field][write(said.value)].insert(account.source);
  }
  Json agreed_values = Json::object();
  for (const char* field : {"event", "mode", "status", "certainty", "when", "where", "actor", "recipient"}) {
    std::vector<Account> voters;
    std::vector<Json> values;
    for (const Account& account : held)
      for (const Said& said : said_by[account.event])
        if (said.field == field) {
          voters.push_back(account);
          values.push_back(said.value);
        }
    const Json agreed = agree_on(voters, values);
    if (agreed.is_null()) continue;
    agreed_values[field] = agreed;
    for (const Account& account : held)
      for (const Said& said : said_by[account.event]) {
        if (said.field != field) continue;
        Json one{{"value", said.value}};
        if (!said.text.empty()) one["text"] = said.text;
        one.update(write_source(account));
        if (!said.speaker.empty()) one["speaker"] = said.speaker;
        one["agreed"] = said.value == agreed;
        fields[field].push_back(std::move(one));
      }
  }
  const auto tolls = tolls_of(held);
  const auto agreed_tolls = agree_on_tolls(tolls);
  for (const Agreed& one : agreed_tolls) {
    Json toll = Json::object();
    if (one.low) toll["low"] = *one.low;
    if (one.high) toll["high"] = *one.high;
    if (one.best) toll["best"] = *one.best;
    agreed_values["how_many"][one.what] = std::move(toll);
  }
  agreed_values["policy"] =
      "Copies of one wire story are one source. Figures: the latest filed source, the most exact of equally late ones. Other fields: what most sources "
      "say, the latest filed among equals.";

  Json reports = Json::array();
  std::map<std::string, std::vector<std::string>> wires;
  std::set<std::string> seen;
  for (const Account& account : accounts)
    if (seen.insert(account.report).second) {
      Json one{{"id", account.report}};
      if (!account.headline.empty()) one["headline"] = account.headline;
      if (!account.outlet.empty()) one["outlet"] = account.outlet;
      if (!account.filed.empty()) one["filed"] = account.filed;
      if (account.source != account.report) one["wire_of"] = account.source;
      reports.push_back(std::move(one));
      wires[account.source].push_back(account.report);
    }
  Json wire_groups = Json::array();
  for (const auto& [source, members] : wires)
    if (members.size() > 1) wire_groups.push_back(members);
  std::string events = "[";
  for (const Account& account : accounts)
    if (const auto number = find_event_number(database, account.event))
      if (const auto event = compose_event(database, *number)) events += (events.size() > 1 ? "," : "") + event->json;
  events += "]";
  std::string edits = "[";
  {
    std::set<std::int64_t> ids;
    Query query = database.query(
        "SELECT DISTINCT d.id FROM story_events s JOIN events e ON e.number = s.event JOIN edit_targets t ON t.target = e.id JOIN edits d ON d.id = t.edit "
        "WHERE s.story = ? AND d.action IN ('merge_stories', 'split_story')");
    query.put(id);
    while (query.step()) ids.insert(query.integer(0));
    for (const std::int64_t edit : ids)
      if (const auto found = find_edit(database, edit)) edits += (edits.size() > 1 ? "," : "") + write_edit(*found);
  }
  edits += "]";
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  return fmt::format(R"({{"id":{},"title":{},"events":{},"reports":{},"fields":{},"tolls":{},"agreed":{},"disagreements":{},"wires":{},"edits":{}}})", write(Json(id)),
                     write(Json(summary->title)), events, write(reports), write(fields), write(write_tolls(tolls, agreed_tolls)), write(agreed_values),
                     write(find_disagreements(held, agreed_tolls, tolls)), write(wire_groups), edits);
}

}  // namespace nutgraf::store
