// What one sentence leaves out the report has said before: "60 suspects were taken into custody" has the agent of the
// operation it belongs to, and a shooting told without a day was on the day of what is told just before.

#include "event/inherit.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace nutgraf::event {

namespace {

constexpr std::uint32_t reach_bytes = 250;  // two or three sentences
constexpr std::uint32_t agent_reach_bytes = 600;
constexpr int days_ahead_of_a_weekday = 7;

const Record* record_with(const std::vector<Record>& records, const std::string& id) {
  const auto found = std::ranges::find(records, id, &Record::id);
  return found == records.end() ? nullptr : &*found;
}

void take_from_whole(Record& part, const Record& whole) {
  if (part.actors.empty())
    for (Party actor : whole.actors) {
      actor.source.is_inferred = true;
      actor.source.because = "agent of the whole (" + whole.id + ")";
      part.actors.push_back(std::move(actor));
    }
  if (part.says_who.empty())
    for (Attribution attribution : whole.says_who) {
      attribution.source.is_inferred = true;
      attribution.source.because = "speaker of the whole (" + whole.id + ")";
      part.says_who.push_back(std::move(attribution));
    }
}

bool tells_time(const Record& record) { return record.when && record.when->basis != TimeBasis::filing; }

std::uint32_t best_words(const Record& record) { return record.evidence.front().span.begin; }

// The record told shortly before this one that tells its time; nothing when none stands within reach.
const Record* told_before(const std::vector<Record>& records, const Record& record) {
  const Record* nearest = nullptr;
  for (const Record& other : records) {
    if (&other == &record || !tells_time(other) || other.status == Status::planned || other.when->source.is_inferred ||
        other.is_background || other.when->precision > when::Precision::day) continue;
    if (best_words(other) > best_words(record) || best_words(record) - best_words(other) > reach_bytes) continue;
    if (!nearest || best_words(other) > best_words(*nearest)) nearest = &other;
  }
  return nearest;
}

void take_time(Record& record, const Record& other) {
  record.when = other.when;
  record.when->source.is_inferred = true;
  record.when->source.because = "time of what is told before (" + other.id + ")";
  record.is_background = other.is_background;
}

bool has_mode(const Record& record, std::string_view mode) {
  return std::ranges::find(record.modes, mode) != record.modes.end();
}

// Whose work an arrest or release is when its clause names nobody.
bool is_police(const who::Party& party) {
  if (party.sectors.empty() || party.link == who::Link::pronoun || party.is_suspected) return false;
  return party.sectors.front() == "COP" && party.kind != who::Kind::person;
}

bool may_take_agent(const Record& record) {
  if (!record.actors.empty() || record.recipients.empty() || record.status != Status::happened || record.is_background) return false;
  return (record.type == "COERCE" && has_mode(record, "arrest")) || (record.type == "RETREAT" && has_mode(record, "release"));
}

void take_agent(Record& record, const Context& context) {
  std::optional<std::size_t> nearest;
  std::uint32_t least = agent_reach_bytes;
  for (std::size_t i = 0; i < context.answers.who.size(); ++i) {
    const who::Party& party = context.answers.who[i];
    if (!is_police(party)) continue;
    const std::uint32_t at = best_words(record), there = party.span.begin;
    const std::uint32_t apart = at > there ? at - there : (there - at) * 2;
    if (apart >= least) continue;
    least = apart;
    nearest = i;
  }
  if (!nearest) return;
  auto agent = context.parties.make_party(context.answers.who[*nearest].head, "agent named nearby");
  if (!agent) return;
  agent->source.is_inferred = true;
  record.actors.push_back(std::move(*agent));
}

bool is_held_for_crime(const Record& record) {
  return (record.type == "ACCUSE" && has_mode(record, "allege")) || (record.type == "SANCTION" && has_mode(record, "convict")) ||
         (record.type == "COERCE" && has_mode(record, "arrest"));
}

// The persons charged, tried or held in the report, when they are one and the same.
const Party* one_suspect(const std::vector<Record>& records, const Context& context) {
  const Party* suspect = nullptr;
  for (const Record& record : records) {
    if (!is_held_for_crime(record) || record.is_background || record.recipients.size() != 1) continue;
    const Party& party = record.recipients.front();
    if (party.kind != who::Kind::person) return nullptr;
    if (suspect && context.parties.identity_of(suspect->head) != context.parties.identity_of(party.head)) return nullptr;
    if (!suspect || (party.name && !suspect->name)) suspect = &party;
  }
  return suspect;
}

void take_suspect(std::vector<Record>& records, const Context& context) {
  const Party* suspect = one_suspect(records, context);
  if (!suspect) return;
  Party author = *suspect;
  author.is_suspected = true;
  author.source.is_inferred = true;
  author.source.because = "the one person charged or held in the report";
  const std::string identity = context.parties.identity_of(author.head);
  for (Record& record : records) {
    if (record.type != "ASSAULT" || !record.actors.empty() || record.status != Status::happened || record.is_background) continue;
    const auto is_victim = [&](const Party& party) { return context.parties.identity_of(party.head) == identity; };
    if (std::ranges::none_of(record.recipients, is_victim)) record.actors.push_back(author);
  }
}

bool is_told_beside(const Record& one, const Record& other, const Context& context) {
  const auto sentence_of = [&](const Evidence& evidence) {
    const TokenRange tokens = tokens_in(context.reading, evidence.span);
    return tokens.size() > 0 ? context.reading[tokens.first].sentence : -10;
  };
  return std::ranges::any_of(one.evidence, [&](const Evidence& a) {
    return std::ranges::any_of(other.evidence, [&](const Evidence& b) { return std::abs(sentence_of(a) - sentence_of(b)) <= 1; });
  });
}

// The time that is told ended more than a week before the report was filed: a weekday may be the next one.
bool is_past(const Record& record, const Report& report) {
  return tells_time(record) && record.when->latest && report.filed && days_between(*record.when->latest, report.filed->date) > days_ahead_of_a_weekday;
}

// "Ordered last year's murder": what was planned lies ahead no more.
void end_plans(std::vector<Record>& records, const Report& report) {
  for (Record& record : records)
    if (record.status == Status::planned && is_past(record, report)) record.status = Status::happened;
}

// "Arrested two men who were preparing to bomb a market": what somebody is held for preparing has come to nothing.
void foil_plots(std::vector<Record>& records, const Context& context) {
  for (Record& plot : records) {
    if (plot.type != "ASSAULT" || plot.status != Status::planned) continue;
    const bool is_stopped = std::ranges::any_of(records, [&](const Record& act) {
      return is_held_for_crime(act) && act.status == Status::happened && is_told_beside(plot, act, context);
    });
    if (is_stopped) plot.status = Status::foiled;
  }
}

}  // namespace

void inherit_from_report(std::vector<Record>& records, const Context& context, bool has_network) {
  end_plans(records, context.report);
  foil_plots(records, context);
  if (!has_network) {  // it knows better who did what
    take_suspect(records, context);
    for (Record& record : records)
      if (may_take_agent(record)) take_agent(record, context);
  }
  for (Record& record : records)
    if (record.part_of)
      if (const Record* whole = record_with(records, *record.part_of)) take_from_whole(record, *whole);
  if (has_network) return;  // it finds the times told elsewhere, and what it does not is mostly another day's
  for (Record& record : records)
    if (!tells_time(record) && record.status == Status::happened && record.type != "ACCUSE" && record.type != "THREATEN")  // words are said when they are said
      if (const Record* before = told_before(records, record)) take_time(record, *before);
}

}  // namespace nutgraf::event
