// From a time expression to the time of an event: "since taking power in 2013" and "the offensive, which began in October"
// open an interval that goes on, "before dawn on Sunday" is on Sunday, and what is over was over by the filing day.

#include "event/times.h"

#include <algorithm>
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

}  // namespace

bool opens_interval(const Mention& mention, const when::TimeExpression& time, const Reading& reading) {
  // On the way up stands a clause like "since taking power", or a verb of beginning for what lasts.
  for (std::int32_t at = head_of(reading, time.tokens); at != no_token && at != mention.trigger; at = reading[at].head) {
    if (reading[at].upos == Upos::verb && has_mark(reading, at, "since")) return true;
    const bool begins = reading[at].lemma == "begin" || reading[at].lemma == "start";
    if (begins && time.precision > when::Precision::day && is_under(reading, at, mention.trigger)) return true;
  }
  return false;
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
  if (time.type == when::Type::time && time.part_of_day && when.latest && !when.earliest) when.earliest = when.latest;
  if (when.earliest && when.latest && mention.status == Status::happened && opens_interval(mention, time, context.reading)) {
    when.latest.reset();
    when.is_ongoing = true;
    when.source.because += "; event.opens_interval";
  }
  const auto& filed = context.report.filed;
  const bool runs_past = filed && when.latest && *when.latest > filed->date && (!when.earliest || *when.earliest <= filed->date);
  if (runs_past && mention.status == Status::happened) when.latest = filed->date;
  return when;
}

}  // namespace nutgraf::event
