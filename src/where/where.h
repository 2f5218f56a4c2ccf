#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::where {

// place: somewhere; demonym: "Turkish"; metonym: a place that stands for its government or team ("Ankara said");
// part_of_name: a place word inside the name of something else ("Bank of Cyprus").
enum class Kind { place, demonym, metonym, part_of_name };
enum class Precision { spot, city, district, admin1, country, region };

// A candidate reading of a place name.
struct Candidate {
  std::string name;     // preferred English name
  std::string country;  // ISO 3166-1 alpha-3; empty for seas and regions across borders
  std::string admin1;   // name of the first-order division; empty when none
  std::int64_t geonameid = 0;  // 0 when the place is from our own table
  double lat = 0, lon = 0;     // degrees
  Precision precision = Precision::city;
  double score = 0;  // 0..1 among the candidates of one mention
};

// One mention of a place. `best` is absent when the name is a place but none is known by it.
struct Place {
  Span span;
  TokenRange tokens;
  Kind kind = Kind::place;
  std::optional<Candidate> best;
  std::vector<Candidate> runners_up;  // best first
  bool only_qualifies = false;  // "near the border with Syria": tells where something else is
  std::string because;
  double confidence = 1;
};

// Gazetteer, cue words and ranking model, opened once. Nothing is parsed at start but small tables.
class Gazetteer;
Result<std::shared_ptr<const Gazetteer>> load_gazetteer(const TableSource& tables);

// Every mention of a place, demonyms and metonyms included, in text order, not overlapping.
std::vector<Place> find_places(const Report& report, const Reading& reading, const Gazetteer& gazetteer);

}  // namespace nutgraf::where
