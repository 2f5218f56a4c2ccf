// From words to times in three steps: phrases as told (grammar), their place on the calendar (resolve), counted from what
// the report told before (anchor). "Police raided a flat on Monday; two days later ..." gives a Monday and its Wednesday.

#include "when/when.h"

#include <algorithm>

#include "when/anchor.h"
#include "when/atoms.h"
#include "when/grammar.h"
#include "when/resolve.h"

namespace nutgraf::when {

namespace {

using std::chrono::sys_days;

// "since August" has no end, "until Friday" no beginning that is told.
void open_sides(TimeExpression& time, std::string_view before, bool starts_range) {
  if (!time.earliest || !time.latest || time.type == Type::duration || time.type == Type::set) return;
  if (before == "since" && !starts_range) {
    time.latest.reset();
    time.is_ongoing = true;
  } else if (before == "until" || before == "till") {
    time.earliest.reset();
  } else if (before == "before") {
    time.latest = add_days(*time.earliest, time.precision <= Precision::part_of_day ? 0 : -1);
    time.earliest.reset();
  } else if (before == "after") {
    time.earliest = time.precision <= Precision::part_of_day ? *time.earliest : add_days(*time.latest, 1);
    time.latest.reset();
  }
}

// What happened cannot run past the filing day.
void cap_at_filing(TimeExpression& time, const Anchor& anchor, Direction direction) {
  if (!anchor.filed || !time.earliest || !time.latest || direction == Direction::future) return;
  const bool holds_filing_day = sys_days(*time.earliest) <= sys_days(*anchor.filed) && sys_days(*anchor.filed) < sys_days(*time.latest);
  if (holds_filing_day && (direction == Direction::past || time.basis == Basis::relative)) time.latest = anchor.filed;
}

}  // namespace

std::vector<TimeExpression> find_times(const Report& report, const Reading& reading, const Lexicon& lexicon) {
  const std::vector<Atom> atoms = cut_atoms(reading, lexicon);
  const std::vector<Phrase> phrases = Grammar(reading, atoms).read_all();
  Anchor anchor{.filed = filing_day_of(report)};
  std::vector<TimeExpression> times;
  times.reserve(phrases.size());
  for (const Phrase& phrase : phrases) {
    const Atom& first = atoms[static_cast<std::size_t>(phrase.first)];
    const Atom& last = atoms[static_cast<std::size_t>(phrase.last - 1)];
    const TokenRange tokens{first.token, last.token + 1};
    const bool needs_direction = phrase.form == Form::calendar || phrase.form == Form::shifted;
    const Direction direction = anchor.filed && needs_direction ? direction_at(reading, tokens) : Direction::unknown;
    const Resolved resolved = resolve(phrase, anchor, direction, first.sentence);
    TimeExpression time{.span = {first.span.begin, last.span.end}, .tokens = tokens, .type = resolved.type, .value = resolved.value,
                        .earliest = resolved.earliest, .latest = resolved.latest, .precision = resolved.precision,
                        .basis = resolved.basis, .is_approximate = resolved.is_approximate, .because = phrase.because};
    if (!phrase.part.empty()) time.part_of_day = phrase.part;
    else if (phrase.effect == Effect::start && resolved.precision == Precision::day) time.part_of_day = "early";
    else if (phrase.effect == Effect::end && resolved.precision == Precision::day) time.part_of_day = "late";
    if (resolved.period && resolved.type != Type::duration && resolved.type != Type::set) {
      anchor.tell(*resolved.period, first.sentence);
      if (resolved.states_year) anchor.stated_year_sentence = first.sentence;
    }
    cap_at_filing(time, anchor, direction);
    const std::string_view before = phrase.first > 0 ? atoms[static_cast<std::size_t>(phrase.first - 1)].text : std::string_view();
    open_sides(time, before, phrase.starts_with_range);
    times.push_back(std::move(time));
  }
  // "June 5-7": the first of two carries the whole stretch.
  for (std::size_t i = 0; i + 1 < times.size(); ++i)
    if (phrases[i].starts_with_range && times[i].earliest && times[i + 1].latest && sys_days(*times[i].earliest) <= sys_days(*times[i + 1].latest)) times[i].latest = times[i + 1].latest;
  return times;
}

}  // namespace nutgraf::when
