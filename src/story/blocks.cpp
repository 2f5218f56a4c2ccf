// Files tellings so that those of one event meet without comparing all with all: by type and week together with a place, a country or
// one of the report's rarest names. Weeks overlap by one, so that Sunday's raid meets Monday's report of it.

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "story/stories.h"

namespace nutgraf::story {

namespace {

constexpr std::size_t names_used = 4;
constexpr int days_of_week = 7;

// The day that a telling is filed under: told, else the filing day for what is not history; or nothing.
std::optional<Date> day_of(const Telling& telling) {
  if (telling.latest) return telling.latest;
  if (telling.earliest) return telling.earliest;
  return telling.is_background ? std::nullopt : telling.filed;
}

struct Anchors {
  std::vector<std::string> narrow;     // a town, a rare name
  std::vector<std::string> countries;  // only with a week
};

Anchors anchors_of(const Telling& telling) {
  Anchors anchors;
  for (const TellingPlace& place : telling.places) {
    if (!place.is_wide && place.geonameid) anchors.narrow.push_back(fmt::format("g{}", *place.geonameid));
    if (!place.is_wide && !place.name.empty()) anchors.narrow.push_back("n" + fold(place.name));
    if (!place.country.empty()) anchors.countries.push_back("c" + place.country);
  }
  Bag names = telling.report_names;
  std::ranges::stable_sort(names, std::ranges::greater{}, [](const auto& entry) { return entry.second; });
  for (std::size_t i = 0; i < std::min(names_used, names.size()); ++i) anchors.narrow.push_back("n" + names[i].first);
  return anchors;
}

int week_of(Date day) { return days_between(Date{std::chrono::year{1900}, std::chrono::month{1}, std::chrono::day{1}}, day) / days_of_week; }

std::vector<std::string> sorted(std::vector<std::string> keys) {
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());
  return keys;
}

// Keys of a week and the next, with every anchor.
void add_weeks(std::vector<std::string>& keys, const Telling& telling, const Anchors& anchors, Date day) {
  for (const int week : {week_of(day), week_of(day) + 1}) {
    for (const std::string& anchor : anchors.narrow) keys.push_back(fmt::format("{}/{}/{}", telling.type, week, anchor));
    for (const std::string& anchor : anchors.countries) keys.push_back(fmt::format("{}/{}/{}", telling.type, week, anchor));
  }
}

void add_dateless(std::vector<std::string>& keys, const Telling& telling, const Anchors& anchors, std::string_view kind) {
  for (const std::string& anchor : anchors.narrow) keys.push_back(fmt::format("{}/{}/{}", telling.type, kind, anchor));
}

}  // namespace

std::vector<std::string> blocks_of(const Telling& telling) {
  const Anchors anchors = anchors_of(telling);
  std::vector<std::string> keys;
  add_dateless(keys, telling, anchors, "any");
  if (const auto day = day_of(telling)) add_weeks(keys, telling, anchors, *day);
  else add_dateless(keys, telling, anchors, "undated");
  return sorted(std::move(keys));
}

std::vector<std::string> lookups_of(const Telling& telling) {
  const Anchors anchors = anchors_of(telling);
  std::vector<std::string> keys;
  if (const auto day = day_of(telling)) {
    add_weeks(keys, telling, anchors, *day);
    add_dateless(keys, telling, anchors, "undated");
  } else {
    add_dateless(keys, telling, anchors, "any");
  }
  return sorted(std::move(keys));
}

}  // namespace nutgraf::story
