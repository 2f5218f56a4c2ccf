// Places what is counted from somewhere else: "last week" and "two years ago" from the filing day, "the next day" and
// "six days later" from the time told before; and gives lengths, sets and words such as "now" their values.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "when/resolve.h"
#include "when/value.h"

namespace nutgraf::when {

namespace {

Resolved unknown(Unit unit) {
  return {.type = unit < Unit::day ? Type::time : Type::date,
          .value = unknown_value(unit),
          .precision = precision_of(unit),
          .basis = Basis::unresolved};
}

// True when that many units stay inside the years that a date can hold ("65 million years ago" does not).
bool stays_in_calendar(double amount, Unit unit) {
  constexpr double most_years = 5000;
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
      return amount < most_years * 365;
    case Unit::weekend:
    case Unit::week:
      return amount < most_years * 52;
    case Unit::month:
      return amount < most_years * 12;
    case Unit::season:
    case Unit::quarter:
      return amount < most_years * 4;
    case Unit::half:
      return amount < most_years * 2;
    case Unit::year:
      return amount < most_years;
    case Unit::decade:
      return amount < most_years / 10;
    case Unit::century:
      return amount < most_years / 100;
    case Unit::millennium:
      return amount < most_years / 1000;
  }
  return false;
}

// What a shift counts from. A day can only be counted from a day; a year from anything told.
std::optional<Date> base_of(const Anchor& anchor, bool from_speech, Unit unit) {
  if (from_speech && anchor.filed) return anchor.filed;
  if (const auto told = anchor.told_within(unit)) return told->first;
  if (!anchor.told) return anchor.filed;
  if (unit >= Unit::year) return anchor.told->first;
  return std::nullopt;
}

// A day of which only the year or the month is known: "1980-XX-XX", "1980-09-XX".
Resolved some_day_in(const Period& told) {
  Resolved resolved = unknown(Unit::day);
  const std::string value = value_of(told);
  const bool has_month = told.unit == Unit::month;
  if (!has_month && told.unit != Unit::year && told.unit != Unit::season && told.unit != Unit::quarter) return resolved;
  resolved.value = has_month ? value + "-XX" : value.substr(0, value.find('-')) + "-XX-XX";
  return resolved;
}

// The day `amount` units from `base`, before it when negative.
Date far_end(Date base, double amount, Unit unit) {
  const auto days = [&](double each) { return add_days(base, static_cast<int>(std::lround(amount * each))); };
  const auto months = [&](double each) { return add_months(base, static_cast<int>(std::lround(amount * each))); };
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
      return base;
    case Unit::day:
      return days(1);
    case Unit::weekend:
    case Unit::week:
      return days(7);
    case Unit::month:
      return months(1);
    case Unit::season:
    case Unit::quarter:
      return months(3);
    case Unit::half:
      return months(6);
    case Unit::year:
      return months(12);
    case Unit::decade:
      return months(120);
    case Unit::century:
      return months(1200);
    case Unit::millennium:
      return months(12000);
  }
  return base;
}

Date last_weekend_day(Date filed, Direction direction) {
  const Period this_one = weekend_period(filed);
  const bool has_begun = weekday_of(filed) >= 6;
  if (direction == Direction::future || has_begun) return this_one.first;
  return add_days(this_one.first, -7);
}

}  // namespace

Resolved resolve_shifted(const Phrase& phrase, const Anchor& anchor, Direction direction) {
  const Unit unit = phrase.unit.value_or(Unit::day);
  const Shift shift = phrase.shift.value_or(Shift{0, true});
  const auto base = base_of(anchor, shift.from_speech, unit);
  if (!base && unit == Unit::day && anchor.told) return some_day_in(*anchor.told);
  if (!base) return unknown(unit);
  const bool is_this = !phrase.shift || (shift.steps == 0 && shift.from_speech && direction == Direction::past);
  if (unit == Unit::weekend && is_this)
    return placed(weekend_period(last_weekend_day(*base, direction)), Basis::relative);
  Period period = move_period(period_around(*base, unit), shift.steps);
  Resolved resolved = placed(period, Basis::relative);
  if (phrase.is_fiscal) resolved.value = "FY" + resolved.value;
  return resolved;
}

Resolved resolve_offset(const Phrase& phrase, const Anchor& anchor) {
  const Unit unit = *phrase.unit;
  if (!phrase.amount || !stays_in_calendar(*phrase.amount, unit)) {
    Resolved vague{
        .value = phrase.sign < 0 ? "PAST_REF" : "FUTURE_REF", .precision = Precision::vague, .basis = Basis::relative};
    if (phrase.from_speech && phrase.sign < 0) vague.latest = anchor.filed;
    // "A few hours ago" may still be yesterday, "minutes ago" is today.
    if (phrase.from_speech && phrase.sign < 0 && anchor.filed && !phrase.amount && unit < Unit::day)
      vague.earliest = unit == Unit::hour ? add_days(*anchor.filed, -1) : *anchor.filed;
    if (phrase.from_speech && phrase.sign > 0) vague.earliest = anchor.filed;
    return vague;
  }
  const double amount = *phrase.amount * phrase.sign;
  const Unit base_unit = unit <= Unit::week ? Unit::day : unit == Unit::month ? Unit::month : Unit::year;
  const auto base = base_of(anchor, phrase.from_speech, base_unit);
  if (!base && unit == Unit::day && anchor.told) return some_day_in(*anchor.told);
  if (!base || unit < Unit::day) {
    if (base && unit < Unit::day) {
      Resolved hours = placed(day_period(*base), Basis::relative);
      hours.type = Type::time, hours.value += "TXX:XX", hours.precision = Precision::hour;
      return hours;
    }
    return unknown(unit);
  }
  const auto whole = [&](Unit in, double count) {
    return placed(move_period(period_around(*base, in), static_cast<int>(std::lround(count))), Basis::relative);
  };
  const bool is_whole = amount == std::floor(amount);
  // "a year earlier" beside a quarter is the same quarter.
  if (unit == Unit::year && is_whole && !phrase.from_speech && anchor.told && anchor.told->unit == Unit::quarter)
    return placed(move_period(*anchor.told, static_cast<int>(amount) * 4), Basis::relative);
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
      return whole(Unit::day, amount);
    case Unit::weekend:
    case Unit::week:
      return is_whole ? whole(unit, amount) : whole(Unit::day, amount * 7);
    case Unit::month:
      return is_whole ? whole(unit, amount) : whole(Unit::day, amount * 30);
    case Unit::season:
    case Unit::quarter:
      return whole(Unit::quarter, amount);
    case Unit::half:
      return whole(Unit::half, amount);
    case Unit::year:
      return is_whole ? whole(unit, amount) : whole(Unit::month, amount * 12);
    case Unit::decade:
      return whole(Unit::year, amount * 10);
    case Unit::century:
      return whole(Unit::year, amount * 100);
    case Unit::millennium:
      return whole(Unit::year, amount * 1000);
  }
  return unknown(unit);
}

namespace {

// "The past few weeks" end with the day of filing, "the past 48 hours" began two days before it, "the past few hours" at most one.
void place_loosely(Resolved& resolved, const Phrase& phrase, Date filed) {
  const int way = phrase.shift->steps < 0 ? -1 : 1;
  resolved.basis = Basis::relative;
  (way < 0 ? resolved.latest : resolved.earliest) = filed;
  if (*phrase.unit >= Unit::day) return;
  constexpr double most_hours = 24 * 400;
  const double hours = *phrase.unit == Unit::hour ? std::min(phrase.amount.value_or(1), most_hours) : 1;
  (way < 0 ? resolved.earliest : resolved.latest) = add_days(filed, way * static_cast<int>(std::ceil(hours / 24)));
}

}  // namespace

Resolved resolve_length(const Phrase& phrase, const Anchor& anchor) {
  Resolved resolved{.type = Type::duration,
                    .value = write_length(phrase.amount, *phrase.unit),
                    .precision = precision_of(*phrase.unit)};
  if (!phrase.extra_length.empty()) {
    // P5Y and P3M make P5Y3M; P1D and PT6H make P1DT6H.
    std::string extra = phrase.extra_length.substr(1);
    if (resolved.value.starts_with("PT") && extra.starts_with("T")) extra = extra.substr(1);
    resolved.value += extra;
  }
  if (phrase.effect == Effect::approx) resolved.is_approximate = true;
  if (!phrase.shift) return resolved;
  // "the past two weeks", "the next three days": placed beside the filing day, or the time told before.
  const auto base = base_of(anchor, phrase.shift->from_speech, Unit::day);
  if (base && phrase.shift->from_speech && (!phrase.amount || *phrase.unit < Unit::day)) {
    place_loosely(resolved, phrase, *base);
    return resolved;
  }
  if (!base || !phrase.amount || *phrase.unit < Unit::day || !stays_in_calendar(*phrase.amount, *phrase.unit))
    return resolved;
  const double amount = *phrase.amount * (phrase.shift->steps < 0 ? -1 : 1);
  const Date far = far_end(*base, amount, *phrase.unit);
  resolved.basis = Basis::relative;
  resolved.earliest = std::min(*base, far);
  resolved.latest = std::max(*base, far);
  return resolved;
}

Resolved resolve_again(const Phrase& phrase) {
  Resolved resolved{.type = Type::set, .precision = Precision::vague};
  if (!phrase.fixed.empty()) {
    resolved.value = phrase.fixed;
    return resolved;
  }
  std::string time;
  if (phrase.clock)
    time = "T" + write_clock(*phrase.clock);
  else if (!phrase.part_code.empty())
    time = "T" + phrase.part_code;
  if (phrase.weekday)
    resolved.value = fmt::format("XXXX-WXX-{}{}", *phrase.weekday, time);
  else if (phrase.month)
    resolved.value = fmt::format("XXXX-{:02}", *phrase.month);
  else if (!phrase.season.empty())
    resolved.value = "XXXX-" + phrase.season;
  else if (!time.empty())
    resolved.value = "XXXX-XX-XX" + time;
  else
    resolved.value = write_length(phrase.amount, *phrase.unit);
  return resolved;
}

Resolved resolve_fixed(const Phrase& phrase, const Anchor& anchor) {
  Resolved resolved{.value = phrase.fixed,
                    .precision = Precision::vague,
                    .basis = anchor.filed ? Basis::relative : Basis::unresolved};
  if (phrase.fixed == "PRESENT_REF") resolved.earliest = resolved.latest = anchor.filed;
  if (phrase.fixed == "PAST_REF") resolved.latest = anchor.filed;
  if (phrase.fixed == "FUTURE_REF") resolved.earliest = anchor.filed;
  return resolved;
}

}  // namespace nutgraf::when
