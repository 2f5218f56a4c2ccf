#include "export/blur_places.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/json_values.h"

namespace nutgraf::export_ {

namespace {

constexpr std::string_view withheld = "[place withheld]";
constexpr std::size_t least_words = 3;  // bytes of a name that is looked for in texts

bool is_spot(const Json& place) { return text_at(place, "precision") == "spot"; }

void round_coordinates(Json& place) {
  for (const char* key : {"lat", "lon"})
    if (const auto degrees = find_number(place, key)) place[key] = std::round(*degrees * 10) / 10;
}

Json make_district(const Json& spot) {
  Json place = Json::object();
  for (const char* key : {"country", "admin1", "lat", "lon"})
    if (spot.contains(key)) place[key] = spot[key];
  place["text"] = withheld;
  place["precision"] = "district";
  if (spot.contains("because")) place["because"] = spot["because"];
  return place;
}

void withhold(std::string& text, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + withheld.size())) text.replace(at, name.size(), withheld);
}

void withhold_everywhere(Json& value, const std::vector<std::string>& names) {
  if (value.is_string()) {
    std::string text = value.get<std::string>();
    withhold(text, names);
    value = std::move(text);
  } else if (value.is_structured()) {
    for (Json& one : value) withhold_everywhere(one, names);
  }
}

}  // namespace

void blur_places(Json& line) {
  std::vector<std::string> names, kept;
  for (Json& event : line["events"]) {
    if (!event.contains("where") || !event["where"].is_array()) continue;
    Json& places = event["where"];
    const bool has_wider = std::ranges::any_of(places, [](const Json& place) { return !is_spot(place); });
    Json coarse = Json::array();
    for (const Json& place : places) {
      if (is_spot(place)) {
        for (const char* key : {"text", "name"})
          if (std::string name = text_at(place, key); name.size() >= least_words) names.push_back(std::move(name));
        if (has_wider) continue;
        coarse.push_back(make_district(place));
      } else {
        kept.push_back(text_at(place, "name"));
        coarse.push_back(place);
        coarse.back().erase("runners_up");
      }
      round_coordinates(coarse.back());
    }
    places = std::move(coarse);
  }
  // A town that bears the same name as a spot is told elsewhere and stays; longer names first, so that none is left in half.
  std::erase_if(names, [&](const std::string& name) { return std::ranges::find(kept, name) != kept.end(); });
  std::ranges::sort(names, [](const std::string& a, const std::string& b) { return std::pair(b.size(), a) < std::pair(a.size(), b); });
  names.erase(std::ranges::unique(names).begin(), names.end());
  if (!names.empty())
    for (const char* part : {"report", "events"})
      if (line.contains(part)) withhold_everywhere(line[part], names);
}

}  // namespace nutgraf::export_
