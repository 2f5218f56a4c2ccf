// Tellings as JSON, so that a project can keep them and compare new reports with old ones without reading them again.

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "story/telling.h"

namespace nutgraf::story {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Bag& bag) {
  Json list = Json::array();
  for (const auto& [word, weight] : bag) list.push_back(Json::array({word, std::round(weight * 1e4) / 1e4}));
  return list;
}

Bag bag_of(const Json& list) {
  Bag bag;
  for (const Json& entry : list) bag.emplace_back(entry.at(0).get<std::string>(), entry.at(1).get<float>());
  return bag;
}

template <class Value>
void put(Json& object, const char* key, const std::optional<Value>& value) {
  if (value) object[key] = *value;
}

template <class Value>
std::optional<Value> get(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::nullopt : std::optional(found->get<Value>());
}

Json json_of(const std::vector<TellingParty>& parties) {
  Json list = Json::array();
  for (const TellingParty& party : parties)
    list.push_back({{"name", party.name}, {"words", json_of(party.words)}, {"country", party.country}, {"sector", party.sectors}, {"named", party.is_named}});
  return list;
}

std::vector<TellingParty> parties_of(const Json& list) {
  std::vector<TellingParty> parties;
  for (const Json& one : list)
    parties.push_back({.name = one.at("name").get<std::string>(), .words = bag_of(one.at("words")), .country = one.at("country").get<std::string>(),
                       .sectors = one.at("sector").get<std::vector<std::string>>(), .is_named = one.at("named").get<bool>()});
  return parties;
}

std::optional<Date> date_of(const Json& object, const char* key) {
  const auto text = get<std::string>(object, key);
  return text ? read_date(*text) : std::nullopt;
}

Telling telling_of(const Json& json, const Json& report) {
  Telling telling;
  telling.report = json.at("report").get<std::string>();
  telling.record = json.at("record").get<std::string>();
  telling.type = json.at("type").get<std::string>();
  telling.modes = json.at("modes").get<std::vector<std::string>>();
  telling.status = json.at("status").get<std::string>();
  telling.is_background = json.at("background").get<bool>();
  telling.earliest = date_of(json, "earliest");
  telling.latest = date_of(json, "latest");
  telling.filed = date_of(report, "filed");
  for (const Json& one : json.at("places")) {
    TellingPlace place{.name = one.at("name").get<std::string>(), .country = one.at("country").get<std::string>(), .admin1 = one.at("admin1").get<std::string>()};
    place.geonameid = get<std::int64_t>(one, "geonameid");
    place.lat = get<double>(one, "lat");
    place.lon = get<double>(one, "lon");
    place.is_wide = one.at("wide").get<bool>();
    telling.places.push_back(std::move(place));
  }
  telling.actors = parties_of(json.at("actors"));
  telling.recipients = parties_of(json.at("recipients"));
  for (const Json& one : json.at("figures"))
    telling.figures.push_back({.what = one.at("what").get<std::string>(), .low = get<double>(one, "low"), .high = get<double>(one, "high"),
                               .is_best = one.at("best").get<bool>()});
  telling.ages = json.at("ages").get<std::vector<int>>();
  telling.trigger = json.at("trigger").get<std::string>();
  telling.sentence = bag_of(json.at("sentence"));
  telling.report_words = bag_of(report.at("report_words"));
  telling.report_names = bag_of(report.at("report_names"));
  telling.shingles = report.at("shingles").get<std::vector<std::uint32_t>>();
  return telling;
}

}  // namespace

TellingText write_telling(const Telling& telling) {
  Json json{{"report", telling.report}, {"record", telling.record}, {"type", telling.type}, {"modes", telling.modes},
            {"status", telling.status}, {"background", telling.is_background}};
  if (telling.earliest) json["earliest"] = write_date(*telling.earliest);
  if (telling.latest) json["latest"] = write_date(*telling.latest);
  Json places = Json::array();
  for (const TellingPlace& place : telling.places) {
    Json one{{"name", place.name}, {"country", place.country}, {"admin1", place.admin1}, {"wide", place.is_wide}};
    put(one, "geonameid", place.geonameid);
    put(one, "lat", place.lat);
    put(one, "lon", place.lon);
    places.push_back(std::move(one));
  }
  json["places"] = std::move(places);
  json["actors"] = json_of(telling.actors);
  json["recipients"] = json_of(telling.recipients);
  Json figures = Json::array();
  for (const TellingFigure& figure : telling.figures) {
    Json one{{"what", figure.what}, {"best", figure.is_best}};
    put(one, "low", figure.low);
    put(one, "high", figure.high);
    figures.push_back(std::move(one));
  }
  json["figures"] = std::move(figures);
  json["ages"] = telling.ages;
  json["trigger"] = telling.trigger;
  json["sentence"] = json_of(telling.sentence);
  Json report = Json::object();
  if (telling.filed) report["filed"] = write_date(*telling.filed);
  report["report_words"] = json_of(telling.report_words);
  report["report_names"] = json_of(telling.report_names);
  report["shingles"] = telling.shingles;
  return {.own = json.dump(), .of_report = report.dump()};
}

Result<Telling> read_telling(std::string_view own, std::string_view of_report) {
  const Json json = Json::parse(own, nullptr, false), report = Json::parse(of_report, nullptr, false);
  if (json.is_discarded() || report.is_discarded()) return fail("telling: no JSON");
  try {
    return telling_of(json, report);
  } catch (const Json::exception& error) {
    return fail(fmt::format("telling: {}", error.what()));
  }
}

}  // namespace nutgraf::story
