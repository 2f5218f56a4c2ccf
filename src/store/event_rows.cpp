// An event's JSON, laid out in tables: one row of `events` for lists, filters and order, and rows of participants, figures,
// places, times, attributions and evidence for whoever asks in SQL. All of it follows from the JSON.

#include "store/event_rows.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/json_values.h"

namespace nutgraf::store {

namespace {

std::optional<std::int64_t> whole_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}
std::int64_t claim_of(const Json& object, const char* key) { return holds(object, key) ? 1 : 0; }
std::string write_list(const Json& object, const char* key) { return list_at(object, key).dump(); }

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

std::string name_or_text(const Json& party) { return find_text(party, "name").value_or(find_text(party, "text").value_or("")); }

std::string find_terms(const Json& record, const std::string& state) {
  Terms terms;
  terms.add_if("type", find_text(record, "event"));
  terms.add_all("mode", list_at(record, "mode"));
  terms.add_all("context", list_at(record, "context"));
  terms.add_if("status", find_text(record, "status"));
  terms.add_if("certainty", find_text(record, "certainty"));
  terms.add("background", claim_of(record, "background") ? "true" : "false");
  terms.add("state", std::string_view(state));
  bool is_minor = false;
  for (const std::string side : {"actor", "recipient"})
    for (const Json& party : list_at(record, side.c_str())) {
      terms.add(side, std::string_view(name_or_text(party)));
      terms.add_if(side + "_country", find_text(party, "country"));
      terms.add_all(side + "_sector", list_at(party, "sector"));
      is_minor = is_minor || claim_of(party, "minor");
    }
  if (is_minor) terms.add("minor", "true");
  bool is_first = true;
  for (const Json& place : list_at(record, "where")) {
    terms.add_if("country", find_text(place, "country"));
    if (const auto id = whole_of(place, "geonameid")) terms.add("place", std::string_view(std::to_string(*id)));
    if (is_first) terms.add_if("precision", find_text(place, "precision"));
    is_first = false;
  }
  for (const Json& figure : list_at(record, "how_many")) {
    terms.add_if("what", find_text(figure, "what"));
    if (const auto found = figure.find("says_who"); found != figure.end() && found->is_object()) {
      terms.add_if("speaker", find_text(*found, "speaker"));
      terms.add_if("speaker_kind", find_text(*found, "kind"));
    }
  }
  for (const Json& one : list_at(record, "says_who")) {
    terms.add_if("speaker", find_text(one, "speaker"));
    terms.add_if("speaker_kind", find_text(one, "kind"));
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
  for (const Json& one : list_at(record, "evidence")) add(find_text(one, "text"));
  for (const char* side : {"actor", "recipient"})
    for (const Json& party : list_at(record, side)) {
      add(find_text(party, "text"));
      if (find_text(party, "name") != find_text(party, "text")) add(find_text(party, "name"));
    }
  for (const Json& place : list_at(record, "where")) {
    add(find_text(place, "text"));
    if (find_text(place, "name") != find_text(place, "text")) add(find_text(place, "name"));
  }
  for (const Json& figure : list_at(record, "how_many")) add(find_text(figure, "text"));
  for (const Json& one : list_at(record, "says_who")) add(find_text(one, "speaker"));
  return words;
}

void put_source(Query& query, const Json& item) {
  query.put(whole_of(item, "begin")).put(whole_of(item, "end")).put(find_text(item, "because"));
}

void write_items(Database& database, std::int64_t number, const Json& record) {
  for (const char* side : {"actor", "recipient"}) {
    std::int64_t position = 0;
    for (const Json& party : list_at(record, side)) {
      Query query = database.query("INSERT INTO participants VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
      query.put(number).put(side).put(position++).put(find_text(party, "text").value_or("")).put(find_text(party, "name"));
      query.put(find_text(party, "kind")).put(find_text(party, "country")).put(write_list(party, "sector")).put(find_text(party, "group"));
      query.put(claim_of(party, "suspected")).put(claim_of(party, "minor")).put(claim_of(party, "inferred"));
      put_source(query, party);
      query.run();
    }
  }
  std::int64_t position = 0;
  for (const Json& figure : list_at(record, "how_many")) {
    Query query = database.query("INSERT INTO figures VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    query.put(number).put(position++).put(find_text(figure, "id").value_or("")).put(find_text(figure, "what").value_or("other"));
    query.put(find_text(figure, "unit")).put(find_number(figure, "value")).put(find_text(figure, "bound").value_or("exact"));
    query.put(find_number(figure, "low")).put(find_number(figure, "high")).put(find_text(figure, "subgroup")).put(find_text(figure, "of"));
    const auto speaker = figure.find("says_who");
    query.put(speaker != figure.end() && speaker->is_object() ? find_text(*speaker, "speaker") : std::nullopt);
    query.put(claim_of(figure, "best")).put(find_text(figure, "text").value_or(""));
    put_source(query, figure);
    query.run();
  }
  position = 0;
  for (const Json& place : list_at(record, "where")) {
    if (position == 256) break;  // places are numbered in 8 bits
    Query query = database.query("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    query.put(number * 256 + position).put(number).put(position).put(find_text(place, "text").value_or("")).put(find_text(place, "name"));
    query.put(find_text(place, "country")).put(find_text(place, "admin1")).put(whole_of(place, "geonameid")).put(find_number(place, "lat"));
    query.put(find_number(place, "lon")).put(find_text(place, "precision")).put(claim_of(place, "inferred"));
    put_source(query, place);
    query.run();
    ++position;
  }
  if (const auto when = record.find("when"); when != record.end() && when->is_object()) {
    Query query = database.query("INSERT INTO times VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    query.put(number).put(find_text(*when, "earliest")).put(find_text(*when, "latest")).put(find_text(*when, "precision"));
    query.put(find_text(*when, "part_of_day")).put(find_text(*when, "basis")).put(claim_of(*when, "ongoing")).put(claim_of(*when, "inferred"));
    query.put(find_text(*when, "text"));
    put_source(query, *when);
    query.run();
  }
  position = 0;
  for (const Json& one : list_at(record, "says_who")) {
    Query query = database.query("INSERT INTO attributions VALUES (?,?,?,?,?,?,?,?,?)");
    query.put(number).put(position++).put(find_text(one, "speaker").value_or("")).put(find_text(one, "kind")).put(find_text(one, "manner"));
    query.put(find_text(one, "via"));
    put_source(query, one);
    query.run();
  }
  position = 0;
  for (const Json& one : list_at(record, "evidence")) {
    Query query = database.query("INSERT INTO evidence VALUES (?,?,?,?,?,?)");
    query.put(number).put(position++).put(whole_of(one, "begin")).put(whole_of(one, "end")).put(find_text(one, "text")).put(find_text(one, "because"));
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
  const Json& places = list_at(record, "where");
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
    query.put(row.number).put(row.id).put(row.report).put(find_text(record, "event").value_or("")).put(write_list(record, "mode"));
    query.put(write_list(record, "context")).put(find_text(record, "status").value_or("happened")).put(find_text(record, "certainty").value_or("stated"));
    query.put(claim_of(record, "background")).put(find_text(time, "earliest")).put(find_text(time, "latest"));
    query.put(find_text(place, "name").or_else([&] { return find_text(place, "text"); })).put(find_text(place, "country"));
    query.put(find_number(place, "lat")).put(find_number(place, "lon")).put(find_text(place, "precision")).put(find_text(record, "part_of"));
    query.put(find_number(record, "confidence").value_or(1.0)).put(doubt_of(record)).put(event.state).put(event.edits).put(event.comments);
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
