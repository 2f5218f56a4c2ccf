// A person's edits on top of the machine's record. The log alone decides: the same record and the same edits give the same
// bytes. An edit of a list's item finds its item by the words it was made on, so that it holds in a newer reading, where the
// item may stand elsewhere; an item that the newer reading lacks is put back as the person left it.

#include "store/effective.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace nutgraf::store {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::size_t find_item(const Json& list, const std::string& name) {
  if (!list.is_array()) return nowhere;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].is_object() && list[i].value("id", std::string()) == name) return i;
  std::size_t index = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), index);
  if (read.ec != std::errc() || read.ptr != name.data() + name.size() || index >= list.size()) return nowhere;
  return index;
}

bool is_same_item(const Json& a, const Json& b) {
  const auto same = [&](const char* key) { return a.contains(key) && b.contains(key) && a[key] == b[key]; };
  return same("begin") && same("end");
}

bool has_same_words(const Json& a, const Json& b) {
  for (const char* key : {"text", "speaker"})
    if (a.contains(key) && b.contains(key)) return a[key] == b[key];
  return false;
}

// The item that the edit was made on: the same bytes, else the same words, else, when it has neither changed place nor words
// by an edit before it, the same position.
std::size_t find_meant(const Json& list, const std::string& name, const Json& item) {
  const std::size_t named = find_item(list, name);
  if (item.is_null()) return named;
  if (named != nowhere && (list[named] == item || is_same_item(list[named], item))) return named;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (is_same_item(list[i], item)) return i;
  if (named != nowhere && has_same_words(list[named], item)) return named;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (has_same_words(list[i], item)) return i;
  if (named != nowhere && !item.contains("begin")) return named;  // words of a person's own, perhaps of an edit undone since
  return nowhere;
}

// A text of its own has no place in the report any more.
void note_own_words(Json& holder) {
  holder.erase("begin");
  holder.erase("end");
  holder.erase("inferred");
  holder["because"] = "review";
}

// low and high as the bound has them (event-record, section 7).
void fit_range(Json& figure, const std::string& changed) {
  if (changed != "value" && changed != "bound") return;
  const std::string bound = figure.value("bound", std::string("exact"));
  if (!figure.contains("value") || !figure["value"].is_number() || bound == "range") return;
  const Json value = figure["value"];
  const double number = value.get<double>();
  const auto next = [&](double by) { return value.is_number_integer() ? Json(value.get<std::int64_t>() + static_cast<std::int64_t>(by)) : Json(number); };
  figure.erase("low");
  figure.erase("high");
  if (bound == "exact") figure["low"] = value, figure["high"] = value;
  if (bound == "at_least") figure["low"] = value;
  if (bound == "more_than") figure["low"] = next(1);
  if (bound == "at_most") figure["high"] = value;
  if (bound == "less_than") figure["high"] = next(-1);
}

void put(Json& holder, const std::string& key, const Json& value) {
  if (value.is_null())
    holder.erase(key);
  else
    holder[key] = value;
}

}  // namespace

void fit_codes(Json& record, const event::Plover& plover) {
  for (const char* key : {"cameo", "quad_code", "event_scale"}) record.erase(key);
  const auto code = plover.code_of(record.value("event", std::string()), record.value("mode", std::vector<std::string>()));
  if (!code) return;
  if (!code->cameo.empty()) record["cameo"] = code->cameo;
  record["quad_code"] = code->quad;
  record["event_scale"] = code->scale;
}

void complete_item(std::string_view field, Json& item) {
  if (!item.contains("because")) item["because"] = "review";
  if (field == "where" && !item.contains("text")) item["text"] = item.value("name", std::string());
  if (field == "how_many" && !item.contains("low") && !item.contains("high")) fit_range(item, "value");
}

namespace {

// Makes one `set` on the record; the path as it now reads.
Path set_value(Json& record, Path path, const Json& item, const Json& value, const event::Plover& plover) {
  if (path.item.empty()) {
    if (path.key.empty()) {
      put(record, path.field, value);
      if (path.field == "event" || path.field == "mode") fit_codes(record, plover);
      return path;
    }
    Json& holder = record[path.field];
    if (!holder.is_object()) holder = Json::object();
    put(holder, path.key, value);
    if (path.key != "part_of_day" && path.key != "ongoing") note_own_words(holder);
    return path;
  }
  Json& list = record[path.field];
  if (!list.is_array()) list = Json::array();
  std::size_t at = path.is_new_item() ? nowhere : find_meant(list, path.item, item);
  if (at == nowhere) {
    at = list.size();
    list.push_back(path.is_new_item() ? value : item.is_null() ? Json::object() : item);
    if (path.is_new_item()) complete_item(path.field, list[at]);
  }
  Json& holder = list[at];
  if (path.key.empty()) {
    if (!path.is_new_item()) {
      const Json before = holder;
      holder = value;
      if (!holder.contains("because")) holder["because"] = "review";
      // Another place for the same words: they stay.
      const bool has_words = holder.contains("text") || holder.contains("speaker");
      for (const char* key : {"id", "what", "text", "speaker", "begin", "end"})
        if (before.contains(key) && !holder.contains(key) && !(has_words && (key[0] == 'b' || key[0] == 'e'))) holder[key] = before[key];
    }
  } else {
    put(holder, path.key, value);
    if (path.field == "how_many") fit_range(holder, path.key);
    if (path.key == "text" || path.key == "speaker") note_own_words(holder);
  }
  if (path.field == "how_many" && !holder.contains("id")) {
    std::size_t number = 1;
    while (find_item(list, "p" + std::to_string(number)) != nowhere) ++number;
    holder["id"] = "p" + std::to_string(number);
  }
  path.item = path.field == "how_many" ? holder["id"].get<std::string>() : std::to_string(at);
  return path;
}

void remove_item(Json& record, const Path& path, const Json& item) {
  if (!record.contains(path.field)) return;
  Json& list = record[path.field];
  const std::size_t at = find_meant(list, path.item, item);
  if (at != nowhere) list.erase(at);
}

}  // namespace

std::optional<Effective> apply_edits(const std::optional<Json>& machine, const std::vector<AppliedEdit>& edits, const event::Plover& plover) {
  Effective result;
  bool is_there = machine.has_value();
  if (machine) result.record = *machine;
  std::string unmarked = "machine";
  for (const auto& [edit, item] : edits) {
    const Json value = edit.value.empty() ? Json() : Json::parse(edit.value, nullptr, false);
    switch (edit.action) {
      case Action::add_event:
        is_there = true;
        result.record = value;
        unmarked = result.state = "coded";
        break;
      case Action::set:
      case Action::add_item:
      case Action::remove_item: {
        const auto path = read_path(edit.action == Action::add_item ? edit.path + "/-" : edit.path);
        if (!path) continue;
        if (edit.action != Action::remove_item)
          result.edited.push_back(write_path(set_value(result.record, *path, item, value, plover)));
        else
          remove_item(result.record, *path, item), result.edited.push_back(path->field);
        unmarked = result.state = "coded";
        break;
      }
      case Action::accept: result.state = "reviewed"; break;
      case Action::reject: result.state = "rejected"; break;
      case Action::dispute: result.state = "disputed"; break;
      case Action::reopen: result.state = unmarked; break;
      case Action::grade: result.grade = value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt; break;
      case Action::comment: ++result.comments; break;
      case Action::merge_stories:
      case Action::split_story:
      case Action::bulk:
      case Action::undo:
      case Action::unmask_export: continue;
    }
    if (edit.action != Action::comment) ++result.edits;
    result.updated = edit.at;
  }
  if (!is_there) return std::nullopt;
  std::ranges::sort(result.edited);
  result.edited.erase(std::ranges::unique(result.edited).begin(), result.edited.end());
  return result;
}

Place look_up(const Json& record, const Path& path) {
  Place place;
  place.is_there = path.item.empty();
  if (!record.contains(path.field)) return place;
  const Json* holder = &record[path.field];
  if (!path.item.empty()) {
    const std::size_t at = path.is_new_item() ? nowhere : find_item(*holder, path.item);
    if (at == nowhere) return place;
    place.is_there = true;
    holder = &(*holder)[at];
    place.item = *holder;
  }
  if (path.key.empty())
    place.value = *holder;
  else if (holder->is_object() && holder->contains(path.key))
    place.value = (*holder)[path.key];
  return place;
}

double doubt_of(const Json& record) {
  double sure = record.value("confidence", 1.0);
  const std::string certainty = record.value("certainty", std::string("stated"));
  if (certainty == "disputed") sure *= 0.7;
  if (certainty == "alleged" || certainty == "claimed") sure *= 0.9;
  const std::string status = record.value("status", std::string("happened"));
  if (status == "hypothetical" || status == "negated") sure *= 0.85;
  if (status == "planned" || status == "foiled") sure *= 0.95;
  if (record.contains("sums") && record["sums"].value("result", std::string()) == "parts_above_total") sure *= 0.6;
  const auto lacks = [&](const char* field) { return !record.contains(field) || record[field].empty(); };
  if (lacks("actor") && lacks("recipient")) sure *= 0.9;
  if (lacks("where")) sure *= 0.95;
  return std::round((1 - sure) * 10000) / 10000;
}

}  // namespace nutgraf::store
