#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reading/reading.h"
#include "report/report.h"
#include "when/calendar.h"

namespace nutgraf::when {

// Which way a time lies from the filing day, as the verb tells it.
enum class Direction { unknown, past, future };

// The direction that the words around tokens [first, last) give: the tense of the verb that they hang on where there
// is a tree, else the nearest of "will", "is to", "scheduled" and the like in the sentence.
Direction direction_at(const Reading& reading, TokenRange tokens);

// Whether a time tells when something was said: "the mayor said on Monday".
bool is_time_of_saying(const Reading& reading, TokenRange tokens);

// What times are counted from while a report is read from its first to its last word.
struct Anchor {
  std::optional<Date> filed;                              // filing day, else the dateline's day; never guessed
  std::optional<Period> told;                             // the last one told
  std::optional<Period> told_day, told_month, told_year;  // the last one told at least that exactly
  std::optional<int> narrated_year;                       // the year that a history has come to
  std::int32_t told_sentence = -1;                        // where `told` stands
  std::int32_t day_sentence = -1;                         // where `told_day` stands
  std::optional<Date> event_day;                          // the last one told of anything but of saying: "he said on Monday" is left out
  std::int32_t event_day_sentence = -1;                   // where it stands
  bool is_evening = false;                                // it was told with its evening or night
  std::int32_t stated_year_sentence = -1;                 // where a year was last written out

  // `opens_sentence`: it stands among the first words of its sentence, where a history says what comes next. `is_of_saying`: the
  // day on which somebody said something.
  void tell(const Period& period, std::int32_t sentence, bool opens_sentence, bool is_of_saying);

  // The last told period not longer than `unit`, if it still fits what was told after it; nothing otherwise.
  std::optional<Period> told_within(Unit unit) const;
};

// The day that relative times of the report count from: its filing day, or the day in its dateline.
std::optional<Date> filing_day_of(const Report& report);

}  // namespace nutgraf::when
