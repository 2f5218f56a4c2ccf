#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.h"
#include "export/format_writer.h"

namespace nutgraf::export_ {

// The day of an event as ACLED codes it, and what the notes must say of it.
struct AcledDay {
  Date day;
  int precision = 1;  // 1 the day, 2 within a week, 3 within a month
  std::string note;
};
// Nothing when the time is not known to the month.
std::optional<AcledDay> find_acled_day(const Json& event, const Json& report);

struct AcledDeaths {
  int number = 0;
  std::string note;
};
// The lowest count of the killed by any account; words without a number as acled_numbers.tsv has them; 0 when none is told.
AcledDeaths count_acled_deaths(const Json& event, const Codebook& book);

// The least that a figure's words allow.
int least_of(const Json& figure, const Codebook& book);

// A side of an event by ACLED's naming.
struct AcledSide {
  std::string name, sort;
  std::vector<std::string> associated;
};
AcledSide name_acled_side(const Json& party, const Json& event, const std::string& event_country, bool is_riot, const Codebook& book);

// The row of acled_types.tsv that an event falls under; nothing when its type has none.
const AcledType* find_acled_type(const Json& event, const Codebook& book);

// What the parties make of an event: the situations of acled_types.tsv.
std::set<std::string> find_situations(const Json& event, const Codebook& book);

}  // namespace nutgraf::export_
