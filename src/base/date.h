#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace nutgraf {

// A day of the civil calendar.
using Date = std::chrono::year_month_day;

// "2017-02-05".
std::string write_date(Date date);

// Reads exactly YYYY-MM-DD at the start of `text`; nothing when it is not one or no such day exists.
std::optional<Date> read_date(std::string_view text);

// The day `days` later (earlier when negative).
Date add_days(Date date, int days);

// The time now, ISO in UTC: "2021-03-08T09:15:00Z". For the edges alone: what decides anything gets the time passed in.
std::string write_now();

// Days from `from` to `to`; negative when `to` is earlier.
int days_between(Date from, Date to);

}  // namespace nutgraf
