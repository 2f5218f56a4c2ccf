// Reads the times that stand above a report, in the forms that newsrooms print: "2/5/2017" by the outlet's order,
// "Feb. 5, 2017, 9:31 PM", "Published 10:15 GMT, 5 February 2017", ISO 8601. Times inside sentences are left to `when`.

#include "report/times.h"

#include <array>
#include <charconv>
#include <string>

#include "base/utf8.h"
#include "report/time_cursor.h"

namespace nutgraf::report {

namespace {

constexpr std::array<std::string_view, 12> month_names = {"january", "february", "march",     "april",   "may",      "june",
                                                          "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> weekday_names = {"monday", "tuesday",  "wednesday", "thursday",
                                                           "friday", "saturday", "sunday"};

struct DayRead {
  Date date;
  std::optional<Date> other;
};

std::optional<Date> make_date(int year, int month, int day) {
  if (year < 1800 || year > 2199 || month < 1 || day < 1) return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// "89" is 1989, "17" is 2017.
int full_year(Cursor::Number year) { return year.digits > 2 ? year.value : year.value + (year.value < 50 ? 2000 : 1900); }

void skip_ordinal(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.skip_blanks();
  const std::string word = lower_case(ahead.take_word());
  if (word == "st" || word == "nd" || word == "rd" || word == "th") cursor = ahead;
}

// A year of four digits, or of two when `short_too`: "2017", "'17", "89".
std::optional<int> take_year(Cursor& cursor, bool short_too) {
  Cursor ahead = cursor;
  ahead.skip_blanks();
  const bool apostrophe = ahead.take("'") || ahead.take("’");
  const auto year = ahead.take_number(4);
  if (!year || year->digits == 3 || year->digits == 1) return std::nullopt;
  if (year->digits == 2 && !short_too && !apostrophe) return std::nullopt;
  if (is_ascii_letter(ahead.peek())) return std::nullopt;
  if (ahead.peek() == ':' && year->digits == 2) return std::nullopt;
  cursor = ahead;
  return full_year(*year);
}

void skip_weekday(Cursor& cursor) {
  Cursor ahead = cursor;
  if (!is_weekday(ahead.take_word())) return;
  ahead.take(".");
  ahead.take(",");
  ahead.skip_blanks();
  cursor = ahead;
}

// The three numbers of "2/5/2017", after the first: which is which is told by the outlet or by what is possible.
std::optional<DayRead> read_numbers(Cursor& cursor, Cursor::Number first, const TimeRules& rules) {
  std::string_view mark;
  for (const std::string_view one : {"/", "-", "."})
    if (cursor.take(one)) {
      mark = one;
      break;
    }
  if (mark.empty()) return std::nullopt;
  if (const unsigned month = month_of(Cursor(cursor).take_word()); month > 0) {  // 5-Feb-2017
    cursor.take_word();
    if (!cursor.take(mark)) return std::nullopt;
    const auto year = take_year(cursor, true);
    const auto date = year ? make_date(*year, static_cast<int>(month), first.value) : std::nullopt;
    return date ? std::optional(DayRead{*date, {}}) : std::nullopt;
  }
  const auto second = cursor.take_number(2);
  if (!second || !cursor.take(mark)) return std::nullopt;
  if (first.digits == 4) {
    const auto third = cursor.take_number(2);
    const auto date = third ? make_date(first.value, second->value, third->value) : std::nullopt;
    return date ? std::optional(DayRead{*date, {}}) : std::nullopt;
  }
  const auto third = cursor.take_number(4);
  if (!third || (third->digits != 4 && third->digits != 2)) return std::nullopt;
  const auto month_first = make_date(full_year(*third), first.value, second->value);
  const auto day_first = make_date(full_year(*third), second->value, first.value);
  if (month_first && day_first) {
    if (rules.order == DateOrder::month_first) return DayRead{*month_first, {}};
    if (rules.order) return DayRead{*day_first, {}};
    if (mark == ".") return DayRead{*day_first, {}};  // no outlet prints 2.5.2017 month first
    return DayRead{*month_first, *month_first == *day_first ? std::nullopt : day_first};
  }
  if (month_first) return DayRead{*month_first, {}};
  if (day_first) return DayRead{*day_first, {}};
  return std::nullopt;
}

// "5 February 2017", "5th of Feb., 2017", "12 JAN 90" after the day; the year may be missing.
struct NamedDay {
  int day = 0;
  int month = 0;
  std::optional<int> year;
};
std::optional<NamedDay> read_day_first(Cursor& cursor, int day) {
  skip_ordinal(cursor);
  cursor.take_word("of");
  cursor.skip_blanks();
  const unsigned month = month_of(cursor.take_word());
  if (month == 0) return std::nullopt;
  Cursor ahead = cursor;
  ahead.take(".");
  ahead.take(",");
  const auto year = take_year(ahead, true);
  if (year) cursor = ahead;
  return NamedDay{day, static_cast<int>(month), year};
}

// "Feb. 5, 2017", "February 5th 2017" after the month.
std::optional<NamedDay> read_month_first(Cursor& cursor, unsigned month) {
  cursor.take(".");
  cursor.take(",");
  cursor.skip_blanks();
  const auto day = cursor.take_number(2);
  if (!day || day->value < 1 || day->value > 31) return std::nullopt;
  skip_ordinal(cursor);
  Cursor ahead = cursor;
  ahead.take(",");
  const auto year = take_year(ahead, false);
  if (year) cursor = ahead;
  return NamedDay{day->value, static_cast<int>(month), year};
}

std::optional<DayRead> read_compact(int value, std::size_t digits) {
  if (digits != 8) return std::nullopt;
  const auto date = make_date(value / 10000, value / 100 % 100, value % 100);
  return date ? std::optional(DayRead{*date, {}}) : std::nullopt;
}

std::optional<DayRead> read_date_at(Cursor& cursor, const TimeRules& rules) {
  Cursor ahead = cursor;
  skip_weekday(ahead);
  std::optional<DayRead> read;
  if (is_ascii_digit(ahead.peek())) {
    const auto first = ahead.take_number(8);
    if (!first) return std::nullopt;
    if (first->digits == 8) {
      read = read_compact(first->value, first->digits);
    } else if (first->digits <= 2 || first->digits == 4) {
      Cursor numbers = ahead;
      read = read_numbers(numbers, *first, rules);
      if (read) {
        ahead = numbers;
      } else if (first->digits <= 2) {
        const auto named = read_day_first(ahead, first->value);
        const auto date = named && named->year ? make_date(*named->year, named->month, named->day) : std::nullopt;
        if (date) read = DayRead{*date, {}};
      }
    }
  } else if (const unsigned month = month_of(ahead.take_word()); month > 0) {
    const auto named = read_month_first(ahead, month);
    const auto date = named && named->year ? make_date(*named->year, named->month, named->day) : std::nullopt;
    if (date) read = DayRead{*date, {}};
  }
  if (read) cursor = ahead;
  return read;
}

struct ClockRead {
  int minute = 0;
  std::optional<Zone> zone;
};

// "+03:00", "-0500", "GMT+3", "EST", "ET", "Z".
std::optional<Zone> take_zone(Cursor& cursor, const TimeRules& rules) {
  Cursor ahead = cursor;
  ahead.skip_blanks();
  const bool bracket = ahead.take("(");
  const std::string_view word = ahead.take_word();
  std::optional<Zone> named;
  if (!word.empty()) {
    const auto found = rules.lexicon.zones.find(fold(word));
    if (found == rules.lexicon.zones.end()) return std::nullopt;
    named = found->second;
  }
  if (bracket) ahead.take(")");
  const char sign = ahead.peek();
  if ((sign == '+' || sign == '-') && is_ascii_digit(ahead.peek(1)) && (!named || named->winter_minutes == 0)) {
    Cursor offset = ahead;
    offset.take(std::string_view(&sign, 1));
    if (const auto hours = offset.take_number(4)) {
      int minutes = hours->digits > 2 ? hours->value / 100 * 60 + hours->value % 100 : hours->value * 60;
      if (hours->digits <= 2 && offset.take(":"))
        if (const auto more = offset.take_number(2)) minutes += more->value;
      if (minutes > 14 * 60) return named;
      cursor = offset;
      return Zone{sign == '-' ? -minutes : minutes, sign == '-' ? -minutes : minutes};
    }
  }
  if (named) cursor = ahead;
  return named;
}

// "AM", "p.m.", "p" after an hour: 0 or 12 hours to add; nothing when none is told.
std::optional<int> take_half_day(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.skip_blanks();
  const std::string word = lower_case(ahead.take_word());
  if (word != "am" && word != "pm" && word != "a" && word != "p") return std::nullopt;
  if (word.size() == 1 && ahead.take(".")) {
    if (!ahead.take_word("m")) return std::nullopt;
    ahead.take(".");
  }
  cursor = ahead;
  return word[0] == 'p' ? 12 : 0;
}

std::optional<ClockRead> read_clock_at(Cursor& cursor, const TimeRules& rules) {
  Cursor ahead = cursor;
  const auto hour = ahead.take_number(4);
  if (!hour || hour->digits == 3) return std::nullopt;
  int hours = hour->value, minutes = 0;
  bool has_minutes = false;
  if (hour->digits == 4) {  // "1015 GMT", "2130 hrs"
    hours = hour->value / 100;
    minutes = hour->value % 100;
    Cursor after = ahead;
    const bool is_clock = take_zone(after, rules) || after.take_word("hrs") || after.take_word("hours");
    if (!is_clock) return std::nullopt;
    has_minutes = true;
  } else {
    Cursor after = ahead;
    if (after.take(":") || after.take(".") || after.take("h")) {
      if (const auto minute = after.take_number(2); minute && minute->digits == 2) {
        minutes = minute->value;
        has_minutes = true;
        ahead = after;
        Cursor seconds = ahead;
        if (seconds.take(":") && seconds.take_number(2)) {
          ahead = seconds;
          if (ahead.peek() == '.' && is_ascii_digit(ahead.peek(1))) {
            ahead.take(".");
            ahead.take_number(9);
          }
        }
      }
    }
  }
  const auto half_day = take_half_day(ahead);
  if (half_day) {
    if (hours < 1 || hours > 12) return std::nullopt;
    hours = hours % 12 + *half_day;
  } else if (!has_minutes) {
    return std::nullopt;
  }
  if (hours > 23 || minutes > 59 || is_ascii_digit(ahead.peek())) return std::nullopt;
  if (!ahead.take_word("hrs")) ahead.take_word("hours");
  ClockRead clock{hours * 60 + minutes, take_zone(ahead, rules)};
  cursor = ahead;
  return clock;
}

// What may stand between a date and its clock time, or a clock time and its date.
void skip_joint(Cursor& cursor) {
  cursor.skip_blanks();
  for (int marks = 0; marks < 2; ++marks) {
    bool taken = false;
    for (const std::string_view mark : {",", "|", "–", "—", "-", "•", "·", "@", "/", ";", "(", ")"}) taken = taken || cursor.take(mark);
    taken = taken || cursor.take_word("at") || cursor.take_word("on");
    cursor.skip_blanks();
    if (!taken) break;
  }
  if (cursor.peek() == 'T' && is_ascii_digit(cursor.peek(1))) cursor.take("T");
}

bool is_summer(Date date) {
  using namespace std::chrono;
  const year_month_day from{sys_days(date.year() / March / Sunday[2])}, to{sys_days(date.year() / November / Sunday[1])};
  return date >= from && date < to;
}

FilingTime join_time(DayRead day, std::optional<ClockRead> clock) {
  FilingTime time{.date = day.date, .minute_of_day = {}, .zone_offset_minutes = {}, .span = {}, .other_date = day.other};
  if (clock) {
    time.minute_of_day = clock->minute;
    if (clock->zone) time.zone_offset_minutes = is_summer(day.date) ? clock->zone->summer_minutes : clock->zone->winter_minutes;
  }
  return time;
}

bool starts_word(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  return !is_ascii_letter(before) && !is_ascii_digit(before) && before != '.' && !(static_cast<unsigned char>(before) >= 0xC3);
}

}  // namespace

unsigned month_of(std::string_view word) {
  if (word.size() < 3) return 0;
  const std::string lower = lower_case(word);
  for (std::size_t i = 0; i < month_names.size(); ++i)
    if (lower == month_names[i] || lower == month_names[i].substr(0, 3) || (lower == "sept" && i == 8)) return static_cast<unsigned>(i + 1);
  return 0;
}

bool is_weekday(std::string_view word) {
  const std::string lower = lower_case(word);
  for (const std::string_view name : weekday_names)
    if (lower == name || lower == name.substr(0, 3)) return true;
  return lower == "tues" || lower == "thurs" || lower == "thur" || lower == "weds";
}

std::optional<FoundTime> read_time_at(std::string_view text, std::size_t at, const TimeRules& rules) {
  Cursor cursor(text, at);
  if (const auto day = read_date_at(cursor, rules)) {
    if (is_ascii_digit(cursor.peek()) || is_ascii_letter(cursor.peek())) {
      if (cursor.peek() != 'T' || !is_ascii_digit(cursor.peek(1))) return std::nullopt;
    }
    Cursor after = cursor;
    skip_joint(after);
    const auto clock = read_clock_at(after, rules);
    return FoundTime{join_time(*day, clock), at, clock ? after.at() : cursor.at()};
  }
  cursor = Cursor(text, at);
  const auto clock = read_clock_at(cursor, rules);
  if (!clock) return std::nullopt;
  skip_joint(cursor);
  const auto day = read_date_at(cursor, rules);
  if (!day) return std::nullopt;
  return FoundTime{join_time(*day, clock), at, cursor.at()};
}

std::optional<FoundTime> find_time(std::string_view text, std::size_t from, const TimeRules& rules) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!(is_ascii_digit(text[at]) || is_ascii_letter(text[at])) || !starts_word(text, at)) continue;
    if (const auto found = read_time_at(text, at, rules)) return found;
  }
  return std::nullopt;
}

std::optional<FilingTime> read_time_field(std::string_view field, const TimeRules& rules) {
  while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
  while (!field.empty() && field.back() == ' ') field.remove_suffix(1);
  if (field.size() == 10 || field.size() == 13) {
    long long seconds = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), seconds);
    if (error == std::errc() && end == field.data() + field.size()) {
      if (field.size() == 13) seconds /= 1000;
      const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
      const auto day = std::chrono::floor<std::chrono::days>(time);
      return FilingTime{.date = Date(day), .minute_of_day = static_cast<int>((time - day).count() / 60), .zone_offset_minutes = 0};
    }
  }
  if (field.size() == 12 || field.size() == 14) {  // 20170205093100
    long long all = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), all);
    if (error == std::errc() && end == field.data() + field.size()) {
      if (field.size() == 14) all /= 100;
      const auto day = make_date(static_cast<int>(all / 100000000), static_cast<int>(all / 1000000 % 100), static_cast<int>(all / 10000 % 100));
      const int hour = static_cast<int>(all / 100 % 100), minute = static_cast<int>(all % 100);
      if (day && hour < 24 && minute < 60) return FilingTime{.date = *day, .minute_of_day = hour * 60 + minute};
    }
  }
  const auto found = find_time(field, 0, rules);
  return found ? std::optional(found->time) : std::nullopt;
}

std::optional<FoundDay> read_day_at(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  skip_weekday(cursor);
  std::optional<NamedDay> named;
  if (is_ascii_digit(cursor.peek())) {
    const auto day = cursor.take_number(2);
    if (day && day->value >= 1 && day->value <= 31) named = read_day_first(cursor, day->value);
  } else if (const unsigned month = month_of(cursor.take_word()); month > 0) {
    named = read_month_first(cursor, month);
  }
  if (!named) return std::nullopt;
  if (cursor.peek() == '.') cursor.take(".");
  return FoundDay{named->year ? make_date(*named->year, named->month, named->day) : std::nullopt, cursor.at()};
}

std::optional<Date> read_date_in_url(std::string_view url) {
  for (std::size_t at = url.find('/'); at != std::string_view::npos; at = url.find('/', at + 1)) {
    Cursor cursor(url, at + 1);
    const auto first = cursor.take_number(8);
    if (!first) continue;
    if (first->digits == 8) {
      if (const auto read = read_compact(first->value, 8)) return read->date;
      continue;
    }
    if (first->digits != 4 || !(cursor.take("/") || cursor.take("-"))) continue;
    auto month = cursor.take_number(2);
    if (!month) {
      const unsigned named = month_of(cursor.take_word());
      if (named == 0) continue;
      month = Cursor::Number{static_cast<int>(named), 2};
    }
    if (!(cursor.take("/") || cursor.take("-"))) continue;
    const auto day = cursor.take_number(2);
    if (!day || is_ascii_digit(cursor.peek())) continue;
    if (const auto date = make_date(first->value, month->value, day->value)) return date;
  }
  return std::nullopt;
}

}  // namespace nutgraf::report
