#pragma once

#include <optional>
#include <string>

#include "when/lexicon.h"

namespace nutgraf::when {

// calendar: fields of a date or time, some missing ("5 March", "Monday night", "the summer of 1990").
// shifted: a unit counted from an anchor ("last week", "the next day"). offset: "two days ago".
// length: "three weeks". again: "every Friday". fixed: "now", "the past", or a value that a table gives.
enum class Form { calendar, shifted, offset, length, again, fixed };

struct Shift {
  int steps = 0;
  bool from_speech = true;
  bool is_loose = false;  // "the year": from the filing day, unless the sentence told a time before
};

struct Clock {
  int hour = 0;
  int minute = -1;  // -1: not told
  int second = -1;
  std::optional<int> zone_minutes;
};

// One temporal expression as told, before it is anchored. Which fields are set follows from `form`.
struct Phrase {
  int first = 0, last = 0;  // atoms [first, last)
  Form form = Form::calendar;

  std::optional<int> year, month, day, weekday, decade, century;
  int quarter = 0, half = 0;
  std::string season;     // SP, SU, FA, WI
  std::string part_code;  // MO, AF, ...
  std::string part;       // as answers show it
  std::optional<Clock> clock;
  const Entry* holiday = nullptr;
  bool has_article = false;  // "the night"
  bool is_fiscal = false;
  bool is_plural = false;  // "Mondays"

  std::optional<Unit> unit;
  std::optional<Shift> shift;       // of the unit, or of the weekday, month, season, part of day or holiday
  std::optional<Shift> year_shift;  // "March of last year"
  std::optional<double> amount;     // nothing: a vague one
  int sign = 0;                     // offset: -1 before, 1 after
  bool from_speech = true;          // offset: counted from the filing day
  int nth = 0;                      // "the first week of June": the nth `part_unit` of it; -1 the last
  std::optional<Unit> part_unit;    // and `amount` of them ("the first two weeks of June")
  int part_weekday = 0;             // "the first Tuesday of June"
  std::string extra_length;         // "5 years and 3 months": what follows P5Y
  bool starts_with_range = false;   // the next phrase is the end of one stretch ("June 5-7")

  Effect effect = Effect::none;
  std::string fixed;
  const char* because = "";  // a rule's name, or an entry's place
};

}  // namespace nutgraf::when
