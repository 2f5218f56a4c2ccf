// An event's JSON, laid out in tables: one row of `events` for lists, filters and order, and rows of participants, figures,
// places, times, attributions and evidence for whoever asks in SQL. All of it follows from the JSON.

#include "store/event_rows.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace nutgraf::store {

namespace {

const Json no_items = Json::array();

const Json& items_of(const Json& record, const char* field) {
  const auto found = record.find(field);
  return found != record.end() && found->is_array() ? *found : no_items;
}

std::optional<std::string> text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}
std::optional<double> number_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}
std::optional<std::int64_t> whole_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}
std::int64_t claim_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>() ? 1 : 0;
}
std::string write_list(const Json& object, const char* key) { return items_of(object, key).dump(); }

// What the facets and filters know of an event: each field and value once.
class Terms {
 public:
  void add(std::string_view field, std::string_view value) {
    if (value.empty()) return;
    std::string clean(value);
    for (char& c : clean)
      if (c == '\n' || c == '\t') c = ' ';
    terms_.insert({std::string(field), std::move(clean)});
  }
  void add_if(std::string_view field, const std::optional<std::string>& value) {
    if (value) add(field, std::string_view(*value));
  }
  void add_all(std::string_view field, const Json& list) {
    for (const Json& one : list)
      if (one.is_string()) add(field, std::string_view(one.get_ref<const std::string&>()));
  }
  std::string write() const {
    std::string text;
    for (const auto& [field, value] : terms_) text += field + "\t" + value + "\n";
    return text;
  }

 private:
  std::set<std::pair<std::string, std::string>> terms_;
};

std::string name_or_text(const Json& party) { return text_of(party, "name").value_or(text_of(party, "text").value_or("")); }

std::string find_terms(const Json& record, const std::string& state) {
  Terms terms;
  terms.add_if("type", text_of(record, "event"));
  terms.add_all("mode", items_of(record, "mode"));
  terms.add_all("context", items_of(record, "context"));
  terms.add_if("status", text_of(record, "status"));
  terms.add_if("certainty", text_of(record, "certainty"));
  terms.add("background", claim_of(record, "background") ? "true" : "false");
  terms.add("state", std::string_view(state));
  bool is_minor = false;
  for (const std::string side : {"actor", "recipient"})
    for (const Json& party : items_of(record, side.c_str())) {
      terms.add(side, std::string_view(name_or_text(party)));
      terms.add_if(side + "_country", text_of(party, "country"));
      terms.add_all(side + "_sector", items_of(party, "sector"));
      is_minor = is_minor || claim_of(party, "minor");
    }
  if (is_minor) terms.add("minor", "true");
  bool is_first = true;
  for (const Json& place : items_of(record, "where")) {
    terms.add_if("country", text_of(place, "country"));
    if (const auto id = whole_of(place, "geonameid")) terms.add("place", std::string_view(std::to_string(*id)));
    if (is_first) terms.add_if("precision", text_of(place, "precision"));
    is_first = false;
  }
  for (const Json& figure : items_of(record, "how_many")) {
    terms.add_if("what", text_of(figure, "what"));
    if (const auto found = figure.find("says_who"); found != figure.end() && found->is_object()) {
      terms.add_if("speaker", text_of(*found, "speaker"));
      terms.add_if("speaker_kind", text_of(*found, "kind"));
    }
  }
  for (const Json& one : items_of(record, "says_who")) {
    terms.add_if("speaker", text_of(one, "speaker"));
    terms.add_if("speaker_kind", text_of(one, "kind"));
  }
  return terms.write();
}

// The words by which full text finds the event.
std::string find_words(const Json& record) {
  std::string words;
  const auto add = [&](const std::optional<std::string>& text) {
    if (!text || text->empty()) return;
    if (!words.empty()) words += " | ";
    words += *text;
  };
  for (const Json& one : items_of(record, "evidence")) add(text_of(one, "text"));
  for (const char* side : {"actor", "recipient"})
    for (const Json& party : items_of(record, side)) {
      add(text_of(party, "text"));
      if (text_of(party, "name") != text_of(party, "text")) add(text_of(party, "name"));
    }
  for (const Json& place : items_of(record, "where")) {
    add(text_of(place, "text"));
    if (text_of(place, "name") != text_of(place, "text")) add(text_of(place, "name"));
  }
  for (const Json& figure : items_of(record, "how_many")) add(text_of(figure, "text"));
  for (const Json& one : items_of(record, "says_who")) add(text_of(one, "speaker"));
  return words;
}

void put_source(Query& query, const Json& item) {
  query.put(whole_of(item, "begin")).put(whole_of(item, "end")).put(text_of(item, "because"));
}

void write_items(Database& database, std::int64_t number, const Json& record) {
  for (const char* side : {"actor", "recipient"}) {
    std::int64_t position = 0;
    for (const Json& party : items_of(record, side)) {
      Query query = database.query("INSERT INTO participants VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
      query.put(number).put(side).put(position++).put(text_of(party, "text").value_or("")).put(text_of(party, "name"));
      query.put(text_of(party, "kind")).put(text_of(party, "country")).put(write_list(party, "sector")).put(text_of(party, "group"));
      query.put(claim_of(party, "suspected")).put(claim_of(party, "minor")).put(claim_of(party, "inferred"));
      put_source(query, party);
      query.run();
    }
  }
  std::int64_t position = 0;
  for (const Json& figure : items_of(record, "how_many")) {
    Query query = database.query("INSERT INTO figures VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    query.put(number).put(position++).put(text_of(figure, "id").value_or("")).put(text_of(figure, "what").value_or("other"));
    query.put(text_of(figure, "unit")).put(number_of(figure, "value")).put(text_of(figure, "bound").value_or("exact"));
    query.put(number_of(figure, "low")).put(number_of(figure, "high")).put(text_of(figure, "subgroup")).put(text_of(figure, "of"));
    const auto speaker = figure.find("says_who");
    query.put(speaker != figure.end() && speaker->is_object() ? text_of(*speaker, "speaker") : std::nullopt);
    query.put(claim_of(figure, "best")).put(text_of(figure, "text").value_or(""));
    put_source(query, figure);
    query.run();
  }
  position = 0;
  for (const Json& place : items_of(record, "where")) {
    if (position == 256) break;  // places are numbered in 8 bits
    Query query = database.query("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    query.put(number * 256 + position).put(number).put(position).put(text_of(place, "text").value_or("")).put(text_of(place, "name"));
    query.put(text_of(place, "country")).put(text_of(place, "admin1")).put(whole_of(place, "geonameid")).put(number_of(place, "lat"));
    query.put(number_of(place, "lon")).put(text_of(place, "precision")).put(claim_of(place, "inferred"));
    put_source(query, place);
    query.run();
    ++position;
  }
  if (const auto when = record.find("when"); when != record.end() && when->is_object()) {
    Query query = database.query("INSERT INTO times VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    query.put(number).put(text_of(*when, "earliest")).put(text_of(*when, "latest")).put(text_of(*when, "precision"));
    query.put(text_of(*when, "part_of_day")).put(text_of(*when, "basis")).put(claim_of(*when, "ongoing")).put(claim_of(*when, "inferred"));
    query.put(text_of(*when, "text"));
    put_source(query, *when);
    query.run();
  }
  position = 0;
  for (const Json& one : items_of(record, "says_who")) {
    Query query = database.query("INSERT INTO attributions VALUES (?,?,?,?,?,?,?,?,?)");
    query.put(number).put(position++).put(text_of(one, "speaker").value_or("")).put(text_of(one, "kind")).put(text_of(one, "manner"));
    query.put(text_of(one, "via"));
    put_source(query, one);
    query.run();
  }
  position = 0;
  for (const Json& one : items_of(record, "evidence")) {
    Query query = database.query("INSERT INTO evidence VALUES (?,?,?,?,?,?)");
    query.put(number).put(position++).put(whole_of(one, "begin")).put(whole_of(one, "end")).put(text_of(one, "text")).put(text_of(one, "because"));
    query.run();
  }
}

void delete_items(Database& database, std::int64_t number) {
  for (const std::string_view sql :
       {"DELETE FROM participants WHERE event = ?", "DELETE FROM figures WHERE event = ?", "DELETE FROM places WHERE event = ?",
        "DELETE FROM times WHERE event = ?", "DELETE FROM attributions WHERE event = ?", "DELETE FROM evidence WHERE event = ?"})
    database.query(sql).put(number).run();
}

}  // namespace

std::int64_t event_number(std::int64_t report_number, std::int64_t number_in_report) { return report_number * 65536 + number_in_report; }

std::int64_t number_in_report(std::string_view id) {
  if (const std::size_t dash = id.rfind('-'); dash != std::string_view::npos) id.remove_prefix(dash + 1);
  std::int64_t number = 0;
  if (!id.starts_with('e')) return 0;
  const auto read = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  return read.ec == std::errc() && read.ptr == id.data() + id.size() && number > 0 && number < 65536 ? number : 0;
}

std::string_view report_of(std::string_view id) {
  const std::size_t dash = id.rfind('-');
  return dash == std::string_view::npos || number_in_report(id) == 0 ? std::string_view() : id.substr(0, dash);
}

void write_event_rows(Database& database, const EventRow& row, const Effective& event) {
  const Json& record = event.record;
  static const Json nothing = Json::object();
  const auto when = record.find("when");
  const Json& time = when != record.end() && when->is_object() ? *when : nothing;
  const Json& places = items_of(record, "where");
  const Json& place = places.empty() ? nothing : places.front();
  delete_items(database, row.number);
  {
    Query query = database.query(R"sql(
INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
ON CONFLICT (number) DO UPDATE SET type = excluded.type, mode = excluded.mode, context = excluded.context, status = excluded.status,
  certainty = excluded.certainty, background = excluded.background, earliest = excluded.earliest, latest = excluded.latest,
  place = excluded.place, country = excluded.country, lat = excluded.lat, lon = excluded.lon, precision = excluded.precision,
  part_of = excluded.part_of, confidence = excluded.confidence, doubt = excluded.doubt, state = excluded.state, edits = excluded.edits,
  comments = excluded.comments, grade = excluded.grade, edited = excluded.edited, updated = excluded.updated, words = excluded.words, terms = excluded.terms)sql");
    query.put(row.number).put(row.id).put(row.report).put(text_of(record, "event").value_or("")).put(write_list(record, "mode"));
    query.put(write_list(record, "context")).put(text_of(record, "status").value_or("happened")).put(text_of(record, "certainty").value_or("stated"));
    query.put(claim_of(record, "background")).put(text_of(time, "earliest")).put(text_of(time, "latest"));
    query.put(text_of(place, "name").or_else([&] { return text_of(place, "text"); })).put(text_of(place, "country"));
    query.put(number_of(place, "lat")).put(number_of(place, "lon")).put(text_of(place, "precision")).put(text_of(record, "part_of"));
    query.put(number_of(record, "confidence").value_or(1.0)).put(doubt_of(record)).put(event.state).put(event.edits).put(event.comments);
    query.put(event.grade).put(Json(event.edited).dump()).put(std::max(row.read_at, event.updated));
    query.put(find_words(record)).put(find_terms(record, event.state));
    query.run();
  }
  const std::string now = record.dump(-1, ' ', false, Json::error_handler_t::replace);
  {
    Query query = database.query("INSERT OR REPLACE INTO records VALUES (?,?,?,?,?,?,?)");
    query.put(row.number).put(row.read_at).put(row.model).put(row.lexicon).put(std::int64_t{row.is_found}).put_or_null(row.machine);
    (now == row.machine ? query.put_null() : query.put(now)).run();
  }
  write_items(database, row.number, record);
}

void delete_event_rows(Database& database, std::int64_t number) { database.query("DELETE FROM events WHERE number = ?").put(number).run(); }

}  // namespace nutgraf::store
