#pragma once

#include <optional>
#include <string>

#include "base/date.h"

namespace nutgraf::when {

enum class Unit {
  second,
  minute,
  hour,
  day,
  weekend,
  week,
  month,
  season,
  quarter,
  half,
  year,
  decade,
  century,
  millennium
};

// A stretch of the calendar, both days included: a day, ISO week 9 of 2024, spring 1990, the 1980s.
struct Period {
  Unit unit = Unit::day;
  Date first;
  Date last;
};

// Year 241 BC is -241 here; the calendar has a year 0 (astronomical), so the two differ by one.
int year_of(Date date);
Date make_date(int year, int month, int day);  // `year` as told (BC negative); the day is cut to the month's length
int last_day_of(int year, int month);

Period day_period(Date day);
Period week_period(Date day);     // Monday to Sunday
Period weekend_period(Date day);  // Saturday and Sunday of that week
Period month_period(int year, int month);
Period quarter_period(int year, int quarter);
Period half_period(int year, int half);
Period season_period(int year, const std::string& code);  // SP, SU, FA, WI; winter runs into the next year
Period year_period(int year);
Period decade_period(int decade);    // 198: 1980 to 1989
Period century_period(int century);  // 19: 1900 to 1999; -4: 399 to 300 BC

// The stretch of `unit` that holds the day.
Period period_around(Date day, Unit unit);
// The stretch `steps` units later; season and quarter keep their kind.
Period move_period(const Period& period, int steps);
Date add_months(Date date, int months);

int weekday_of(Date day);  // 1 is Monday
// TIMEX3's value: "2024-03-06", "2024-W10", "2024-W10-WE", "2024-Q1", "2024-SP", "198", "19", "BC0241".
std::string value_of(const Period& period);
std::string write_year(int year);

// Days that move. `year` is a civil year after Christ.
Date easter_of(int year);
Date orthodox_easter_of(int year);
// First civil day in `year` on which the tabular Islamic calendar shows this month and day; nothing when none does.
std::optional<Date> islamic_day_in(int year, int month, int day);
// The first day of Passover (15 Nisan) in `year`, and of the Jewish year (1 Tishri) that starts in it.
Date passover_of(int year);
Date jewish_new_year_of(int year);

}  // namespace nutgraf::when
