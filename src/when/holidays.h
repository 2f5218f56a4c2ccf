#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "when/calendar.h"

namespace nutgraf::when {

// How to find a named day in a year; read from the `rule` column of lexicon/when/holidays.tsv.
struct HolidayRule {
  enum class Kind { fixed, once, nth_weekday, easter, orthodox, thanksgiving, hebrew, islamic };
  Kind kind = Kind::fixed;
  int year = 0;   // once
  int month = 0;  // fixed, once, nth_weekday, islamic
  int day = 0;    // fixed, once, islamic; days after (easter, orthodox, thanksgiving); days after 15 Nisan (hebrew)
  int weekday = 0, nth = 0;
  int days = 1;  // how long it lasts
};

Result<HolidayRule> read_holiday_rule(const std::string& rule, int days);

// The first day in the year; nothing when it does not fall in that year.
std::optional<Date> holiday_in(const HolidayRule& rule, int year);

bool is_approximate(const HolidayRule& rule);

}  // namespace nutgraf::when
