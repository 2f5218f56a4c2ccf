// From words to times in three steps: phrases as told (grammar), their place on the calendar (resolve), counted from
// what the report told before (anchor). "Police raided a flat on Monday; two days later ..." gives a Monday and its
// Wednesday.

#include "when/when.h"

#include <algorithm>

#include "when/anchor.h"
#include "when/atoms.h"
#include "when/grammar.h"
#include "when/margins.h"
#include "when/resolve.h"

namespace nutgraf::when {

namespace {

using std::chrono::sys_days;

// True for "5:34 a.m." and "pre-dawn": a time of the day that does not say which day.
bool lacks_day(const Phrase& phrase) {
  const bool has_time = phrase.clock || !phrase.part_code.empty();
  return phrase.form == Form::calendar && has_time && !phrase.shift && !phrase.day && !phrase.month &&
         !phrase.weekday && !phrase.holiday;
}

// True for a phrase that tells a day a bare time beside it may be of: "Monday", "March 20, 2003", "yesterday".
bool tells_day(const Phrase& phrase) {
  if (phrase.clock || !phrase.part_code.empty() || phrase.is_plural) return false;
  if (phrase.form == Form::shifted) return phrase.unit == Unit::day;
  return phrase.form == Form::calendar && (phrase.weekday || (phrase.day && phrase.month) || phrase.holiday);
}

// The day with the other phrase's time, standing where the time stands.
Phrase at_time_of(Phrase day, const Phrase& time) {
  day.first = time.first, day.last = time.last, day.because = time.because;
  day.clock = time.clock, day.part_code = time.part_code, day.part = time.part;
  day.starts_with_range = time.starts_with_range;
  return day;
}

// The day that follows a bare time closely, past other bare times ("between 2 a.m. and 4 a.m. on Sunday"); null when
// none does.
const Phrase* day_beside(const std::vector<Phrase>& phrases, std::size_t at, const std::vector<Atom>& atoms) {
  constexpr int near = 6;  // atoms between a time and its day: "pre-dawn raids in Aksu on Monday"
  for (std::size_t next = at + 1; next < phrases.size(); ++next) {
    // "AT 5 P.M. ON MONDAY" may have been cut into two sentences.
    const int gap = phrases[next].first - phrases[next - 1].last;
    const bool is_same_sentence = atoms[static_cast<std::size_t>(phrases[next].first)].sentence ==
                                  atoms[static_cast<std::size_t>(phrases[at].first)].sentence;
    if (gap > 1 && (gap > near || !is_same_sentence)) return nullptr;
    if (tells_day(phrases[next])) return &phrases[next];
    if (!lacks_day(phrases[next])) return nullptr;
  }
  return nullptr;
}

bool is_evening(const Phrase& phrase) {
  constexpr int dusk = 17;  // o'clock
  return phrase.clock ? phrase.clock->hour >= dusk : phrase.part_code == "EV" || phrase.part_code == "NI";
}

bool is_possessive_mark(std::string_view word) { return word == "'s" || word == "’s" || word == "'" || word == "’"; }

// "After Friday prayers", "after last week's raid": after what the time only dates.
bool dates_noun(const Reading& reading, TokenRange tokens) {
  std::int32_t head = tokens.last - 1;
  while (tokens.contains(reading[head].head)) head = reading[head].head;
  const std::int32_t noun = reading[head].head;
  if (noun == no_token || noun < tokens.last) return false;
  switch (reading[head].deprel) {
    case Deprel::compound: case Deprel::amod: case Deprel::nmod_poss: case Deprel::nummod: return reading[noun].upos == Upos::noun || reading[noun].upos == Upos::propn;
    default: return false;
  }
}

// "since August" has no end, "until Friday" no beginning that is told.
void open_sides(TimeExpression& time, std::string_view before, bool starts_range) {
  if (!time.earliest || !time.latest || time.type == Type::duration || time.type == Type::set) return;
  if ((before == "before" || before == "after") && time.precision <= Precision::part_of_day) return;  // "shortly before midnight": of the same day
  if (before == "since" && !starts_range) {
    time.latest.reset();
    time.is_ongoing = true;
  } else if (before == "until" || before == "till") {
    time.earliest.reset();
  } else if (before == "before") {
    time.latest = add_days(*time.earliest, -1);
    time.earliest.reset();
  } else if (before == "after") {
    time.earliest = add_days(*time.latest, 1);
    time.latest.reset();
  }
}

// True when the stretch runs past the filing day, which what happened cannot.
bool holds_filing_day(const TimeExpression& time, const Anchor& anchor) {
  if (!anchor.filed || !time.earliest || !time.latest || time.type == Type::duration) return false;
  return sys_days(*time.earliest) <= sys_days(*anchor.filed) && sys_days(*anchor.filed) < sys_days(*time.latest);
}

// How far off the days are if the verb did not say rightly which way they lie.
Turn turn_of(const Phrase& phrase, const Resolved& resolved) {
  if (phrase.form != Form::calendar || resolved.basis != Basis::relative || phrase.shift || phrase.year_shift || phrase.part_unit) return Turn::none;
  if (phrase.month || phrase.holiday || !phrase.season.empty()) return Turn::year;
  return phrase.weekday && !phrase.is_plural ? Turn::week : Turn::none;
}

std::vector<TimeExpression> read_times(const Reading& reading, const Lexicon& lexicon, Anchor anchor) {
  const std::vector<Atom> atoms = cut_atoms(reading, lexicon);
  const std::vector<Phrase> phrases = Grammar(reading, atoms).read_all();
  std::vector<TimeExpression> times;
  times.reserve(phrases.size());
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    Phrase phrase = phrases[i];
    if (lacks_day(phrase))
      if (const Phrase* day = day_beside(phrases, i, atoms)) phrase = at_time_of(*day, phrase);
    const Atom& first = atoms[static_cast<std::size_t>(phrase.first)];
    const Atom& last = atoms[static_cast<std::size_t>(phrase.last - 1)];
    const TokenRange tokens{first.token, last.token + 1};
    const bool lacks_year = phrase.form == Form::calendar && !phrase.year && !phrase.decade && !phrase.century;
    const bool needs_direction = lacks_year || (phrase.form == Form::shifted && phrase.unit == Unit::weekend);
    const std::string_view before = phrase.first > 0 ? atoms[static_cast<std::size_t>(phrase.first - 1)].text : std::string_view();
    const bool goes_on = before == "since" && !phrase.starts_with_range;  // up to now, whatever the verb's tense
    const Direction direction = !anchor.filed || !needs_direction ? Direction::unknown : goes_on ? Direction::past : direction_at(reading, tokens);
    const Resolved resolved = resolve(phrase, anchor, direction, first.sentence);
    TimeExpression time{.span = {first.span.begin, last.span.end},
                        .tokens = tokens,
                        .type = resolved.type,
                        .value = resolved.value,
                        .earliest = resolved.earliest,
                        .latest = resolved.latest,
                        .precision = resolved.precision,
                        .basis = resolved.basis,
                        .is_approximate = resolved.is_approximate,
                        .because = phrase.because};
    if (!phrase.part.empty())
      time.part_of_day = phrase.part;
    else if (phrase.effect == Effect::start && resolved.precision == Precision::day)
      time.part_of_day = "early";
    else if (phrase.effect == Effect::end && resolved.precision == Precision::day)
      time.part_of_day = "late";
    if (resolved.period && resolved.type != Type::duration && resolved.type != Type::set) {
      // "In 1999 he fled and in March ...": the year at the head of a sentence holds for all of it.
      const std::int32_t sentence_start = reading.sentences[static_cast<std::size_t>(first.sentence)].tokens.first;
      const bool opens_sentence = first.token - sentence_start <= 3;
      const bool is_of_saying = is_time_of_saying(reading, tokens);
      anchor.tell(*resolved.period, first.sentence, opens_sentence, is_of_saying);
      if (resolved.period->unit <= Unit::day && !is_of_saying) anchor.is_evening = is_evening(phrase);
      if (resolved.states_year && opens_sentence) anchor.stated_year_sentence = first.sentence;
    }
    if (holds_filing_day(time, anchor)) {
      const Direction way = needs_direction ? direction : direction_at(reading, tokens);
      if (way == Direction::past || (way == Direction::unknown && time.basis == Basis::relative))
        time.latest = anchor.filed;
    }
    time.first_day = time.earliest, time.last_day = time.latest;
    time.turn = turn_of(phrase, resolved);
    // "after last week's raid": after the raid, not after the week.
    const auto next = static_cast<std::size_t>(tokens.last);
    const bool is_possessor = next < reading.tokens.size() && is_possessive_mark(reading.tokens[next].lower);
    const bool only_dates = is_possessor || ((before == "before" || before == "after") && dates_noun(reading, tokens));
    if (!only_dates) open_sides(time, before, phrase.starts_with_range);
    times.push_back(std::move(time));
  }
  // "June 5-7": the first of two carries the whole stretch.
  for (std::size_t i = 0; i + 1 < times.size(); ++i)
    if (phrases[i].starts_with_range && times[i].earliest && times[i + 1].latest &&
        sys_days(*times[i].earliest) <= sys_days(*times[i + 1].latest))
      times[i].latest = times[i].last_day = times[i + 1].latest;
  return times;
}

}  // namespace

std::vector<TimeExpression> find_times(const Report& report, const Reading& reading, const Lexicon& lexicon) {
  const Anchor anchor{.filed = filing_day_of(report)};
  std::vector<TimeExpression> times = read_times(reading, lexicon, anchor);
  // Outside the prose only dates count, with their time of day: bare clock times there are lengths of films and the
  // like.
  for (TimeExpression& time : read_times(read_margins(report, reading), lexicon, anchor)) {
    const bool is_bare_time =
        time.type == Type::time && (time.because == "when.clock" || time.basis == Basis::unresolved);
    if ((time.type != Type::date && time.type != Type::time) || is_bare_time) continue;
    time.tokens = {};
    times.push_back(std::move(time));
  }
  std::ranges::stable_sort(times, {}, [](const TimeExpression& time) { return time.span.begin; });
  return times;
}

}  // namespace nutgraf::when
