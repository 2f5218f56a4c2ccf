#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::when {

// TimeML's TIMEX3 types.
enum class Type { date, time, duration, set };
enum class Precision { hour, part_of_day, day, week, month, season, quarter, year, decade, century, vague };
// stated: an absolute date; relative: worked out from the filing day, the dateline or an event told before;
// unresolved: relative, but there is nothing to reckon from.
enum class Basis { stated, relative, unresolved };
// How far off its days are when the verb's tense misled: a bare weekday is of the week before or after, a day or month without a year of the year before or after.
enum class Turn { none, week, year };

// One temporal expression. `earliest` and `latest` are inclusive days; a side that is open or unknown is absent.
struct TimeExpression {
  Span span;
  TokenRange tokens;  // empty when it stands outside the prose: in a time stamp or dateline
  Type type = Type::date;
  std::string value;  // TIMEX3: "2017-02-05", "2017-W05", "P3D", "PRESENT_REF", "XXXX-WXX-5"
  std::optional<Date> earliest;
  std::optional<Date> latest;
  Precision precision = Precision::day;
  std::optional<std::string> part_of_day;  // as told: "pre-dawn", "early", "night"
  Basis basis = Basis::stated;
  bool is_ongoing = false;      // "since August": earliest and no latest
  bool is_approximate = false;  // "about 1998", a date of the tabular Islamic calendar
  std::string because;
  double confidence = 1;
  std::optional<Date> first_day, last_day;  // what its words alone cover: all of August in "since August"
  Turn turn = Turn::none;
};

// Words and settings, read once from lexicon/when/*.tsv.
class Lexicon;
Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables);

// Every temporal expression of the report, in text order, not overlapping. Relative ones are anchored to the
// filing day, to the dateline's day or to the expression told before; with none of these they are typed but unresolved.
std::vector<TimeExpression> find_times(const Report& report, const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::when
