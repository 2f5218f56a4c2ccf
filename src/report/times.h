#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "report/lexicon.h"
#include "report/report.h"

namespace nutgraf::report {

// What is known about a text before its times are read.
struct TimeRules {
  const Lexicon& lexicon;
  std::optional<DateOrder> order;  // the outlet's; absent: what is possible, else month first
};

// A time found in a piece of text: `begin` and `end` are bytes of that piece; the time itself has no span yet.
struct FoundTime {
  FilingTime time;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A time that starts at `at` ("Feb. 5, 2017, 9:31 PM", "10:15 GMT, Sunday 5 February 2017", "2017-02-05T09:31Z"): a full
// date, before or after it perhaps a clock time with a zone. Blanks around the marks are allowed, because some archives are
// printed so ("July 28 , 2004"). Nothing when there is no date with a year.
std::optional<FoundTime> read_time_at(std::string_view text, std::size_t at, const TimeRules& rules);

// The first time in the text, or nothing.
std::optional<FoundTime> find_time(std::string_view text, std::size_t from, const TimeRules& rules);

// The time that a field states ("2017-02-05", "1486330260"): as find_time, and seconds or milliseconds since 1970.
std::optional<FilingTime> read_time_field(std::string_view field, const TimeRules& rules);

// A day and month at `at` with no year needed ("12 JAN", "Feb. 5", "12 JAN 90"): its end, and the date when a year is told.
struct FoundDay {
  std::optional<Date> date;
  std::size_t end = 0;
};
std::optional<FoundDay> read_day_at(std::string_view text, std::size_t at);

// The date in a web address ("/2013/04/12/", "/20130412/"), or nothing.
std::optional<Date> read_date_in_url(std::string_view url);

// 1..12 for a month's English name or abbreviation, with or without its full stop; 0 for other words.
unsigned month_of(std::string_view word);

// True for "Sunday", "Sun" and "Thurs".
bool is_weekday(std::string_view word);

}  // namespace nutgraf::report
