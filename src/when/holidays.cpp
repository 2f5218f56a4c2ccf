// Turns the rules of lexicon/when/holidays.tsv into days: "nth:11:4:4" is the fourth Thursday of November.

#include "when/holidays.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

namespace nutgraf::when {

namespace {

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

Date nth_weekday(int year, int month, int weekday, int nth) {
  if (nth < 0) {
    const Date last = make_date(year, month, 31);
    return add_days(last, -((weekday_of(last) - weekday + 7) % 7) + 7 * (nth + 1));
  }
  const Date first = make_date(year, month, 1);
  return add_days(first, (weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1));
}

// Days from 15 Nisan of the same civil year.
constexpr std::array<std::pair<std::string_view, int>, 6> hebrew_days = {
    {{"nisan15", 0}, {"sivan6", 50}, {"tishri1", 163}, {"tishri10", 172}, {"tishri15", 177}, {"adar14", -30}}};

// 25 Kislev needs the length of the Jewish year that starts in this civil year: Heshvan has 30 days in a long one.
int days_to_hanukkah(int year) {
  const int length = days_between(jewish_new_year_of(year), jewish_new_year_of(year + 1));
  return 163 + (length % 10 == 5 ? 84 : 83);
}

}  // namespace

Result<HolidayRule> read_holiday_rule(const std::string& rule, int days) {
  HolidayRule read{.days = days};
  using Kind = HolidayRule::Kind;
  const auto parts = split(rule, ':');
  const auto number = [&](std::size_t i) { return std::atoi(parts[i].c_str()); };
  if (const auto date = read_date(rule)) {
    read.kind = Kind::once;
    read.year = static_cast<int>(date->year());
    read.month = static_cast<int>(static_cast<unsigned>(date->month()));
    read.day = static_cast<int>(static_cast<unsigned>(date->day()));
    return read;
  }
  if (parts[0] == "nth" && parts.size() == 4) {
    read.kind = Kind::nth_weekday;
    read.month = number(1), read.weekday = number(2), read.nth = number(3);
    return read;
  }
  if (parts[0] == "islamic" && parts.size() == 3) {
    read.kind = Kind::islamic;
    read.month = number(1), read.day = number(2);
    return read;
  }
  if (parts[0] == "hebrew" && parts.size() == 2) {
    read.kind = Kind::hebrew;
    if (parts[1] == "kislev25") {
      read.nth = 1;
      return read;
    }
    for (const auto& [name, offset] : hebrew_days)
      if (parts[1] == name) {
        read.day = offset;
        return read;
      }
  }
  for (const auto& [name, kind] :
       {std::pair{"easter", Kind::easter}, {"orthodox", Kind::orthodox}, {"thanksgiving", Kind::thanksgiving}})
    if (rule.starts_with(name)) {
      read.kind = kind;
      read.day = std::atoi(rule.c_str() + std::string_view(name).size());
      return read;
    }
  if (rule.size() == 5 && rule[2] == '-') {
    read.month = std::atoi(rule.c_str()), read.day = std::atoi(rule.c_str() + 3);
    if (read.month >= 1 && read.month <= 12 && read.day >= 1) return read;
  }
  return fail(fmt::format("unknown rule \"{}\"; try MM-DD, nth:11:4:4, easter-2, hebrew:nisan15 or islamic:9:1", rule));
}

std::optional<Date> holiday_in(const HolidayRule& rule, int year) {
  if (year < 1 || year > 9998) return std::nullopt;
  switch (rule.kind) {
    case HolidayRule::Kind::fixed:
      return make_date(year, rule.month, rule.day);
    case HolidayRule::Kind::once:
      return make_date(rule.year, rule.month, rule.day);
    case HolidayRule::Kind::nth_weekday:
      return nth_weekday(year, rule.month, rule.weekday, rule.nth);
    case HolidayRule::Kind::easter:
      return add_days(easter_of(year), rule.day);
    case HolidayRule::Kind::orthodox:
      return add_days(orthodox_easter_of(year), rule.day);
    case HolidayRule::Kind::thanksgiving:
      return add_days(nth_weekday(year, 11, 4, 4), rule.day);
    case HolidayRule::Kind::hebrew:
      return add_days(passover_of(year), rule.nth == 1 ? days_to_hanukkah(year) : rule.day);
    case HolidayRule::Kind::islamic:
      return islamic_day_in(year, rule.month, rule.day);
  }
  return std::nullopt;
}

bool is_approximate(const HolidayRule& rule) { return rule.kind == HolidayRule::Kind::islamic; }

}  // namespace nutgraf::when
