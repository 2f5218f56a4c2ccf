#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::how_many {

enum class Kind { count, share, percent, money, age, distance, duration, area, weight, volume, speed, temperature, rate,
                  power, size, other };
enum class Bound { exact, at_least, more_than, about, at_most, less_than, range, vague };
enum class Change { none, up, down };

// One quantity: "at least 12 people", "10 minors among the foreigners", "the vast majority of them".
struct Figure {
  Span span;            // the phrase with hedge, number and counted noun
  TokenRange tokens;
  std::int32_t number = -1;             // index into Reading::numbers, or -1 ("a policeman", "dozens")
  std::int32_t counted = no_token;      // head noun of what is counted, or no_token
  Kind kind = Kind::count;
  std::optional<double> value;
  std::optional<double> low, high;      // inclusive; absent side is open
  Bound bound = Bound::exact;
  Change change = Change::none;         // "rose by 12 %"
  bool is_excepted = false;             // "all but four": these are left out of what is said
  std::optional<std::string> unit;             // as told: "people", "kg", "dollars"
  std::optional<std::string> normalized_unit;  // "kilogram", "USD", "percent", lemma of the counted noun
  std::optional<std::string> counted_text;     // the counted phrase: "ISIS suspects"
  std::optional<std::string> subgroup;         // who is counted, when a part of a larger group: "minors"
  std::int32_t of = -1;                 // index of the figure that this one is a part of, or -1
  std::string because;
  double confidence = 1;
};

class Lexicon;
Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables);

// Every quantity of the report in text order. Ordinals, calendar years and days, clock times, phone and house
// numbers, scores and names with numbers are left out.
std::vector<Figure> find_figures(const Report& report, const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::how_many
