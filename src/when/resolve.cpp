// Places calendar phrases: finds the year of "5 March", the day of "Monday", the season of "the spring", from the
// filing day and the verb's tense, or in a history from the time told before. "March 3" said on 1 February 2017 with a
// past verb is 2016-03-03, with a future one 2017-03-03.

#include "when/resolve.h"

#include <fmt/format.h>

#include <algorithm>

#include "when/value.h"

namespace nutgraf::when {

namespace {

using std::chrono::sys_days;

int month_of(Date date) { return static_cast<int>(static_cast<unsigned>(date.month())); }

// Picks among this year's, the year before's and the year after's occurrence.
template <typename MakePeriod>
std::optional<Period> pick_year(Date filed, Direction direction, bool is_strict, bool must_be_over,
                                const MakePeriod& make) {
  const int year = static_cast<int>(filed.year());
  std::optional<Period> best;
  int best_distance = 0;
  for (int y = year - 4; y <= year + 4; ++y) {
    const std::optional<Period> period = make(y);
    if (!period) continue;
    const int to_start = days_between(filed, period->first), to_end = days_between(filed, period->last);
    const bool is_before = is_strict ? to_end < 0 : must_be_over ? to_end <= 0 : to_start <= 0;
    const bool is_after = is_strict ? to_start > 0 : to_end >= 0;
    int distance = 0;
    switch (direction) {
      case Direction::past:
        if (!is_before) continue;
        distance = -to_start;
        break;
      case Direction::future:
        if (!is_after) continue;
        distance = to_end;
        break;
      case Direction::unknown:
        distance = to_start <= 0 && to_end >= 0 ? 0 : std::min(std::abs(to_start), std::abs(to_end));
        break;
    }
    if (!best || distance < best_distance) best = period, best_distance = distance;
  }
  return best;
}

std::optional<Period> in_year(const Phrase& phrase, int year) {
  if (phrase.holiday) {
    const auto day = holiday_in(phrase.holiday->rule, year);
    if (!day) return std::nullopt;
    return Period{Unit::day, *day, add_days(*day, phrase.holiday->rule.days - 1)};
  }
  if (phrase.month && phrase.day) {
    if (*phrase.day > last_day_of(year, *phrase.month)) return std::nullopt;
    return day_period(make_date(year, *phrase.month, *phrase.day));
  }
  if (phrase.month) return month_period(year, *phrase.month);
  if (!phrase.season.empty()) return season_period(year, phrase.season);
  if (phrase.quarter) return quarter_period(year, phrase.quarter);
  if (phrase.half) return half_period(year, phrase.half);
  return year_period(year);
}

// The day's value with the part of day or the clock time.
std::string with_time(const Phrase& phrase, const std::string& day) {
  if (phrase.clock) return day + "T" + write_clock(*phrase.clock);
  if (!phrase.part_code.empty()) return day + "T" + phrase.part_code;
  return day;
}

bool has_time(const Phrase& phrase) { return phrase.clock || !phrase.part_code.empty(); }

// Puts the time of day on a resolved day.
Resolved add_time(const Phrase& phrase, Resolved resolved) {
  if (!has_time(phrase)) return resolved;
  resolved.value = with_time(phrase, resolved.value);
  resolved.type = Type::time;
  resolved.precision = phrase.clock ? Precision::hour : Precision::part_of_day;
  return resolved;
}

Resolved unresolved(Type type, std::string value, Precision precision) {
  return {.type = type, .value = std::move(value), .precision = precision, .basis = Basis::unresolved};
}

std::optional<int> base_year(const Anchor& anchor, const Shift& shift) {
  if (shift.from_speech && anchor.filed) return year_of(*anchor.filed);
  if (anchor.told) return year_of(anchor.told->first);
  if (anchor.filed) return year_of(*anchor.filed);
  return std::nullopt;
}

// The year of a month, day, season or holiday told with none, in a text with no filing day.
std::optional<int> narrated_year(const Phrase& phrase, const Anchor& anchor) {
  if (!anchor.told || !anchor.narrated_year) return std::nullopt;
  int year = *anchor.narrated_year;
  // "In December 1941 ... In January": a history goes forward.
  if (phrase.month && anchor.told->unit <= Unit::month && month_of(anchor.told->first) >= 11 && *phrase.month <= 2)
    ++year;
  return year;
}

Resolved resolve_yearless(const Phrase& phrase, const Anchor& anchor, Direction direction, std::int32_t sentence) {
  if (phrase.shift && phrase.shift->from_speech && anchor.filed) {
    const int steps = phrase.shift->steps;
    std::optional<Period> period;
    if (steps == 0)
      period = in_year(phrase, year_of(*anchor.filed));
    else
      period = pick_year(*anchor.filed, steps < 0 ? Direction::past : Direction::future, true, true,
                         [&](int y) { return in_year(phrase, y); });
    if (period) return placed(*period, Basis::relative);
  }
  if (phrase.shift && anchor.told && (!phrase.shift->from_speech || !anchor.filed)) {
    const int steps = phrase.shift->steps;
    std::optional<Period> period;
    if (steps == 0)
      period = in_year(phrase, year_of(anchor.told->first));
    else
      period = pick_year(anchor.told->first, steps < 0 ? Direction::past : Direction::future, true, true,
                         [&](int y) { return in_year(phrase, y); });
    if (period) return placed(*period, Basis::relative);
  }
  // "In 1999 he fled; in March he came back": a year written out in the same sentence counts more than the filing day.
  const bool has_year_beside = anchor.stated_year_sentence == sentence && anchor.told;
  if (anchor.filed && !has_year_beside) {
    const Direction way =
        direction == Direction::unknown && !phrase.day && !phrase.holiday ? Direction::past : direction;
    const bool must_be_over = phrase.quarter || phrase.half;
    const auto make = [&](int y) { return in_year(phrase, y); };
    auto period = pick_year(*anchor.filed, way, false, must_be_over, make);
    if (period && phrase.day && direction == Direction::unknown && days_between(*anchor.filed, period->first) > 30) {
      // A day far ahead is told with a verb that says so: "the July 15 coup attempt" is past.
      if (const auto before = pick_year(*anchor.filed, Direction::past, false, false, make)) period = before;
    } else if (period && (phrase.day || phrase.quarter) &&
               std::abs(days_between(*anchor.filed, period->first)) > (phrase.day ? 300 : 240)) {
      // A day almost a year off is told with its year; one a few weeks off on the other side is not.
      const auto nearest = pick_year(*anchor.filed, Direction::unknown, false, false, make);
      if (nearest && std::min(std::abs(days_between(*anchor.filed, nearest->first)),
                              std::abs(days_between(*anchor.filed, nearest->last))) < 45)
        period = nearest;
    }
    if (period) return placed(*period, Basis::relative);
  }
  if (const auto year = narrated_year(phrase, anchor))
    if (const auto period = in_year(phrase, *year)) return placed(*period, Basis::relative);
  if (phrase.month && phrase.day)
    return unresolved(Type::date, fmt::format("XXXX-{:02}-{:02}", *phrase.month, *phrase.day), Precision::day);
  if (phrase.month) return unresolved(Type::date, fmt::format("XXXX-{:02}", *phrase.month), Precision::month);
  if (phrase.holiday) {
    const HolidayRule& rule = phrase.holiday->rule;
    if (rule.kind == HolidayRule::Kind::once)
      return placed(day_period(make_date(rule.year, rule.month, rule.day)), Basis::stated);
    if (rule.kind == HolidayRule::Kind::fixed)
      return unresolved(Type::date, fmt::format("XXXX-{:02}-{:02}", rule.month, rule.day), Precision::day);
    return unresolved(Type::date, "XXXX-XX-XX", Precision::day);
  }
  if (!phrase.season.empty()) return unresolved(Type::date, "XXXX-" + phrase.season, Precision::season);
  if (phrase.half) return unresolved(Type::date, fmt::format("XXXX-H{}", phrase.half), Precision::quarter);
  return unresolved(Type::date, fmt::format("XXXX-Q{}", phrase.quarter), Precision::quarter);
}

Resolved resolve_weekday(const Phrase& phrase, const Anchor& anchor, Direction direction) {
  const int weekday = *phrase.weekday;
  const std::string unknown = fmt::format("XXXX-WXX-{}", weekday);
  if (phrase.is_plural) return unresolved(Type::set, unknown, Precision::day);
  const bool from_told = phrase.shift && !phrase.shift->from_speech;
  std::optional<Date> from = anchor.filed;
  if (from_told && anchor.told_day) from = anchor.told_day->first;
  if (!from) return unresolved(Type::date, unknown, Precision::day);
  const int back = (weekday_of(*from) - weekday + 7) % 7, ahead = (weekday - weekday_of(*from) + 7) % 7;
  int days = direction == Direction::future ? ahead : -back;
  if (phrase.shift) {
    if (phrase.shift->steps < 0)
      days = back == 0 ? -7 : -back;
    else if (phrase.shift->steps > 0)
      days = ahead == 0 ? 7 : ahead;
    else
      days = direction == Direction::past ? -back : weekday - weekday_of(*from);
  }
  return placed(day_period(add_days(*from, days)), Basis::relative);
}

constexpr std::int32_t sentences_of_a_day = 5;  // for how long a story goes on in the day it has told

bool goes_on_in_day(const Anchor& anchor, std::int32_t sentence) {
  if (!anchor.event_day || !anchor.filed) return anchor.event_day.has_value();
  return anchor.event_day_sentence + sentences_of_a_day > sentence && sys_days(*anchor.event_day) <= sys_days(*anchor.filed);
}

bool is_before_daybreak(const Phrase& phrase) {
  constexpr int daybreak = 7;  // o'clock
  return phrase.clock ? phrase.clock->hour < daybreak : phrase.part == "dawn" || phrase.part == "pre-dawn" || phrase.part == "early morning";
}

// The small hours that follow a told evening are of the next day, if that is not ahead of the report.
int days_after_evening(const Phrase& phrase, const Anchor& anchor) {
  if (!anchor.is_evening || !is_before_daybreak(phrase)) return 0;
  return anchor.filed && sys_days(*anchor.event_day) >= sys_days(*anchor.filed) ? 0 : 1;
}

// A clock time or a part of the day with no day told: this morning, last night, that evening, "at 5 p.m.".
Resolved resolve_time_only(const Phrase& phrase, const Anchor& anchor, std::int32_t sentence) {
  std::optional<Date> day;
  int steps = 0;
  const auto told_day = anchor.told_within(Unit::day);
  if (phrase.shift && phrase.shift->from_speech) {
    steps = phrase.shift->steps;
    day = anchor.filed;
    if (!day && told_day) day = told_day->first;
  } else if (phrase.shift) {
    steps = phrase.shift->steps;
    if (told_day)
      day = told_day->first;
    else
      day = anchor.filed;
  } else if (phrase.part_code == "NI" && !phrase.has_article) {
    // "at night" is any night and "overnight" the last one, unless the sentence has told a day.
    if (told_day && anchor.day_sentence == sentence)
      day = told_day->first;
    else if (phrase.part == "overnight" && anchor.filed) {
      Resolved last_night = add_time(phrase, placed(day_period(*anchor.filed), Basis::relative));
      last_night.earliest = add_days(*anchor.filed, -1);  // it begins the evening before
      return last_night;
    }
  } else if (goes_on_in_day(anchor, sentence)) {
    day = anchor.event_day;
    steps = days_after_evening(phrase, anchor);
  } else if (told_day && (anchor.day_sentence + 2 > sentence || !anchor.filed)) {
    day = told_day->first;
  } else {
    day = anchor.filed;
  }
  if (!day) return add_time(phrase, unresolved(Type::time, "XXXX-XX-XX", Precision::hour));
  return add_time(phrase, placed(day_period(add_days(*day, steps)), Basis::relative));
}

// The nth such weekday of a stretch; the last when `nth` is negative.
Date nth_weekday_in(const Period& whole, int weekday, int nth) {
  if (nth < 0) return add_days(whole.last, -((weekday_of(whole.last) - weekday + 7) % 7));
  return add_days(whole.first, (weekday - weekday_of(whole.first) + 7) % 7 + 7 * (nth - 1));
}

}  // namespace

Resolved placed(const Period& period, Basis basis) {
  return {.value = value_of(period),
          .earliest = period.first,
          .latest = period.last,
          .precision = precision_of(period.unit),
          .basis = basis,
          .period = period};
}

// The first day of the second and of the last third: a year's thirds are of four months, a month's of ten days and what is left.
std::pair<Date, Date> thirds_of(const Period& period) {
  const int days = days_between(period.first, period.last) + 1;
  if (period.unit == Unit::year && days > 360 && days < 370) {
    const auto after = [&](int months) { return move_period(Period{Unit::month, period.first, period.first}, months).first; };
    return {after(4), after(8)};
  }
  const int third = days / 3;
  return {add_days(period.first, third), add_days(period.first, 2 * third)};
}

Period narrow(const Period& period, Effect effect) {
  if (days_between(period.first, period.last) < 2) return period;
  const auto [second, last] = thirds_of(period);
  Period narrowed = period;
  switch (effect) {
    case Effect::start:
      narrowed.last = add_days(second, -1);
      break;
    case Effect::mid:
      narrowed.first = second;
      narrowed.last = add_days(last, -1);
      break;
    case Effect::end:
      narrowed.first = last;
      break;
    case Effect::none:
    case Effect::approx:
    case Effect::less_than:
    case Effect::more_than:
    case Effect::at_least:
    case Effect::at_most:
      break;
  }
  return narrowed;
}

Resolved resolve_calendar(const Phrase& phrase, const Anchor& anchor, Direction direction, std::int32_t sentence) {
  if (phrase.century) return placed(century_period(*phrase.century), Basis::stated);
  if (phrase.decade) return placed(decade_period(*phrase.decade), Basis::stated);
  if (phrase.is_fiscal && phrase.year && !phrase.quarter && !phrase.half) {
    Resolved fiscal = placed(year_period(*phrase.year), Basis::stated);
    fiscal.states_year = true;
    fiscal.value = "FY" + fiscal.value;
    return fiscal;
  }
  std::optional<int> year = phrase.year;
  Basis basis = Basis::stated;
  if (!year && phrase.year_shift)
    if (const auto base = base_year(anchor, *phrase.year_shift))
      year = *base + phrase.year_shift->steps, basis = Basis::relative;
  if (year) {
    const auto period = in_year(phrase, *year);
    Resolved resolved = period ? placed(*period, basis) : unresolved(Type::date, write_year(*year), Precision::year);
    resolved.states_year = phrase.year.has_value();
    return add_time(phrase, std::move(resolved));
  }
  if (phrase.month || phrase.holiday || !phrase.season.empty() || phrase.quarter || phrase.half)
    return add_time(phrase, resolve_yearless(phrase, anchor, direction, sentence));
  if (phrase.weekday) return add_time(phrase, resolve_weekday(phrase, anchor, direction));
  if (phrase.day) {
    std::optional<Date> from;
    if (const auto month = anchor.told_within(Unit::month))
      from = month->first;
    else
      from = anchor.filed;
    if (!from) return unresolved(Type::date, fmt::format("XXXX-XX-{:02}", *phrase.day), Precision::day);
    return add_time(phrase,
                    placed(day_period(make_date(year_of(*from), month_of(*from), *phrase.day)), Basis::relative));
  }
  return resolve_time_only(phrase, anchor, sentence);
}

Resolved resolve(const Phrase& told, const Anchor& anchor, Direction direction, std::int32_t sentence) {
  Phrase phrase = told;
  if (phrase.shift && phrase.shift->is_loose && anchor.told_sentence != sentence) {
    // "Later in the day" goes on in the day of the story.
    if (phrase.unit == Unit::day && !phrase.part_unit && goes_on_in_day(anchor, sentence)) return add_time(phrase, placed(day_period(*anchor.event_day), Basis::relative));
    phrase.shift->from_speech = true;
  }
  Resolved resolved;
  switch (phrase.form) {
    case Form::calendar:
      resolved = resolve_calendar(phrase, anchor, direction, sentence);
      break;
    case Form::shifted:
      resolved = add_time(phrase, resolve_shifted(phrase, anchor, direction));
      break;
    case Form::offset:
      resolved = resolve_offset(phrase, anchor);
      break;
    case Form::length:
      resolved = resolve_length(phrase, anchor);
      break;
    case Form::again:
      resolved = resolve_again(phrase);
      break;
    case Form::fixed:
      resolved = resolve_fixed(phrase, anchor);
      break;
  }
  if (phrase.part_unit && resolved.period) {
    // "the first week of June": so many days from its start or its end.
    const Period whole = *resolved.period;
    if (phrase.part_weekday) {
      const Date day = nth_weekday_in(whole, phrase.part_weekday, phrase.nth);
      return placed(day_period(day), resolved.basis);
    }
    constexpr int most = 400;  // of hours to years inside one stretch; more is a slip of the pen
    const int amount = static_cast<int>(std::min(phrase.amount.value_or(3), static_cast<double>(most)));
    const int nth = phrase.nth > 0 ? std::min(phrase.nth, most) : 1;
    const Period unit = move_period(Period{*phrase.part_unit, whole.first, whole.first}, 0);
    const Date first =
        *phrase.part_unit == Unit::week ? add_days(whole.first, 7 * (nth - 1)) : move_period(unit, nth - 1).first;
    const auto length_days = [&](Date from) {
      if (*phrase.part_unit == Unit::week) return 7 * amount;
      return days_between(from, move_period(Period{*phrase.part_unit, from, from}, amount).first);
    };
    Period part{*phrase.part_unit, first, add_days(first, std::max(1, length_days(first)) - 1)};
    if (phrase.nth < 0) {
      const Date start =
          *phrase.part_unit == Unit::week
              ? add_days(whole.last, 1 - 7 * amount)
              : move_period(Period{*phrase.part_unit, period_around(whole.last, *phrase.part_unit).first, whole.last},
                            1 - amount)
                    .first;
      part = {*phrase.part_unit, start, whole.last};
    }
    const bool is_one = phrase.amount == 1.0 && (*phrase.part_unit == Unit::day || *phrase.part_unit == Unit::month ||
                                                 *phrase.part_unit == Unit::year);
    Resolved cut = placed(part, resolved.basis);
    if (!is_one) {
      cut.type = Type::duration;
      cut.value = write_length(phrase.amount, *phrase.part_unit);
      cut.period.reset();
    }
    return cut;
  }
  if (resolved.period && resolved.earliest && resolved.latest && phrase.effect != Effect::none &&
      resolved.type == Type::date) {
    const Period narrowed = narrow(*resolved.period, phrase.effect);
    resolved.earliest = narrowed.first, resolved.latest = narrowed.last;
  }
  if (phrase.effect == Effect::approx) resolved.is_approximate = true;
  if (phrase.holiday && phrase.holiday->rule.days > 1) resolved.period.reset();  // nothing counts from a whole Ramadan
  if (phrase.holiday && is_approximate(phrase.holiday->rule)) resolved.is_approximate = true;
  return resolved;
}

}  // namespace nutgraf::when
