// What one sentence leaves out the report has said before: "60 suspects were taken into custody" has the agent of the
// operation it belongs to, and a shooting told without a day was on the day of what is told just before.

#include "event/inherit.h"

#include <algorithm>

namespace nutgraf::event {

namespace {

constexpr std::uint32_t reach_bytes = 250;  // two or three sentences

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

}  // namespace

void inherit_from_report(std::vector<Record>& records) {
  for (Record& record : records)
    if (record.part_of)
      if (const Record* whole = record_with(records, *record.part_of)) take_from_whole(record, *whole);
  for (Record& record : records)
    if (!tells_time(record) && record.status == Status::happened)
      if (const Record* before = told_before(records, record)) take_time(record, *before);
}

}  // namespace nutgraf::event
