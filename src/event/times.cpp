// From a time expression to the time of an event: "since taking power in 2013" and "the offensive, which began in October"
// open an interval that goes on, "before dawn on Sunday" is on Sunday, and what is over was over by the filing day.

#include "event/times.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <initializer_list>
#include <string_view>
#include <system_error>
#include <utility>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

bool has_mark(const Reading& reading, std::int32_t clause, std::string_view word) {
  return std::ranges::any_of(children_of(reading, clause), [&](std::int32_t child) {
    const Deprel relation = reading[child].deprel;
    return (relation == Deprel::mark || relation == Deprel::case_) && reading[child].lower == word;
  });
}

bool begins(const Reading& reading, std::int32_t verb) {
  static constexpr std::array<std::string_view, 3> verbs = {"begin", "start", "erupt"};
  if (reading[verb].upos != Upos::verb) return false;
  if (std::ranges::find(verbs, reading[verb].lemma) != verbs.end()) return true;
  const std::int32_t particle = child_with(reading, verb, Deprel::compound_prt);
  return reading[verb].lemma == "break" && particle != no_token && reading[particle].lower == "out";
}

}  // namespace

bool opens_interval(const Mention& mention, const when::TimeExpression& time, const Reading& reading) {
  // On the way up stands "since taking power", "since the coup of", or a verb of beginning for what lasts.
  for (std::int32_t at = head_of(reading, time.tokens); at != no_token && at != mention.trigger; at = reading[at].head) {
    if (!time.tokens.contains(at) && has_mark(reading, at, "since")) return true;
    if (begins(reading, at) && is_under(reading, at, mention.trigger)) return true;
  }
  return false;
}

namespace {

// The word that the time is told of.
std::int32_t word_dated(const when::TimeExpression& time, const Reading& reading) { return reading[head_of(reading, time.tokens)].head; }

// "It was the third massacre since April 17, when 126 were shot", "since the 11 September coup": the shots and the coup are of
// that day, whatever "since" opens.
bool is_dated_itself(const Mention& mention, const when::TimeExpression& time, const Reading& reading) {
  const std::int32_t head = head_of(reading, time.tokens);
  if (is_under(reading, mention.trigger, head)) return true;
  std::int32_t next = time.tokens.last;
  if (next < reading.size() && reading[next].form == ",") ++next;
  if (next < reading.size() && reading[next].lower == "when" && next < mention.trigger && reading[next].head != no_token && is_under(reading, mention.trigger, reading[next].head)) return true;
  return reading[head].head == mention.trigger && time.tokens.last <= mention.trigger && reading[mention.trigger].upos == Upos::noun;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) { return std::ranges::find(list, word) != list.end(); }

// "Will", "is to", "plans to": on the way up from the time something is told as lying ahead.
bool is_told_ahead(const when::TimeExpression& time, const Reading& reading) {
  for (std::int32_t at = word_dated(time, reading); at != no_token; at = reading[at].head) {
    if (is_one_of(reading[at].lemma, {"plan", "schedule", "expect", "due", "set", "call", "announce", "until"})) return true;
    for (const std::int32_t child : children_of(reading, at))
      if (is_one_of(reading[child].lower, {"will", "'ll", "would", "shall", "to", "may", "could", "should"}) && (reading[child].deprel == Deprel::aux || reading[child].deprel == Deprel::mark)) return true;
  }
  return false;
}

// "Was killed on Sunday": the verb of the time is in the past; "was called for Sunday", "is expected on Sunday" are not.
bool is_told_as_over(const when::TimeExpression& time, const Reading& reading) {
  const std::int32_t head = head_of(reading, time.tokens), dated = reading[head].head;
  if (dated == no_token || reading[dated].upos != Upos::verb || has_mark(reading, head, "for") || has_mark(reading, head, "from")) return false;
  if (is_one_of(reading[dated].lemma, {"plan", "schedule", "expect", "due", "set", "begin", "start"})) return false;
  if (reading[dated].verb_form == VerbForm::finite) return reading[dated].tense == Tense::past;
  return std::ranges::any_of(children_of(reading, dated), [&](std::int32_t child) { return is_one_of(reading[child].lower, {"was", "were", "had"}); });
}

// A bare weekday or a date without a year whose verb seemed to tell the other way: "soldiers take up position on Friday" was last
// Friday, "a strike has been called for Thursday" is next Thursday.
void turn_by_status(When& when, const when::TimeExpression& time, Status status, Date filed, const Reading& reading) {
  if (time.turn == when::Turn::none || !when.earliest || !when.latest) return;
  int steps = 0;
  if (time.turn == when::Turn::week && status == Status::happened && days_between(filed, *when.earliest) > 0 && !is_told_ahead(time, reading)) steps = -1;
  if (status == Status::planned && days_between(*when.latest, filed) > 0 && !is_told_as_over(time, reading)) steps = 1;
  if (steps == 0) return;
  const auto turned = [&](Date day) { return time.turn == when::Turn::week ? add_days(day, 7 * steps) : Date{day.year() + std::chrono::years(steps), day.month(), day.day()}; };
  const Date earliest = turned(*when.earliest), latest = turned(*when.latest);
  if (!earliest.ok() || !latest.ok()) return;
  when.earliest = earliest, when.latest = latest;
  when.source.because += "; event.turned_by_status";
}

}  // namespace

namespace {

// "12 and 13 May", "Monday night and early Tuesday": neighbours on the calendar, joined by "and"; or the two ends of a range, of which the first has the days of both.
bool are_one_stretch(const when::TimeExpression& first, const when::TimeExpression& second, const Reading& reading) {
  if (first.tokens.size() <= 0 || second.tokens.size() <= 0 || first.is_ongoing || second.is_ongoing) return false;
  if (!first.earliest || !first.latest || !second.earliest || !second.latest || *second.earliest <= *first.earliest) return false;
  if (first.type == when::Type::duration || second.type == when::Type::duration) return false;
  const int between = second.tokens.first - first.tokens.last;
  if (*first.latest == *second.latest) return between <= 1;
  constexpr int most_days_between = 366;  // "in 2011 and 2013"
  const int gap = days_between(*first.latest, *second.earliest);
  return between == 1 && reading[first.tokens.last].lower == "and" && gap > 0 && gap <= (first.precision <= when::Precision::day ? 1 : most_days_between);
}

}  // namespace

when::TimeExpression with_its_pair(const std::vector<when::TimeExpression>& times, std::size_t index, const Reading& reading) {
  when::TimeExpression time = times[index];
  if (index + 1 < times.size() && are_one_stretch(time, times[index + 1], reading)) time.latest = time.last_day = times[index + 1].latest;
  else if (index > 0 && are_one_stretch(times[index - 1], time, reading)) time.earliest = time.first_day = times[index - 1].earliest;
  return time;
}

namespace {

// "P2D": two. Nothing for other lengths.
std::optional<int> days_of(const when::TimeExpression& time) {
  if (time.type != when::Type::duration || !time.value.starts_with("P") || !time.value.ends_with("D")) return std::nullopt;
  int days = 0;
  const char *first = time.value.data() + 1, *last = time.value.data() + time.value.size() - 1;
  const auto read = std::from_chars(first, last, days);
  constexpr int most = 60;
  return read.ec == std::errc{} && read.ptr == last && days > 0 && days <= most ? std::optional(days) : std::nullopt;
}

bool is_day(const when::TimeExpression& time) {
  return time.tokens.size() > 0 && (time.type == when::Type::date || time.type == when::Type::time) && time.earliest && time.earliest == time.latest;
}

// The one day told in a sentence outside of a clause; nothing when there are several.
const when::TimeExpression* day_beside(std::int32_t clause, const Reading& reading, const Answers& answers) {
  const when::TimeExpression* found = nullptr;
  for (const when::TimeExpression& time : answers.when) {
    if (!is_day(time) || reading[time.tokens.first].sentence != reading[clause].sentence || is_under(reading, time.tokens.first, clause)) continue;
    if (found && found->earliest != time.earliest) return nullptr;
    found = &time;
  }
  return found;
}

// A length told as the day that it leads to.
when::TimeExpression counted(const when::TimeExpression& length, Date from, int days) {
  when::TimeExpression time = length;
  time.type = when::Type::date;
  time.earliest = time.latest = time.first_day = time.last_day = add_days(from, days);
  time.precision = when::Precision::day;
  time.basis = when::Basis::relative;
  time.because = "event.counted_from_day";
  return time;
}

}  // namespace

void reckon_times(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers) {
  for (const when::TimeExpression& length : answers.when) {
    const auto days = days_of(length);
    if (!days || length.tokens.size() <= 0 || length.tokens.last >= reading.size()) continue;
    const Token& after = reading[length.tokens.last];
    if (after.lower != "after" || after.head == no_token || (after.deprel != Deprel::mark && after.deprel != Deprel::case_)) continue;
    const when::TimeExpression* day = day_beside(after.head, reading, answers);
    if (!day) continue;
    for (Mention& mention : mentions) {
      const auto is_own = [&](std::size_t i) { return is_under(reading, answers.when[i].tokens.first, after.head); };
      if (is_under(reading, mention.trigger, after.head) && std::ranges::none_of(mention.times, is_own)) mention.reckoned = counted(length, *day->earliest, -*days);
    }
  }
}

int narrowness(const when::TimeExpression& time) {
  const int days = time.earliest && time.latest ? std::min(days_between(*time.earliest, *time.latest), 40000) : 50000;
  return -days * 2 + (time.part_of_day ? 1 : 0);
}

std::optional<When> bounded_by_filing(const Report& report, Status status) {
  if (!report.filed) return std::nullopt;
  When when{.latest = report.filed->date, .basis = TimeBasis::filing, .source = {.because = "no time told: bounded by the filing day", .is_inferred = true}};
  if (status == Status::planned) std::swap(when.earliest, when.latest);
  return when;
}

When make_when(const Mention& mention, const when::TimeExpression& time, const Context& context) {
  When when{.earliest = time.earliest, .latest = time.latest, .precision = time.precision,
            .part_of_day = time.part_of_day,
            .basis = time.basis == when::Basis::stated ? TimeBasis::stated : TimeBasis::relative,
            .is_ongoing = time.is_ongoing, .text = std::string(words_of(context.report.text, time.span)),
            .source = {.span = time.span, .because = time.because}};
  const auto& filed = context.report.filed;
  if (is_dated_itself(mention, time, context.reading)) {
    when.earliest = time.first_day, when.latest = time.last_day;
    when.is_ongoing = false;
  }
  if (time.type == when::Type::time && time.part_of_day && when.latest && !when.earliest) when.earliest = when.latest;
  if (filed) turn_by_status(when, time, mention.status, filed->date, context.reading);
  if (when.earliest && when.latest && mention.status == Status::happened && opens_interval(mention, time, context.reading)) {
    when.latest.reset();
    when.is_ongoing = true;
    when.source.because += "; event.opens_interval";
  }
  const bool runs_past = filed && when.latest && *when.latest > filed->date && (!when.earliest || *when.earliest <= filed->date);
  if (runs_past && mention.status == Status::happened) when.latest = filed->date;
  return when;
}

}  // namespace nutgraf::event
