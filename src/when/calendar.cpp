// Stretches of the calendar and the days that move: ISO weeks, seasons, decades, Easter by computus, Passover by
// Gauss's rule, Ramadan by the tabular Islamic calendar. Writes them as TIMEX3 does ("2024-W10", "1990-SP", "198").

#include "when/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nutgraf::when {

namespace {

using std::chrono::sys_days;

int to_calendar(int year) { return year < 0 ? year + 1 : year; }
int from_calendar(int year) { return year <= 0 ? year - 1 : year; }

// The year `years` later; there is no year 0 between 1 BC and AD 1.
int move_year(int year, int years) { return from_calendar(to_calendar(year) + years); }

int iso_week(Date day, int* year) {
  const Date thursday = add_days(day, 4 - weekday_of(day));
  *year = static_cast<int>(thursday.year());
  return days_between(Date{thursday.year(), std::chrono::January, std::chrono::day(1)}, thursday) / 7 + 1;
}

int month_of(Date date) { return static_cast<int>(static_cast<unsigned>(date.month())); }

int decade_of(int year) { return year < 0 ? -((-year) / 10) - 1 : year / 10; }

}  // namespace

int year_of(Date date) { return from_calendar(static_cast<int>(date.year())); }

int last_day_of(int year, int month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year(to_calendar(year)),
      std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month)))};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

Date make_date(int year, int month, int day) {
  return Date{std::chrono::year(to_calendar(year)), std::chrono::month(static_cast<unsigned>(month)),
              std::chrono::day(static_cast<unsigned>(std::min(day, last_day_of(year, month))))};
}

int weekday_of(Date day) { return static_cast<int>(std::chrono::weekday(sys_days(day)).iso_encoding()); }

Period day_period(Date day) { return {Unit::day, day, day}; }

Period week_period(Date day) {
  const Date monday = add_days(day, 1 - weekday_of(day));
  return {Unit::week, monday, add_days(monday, 6)};
}

Period weekend_period(Date day) {
  const Period week = week_period(day);
  return {Unit::weekend, add_days(week.first, 5), week.last};
}

Period month_period(int year, int month) {
  return {Unit::month, make_date(year, month, 1), make_date(year, month, 31)};
}

Period quarter_period(int year, int quarter) {
  return {Unit::quarter, make_date(year, quarter * 3 - 2, 1), make_date(year, quarter * 3, 31)};
}

Period half_period(int year, int half) {
  return {Unit::half, make_date(year, half * 6 - 5, 1), make_date(year, half * 6, 31)};
}

Period season_period(int year, const std::string& code) {
  if (code == "SP") return {Unit::season, make_date(year, 3, 1), make_date(year, 5, 31)};
  if (code == "SU") return {Unit::season, make_date(year, 6, 1), make_date(year, 8, 31)};
  if (code == "FA") return {Unit::season, make_date(year, 9, 1), make_date(year, 11, 30)};
  return {Unit::season, make_date(year, 12, 1), make_date(move_year(year, 1), 2, 29)};
}

Period year_period(int year) { return {Unit::year, make_date(year, 1, 1), make_date(year, 12, 31)}; }

Period decade_period(int decade) {
  if (decade < 0)
    return {Unit::decade, make_date((decade + 1) * 10 - 9, 1, 1), make_date(std::min(-1, (decade + 1) * 10), 12, 31)};
  return {Unit::decade, make_date(decade * 10, 1, 1), make_date(decade * 10 + 9, 12, 31)};
}

Period century_period(int century) {
  if (century < 0)
    return {Unit::century, make_date((century + 1) * 100 - 99, 1, 1),
            make_date(std::min(-1, (century + 1) * 100), 12, 31)};
  return {Unit::century, make_date(std::max(1, century * 100), 1, 1), make_date(century * 100 + 99, 12, 31)};
}

Date add_months(Date date, int months) {
  const int total = static_cast<int>(date.year()) * 12 + month_of(date) - 1 + months;
  const int year = static_cast<int>(std::floor(total / 12.0));
  return make_date(from_calendar(year), total - year * 12 + 1, static_cast<int>(static_cast<unsigned>(date.day())));
}

Period period_around(Date day, Unit unit) {
  const int year = year_of(day), month = month_of(day);
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
      return day_period(day);
    case Unit::weekend:
      return weekend_period(day);
    case Unit::week:
      return week_period(day);
    case Unit::month:
      return month_period(year, month);
    case Unit::season: {
      if (month <= 2) return season_period(move_year(year, -1), "WI");
      return season_period(year, month <= 5 ? "SP" : month <= 8 ? "SU" : month <= 11 ? "FA" : "WI");
    }
    case Unit::quarter:
      return quarter_period(year, (month + 2) / 3);
    case Unit::half:
      return half_period(year, month <= 6 ? 1 : 2);
    case Unit::year:
      return year_period(year);
    case Unit::decade:
      return decade_period(decade_of(year));
    case Unit::century:
      return century_period(year < 0 ? (year + 1) / 100 - 1 : year / 100);
    case Unit::millennium:
      return {Unit::millennium, make_date(std::max(1, year / 1000 * 1000), 1, 1),
              make_date(year / 1000 * 1000 + 999, 12, 31)};
  }
  return day_period(day);
}

Period move_period(const Period& period, int steps) {
  const auto by_months = [&](int months) {
    return period_around(add_months(period.first, months * steps), period.unit);
  };
  switch (period.unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
      return day_period(add_days(period.first, steps));
    case Unit::weekend:
    case Unit::week:
      return period_around(add_days(period.first, 7 * steps), period.unit);
    case Unit::month:
      return by_months(1);
    case Unit::quarter:
      return by_months(3);
    case Unit::half:
      return by_months(6);
    case Unit::season:
    case Unit::year:
      return by_months(12);
    case Unit::decade:
      return by_months(120);
    case Unit::century:
      return by_months(1200);
    case Unit::millennium:
      return by_months(12000);
  }
  return period;
}

std::string write_year(int year) { return year < 0 ? fmt::format("BC{:04}", -year) : fmt::format("{:04}", year); }

std::string value_of(const Period& period) {
  const int year = year_of(period.first);
  switch (period.unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
      return fmt::format("{}-{:02}-{:02}", write_year(year), month_of(period.first),
                         static_cast<unsigned>(period.first.day()));
    case Unit::weekend:
    case Unit::week: {
      int week_year = 0;
      const int week = iso_week(period.first, &week_year);
      return fmt::format("{}-W{:02}{}", write_year(from_calendar(week_year)), week,
                         period.unit == Unit::week ? "" : "-WE");
    }
    case Unit::month:
      return fmt::format("{}-{:02}", write_year(year), month_of(period.first));
    case Unit::season: {
      const int month = month_of(period.first);
      return write_year(year) + (month == 3 ? "-SP" : month == 6 ? "-SU" : month == 9 ? "-FA" : "-WI");
    }
    case Unit::quarter:
      return fmt::format("{}-Q{}", write_year(year), (month_of(period.first) + 2) / 3);
    case Unit::half:
      return fmt::format("{}-H{}", write_year(year), month_of(period.first) <= 6 ? 1 : 2);
    case Unit::year:
      return write_year(year);
    case Unit::decade:
      return year < 0 ? fmt::format("BC{:03}", -year / 10) : fmt::format("{:03}", year / 10);
    case Unit::century:
      return year < 0 ? fmt::format("BC{:02}", -year_of(period.last) / 100) : fmt::format("{:02}", year / 100);
    case Unit::millennium:
      return fmt::format("{}", year / 1000);
  }
  return {};
}

Date easter_of(int year) {
  // The Gregorian computus (Meeus, Jones and Butcher).
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return make_date(year, n / 31, n % 31 + 1);
}

Date orthodox_easter_of(int year) {
  // The Julian computus, moved to the Gregorian calendar.
  const int a = year % 4, b = year % 7, c = year % 19, d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
  const int n = d + e + 114;
  const int shift = year / 100 - year / 400 - 2;
  return add_days(make_date(year, n / 31, n % 31 + 1), shift);
}

std::optional<Date> islamic_day_in(int year, int month, int day) {
  // Tabular calendar, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30; day 1 is Friday 16 July 622 (Julian).
  const auto to_civil = [&](int hijri) {
    const int before = (hijri - 1) * 354 + (3 + 11 * hijri) / 30 + (month - 1) * 29 + month / 2 + day;
    return add_days(make_date(622, 7, 18), before);
  };
  for (int hijri = static_cast<int>((year - 622) * 33 / 32) - 1, end = hijri + 4; hijri < end; ++hijri) {
    if (hijri < 1) continue;
    const Date civil = to_civil(hijri);
    if (static_cast<int>(civil.year()) == year) return civil;
  }
  return std::nullopt;
}

Date passover_of(int year) {
  // Gauss's rule for 15 Nisan, in the Julian calendar, moved to the Gregorian.
  const int a = (12 * year + 12) % 19, b = year % 4;
  const double whole = 20.0955877 + 1.5542418 * a + 0.25 * b - 0.003177794 * year;
  int day = static_cast<int>(std::floor(whole));
  const double part = whole - day;
  const int c = (day + 3 * year + 5 * b + 1) % 7;
  if (c == 2 || c == 4 || c == 6)
    day += 1;
  else if (c == 1 && a > 6 && part >= 0.632870370)
    day += 2;
  else if (c == 0 && a > 11 && part >= 0.897723765)
    day += 1;
  const int shift = year / 100 - year / 400 - 2;
  return add_days(make_date(year, 3, 1), day - 1 + shift);
}

Date jewish_new_year_of(int year) { return add_days(passover_of(year), 163); }

}  // namespace nutgraf::when
