#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "event/plover.h"

namespace nutgraf::export_ {

// A column of an exported table; `type` as in Frictionless Table Schema.
struct Column {
  std::string format, table, name, type, description;
};

// What other projects call a country; empty where they have no name for it.
struct Country {
  std::string name, iso_numeric, fips, cow, acled_region, capital;
  std::string lat, lon;          // of the capital
  double radius_km = 0;          // of the country
};

// How sure it is that a word of a private person's name is a name wherever it stands.
enum class NameWord { plain, ordinary, particle };

enum class Office { office, spokesperson, none };

// One way from our types to ACLED's.
struct AcledType {
  std::string event, mode, situation, disorder_type, event_type, sub_event_type, left_out;
};

struct AcledActor {
  std::string sort, unnamed, associated;
  bool keeps_name = false;
};

// The tables that the formats go by: lexicon/export, and the names of countries and of first names.
struct Codebook {
  std::vector<Column> columns;
  std::map<std::string, Country, std::less<>> countries;  // by alpha-3
  std::unordered_map<std::string, NameWord> name_words;   // words that are not plain names
  std::unordered_map<std::string, Office> offices;        // by phrase
  std::set<std::string, std::less<>> first_names;         // folded
  std::set<std::string, std::less<>> world_agencies;      // folded names and abbreviations
  std::vector<AcledType> acled_types;
  std::map<std::string, AcledActor, std::less<>> acled_actors;  // by sector
  std::set<std::pair<std::string, std::string>> acled_words;    // class and word
  std::vector<std::pair<std::string, int>> acled_numbers;       // longest phrase first
  std::map<std::string, std::string, std::less<>> gdelt_counts;  // by role
  std::map<std::string, std::string, std::less<>> reasons;       // message by reason

  event::Plover plover;

  static Result<Codebook> load(const TableSource& tables);

  // The columns of one table of a format, in their order; empty for an unknown table.
  std::vector<Column> columns_of(std::string_view format, std::string_view table) const;
  NameWord sort_of(const std::string& folded) const;
  const Country* country(std::string_view alpha3) const;
};

// How far from its point a place of this precision may be: spot 1, city 5, district 25, admin1 100 km, region 500,
// a country as far as it reaches.
double radius_km(const Codebook& book, std::string_view precision, std::string_view country);

}  // namespace nutgraf::export_
