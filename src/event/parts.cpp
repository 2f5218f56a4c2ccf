// Totals and their parts: a record is part of another when both are the same kind of act, the other tells a larger count of
// the same role, and this one has a town or day of its own within it. The sum of the parts is checked against the total as
// an interval: 60 + more than 100 + 9 of 445 leaves a remainder of at most 275.

#include "event/parts.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>

#include "event/same_event.h"

namespace nutgraf::event {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

struct Interval {
  double low = 0;
  double high = endless;
};

std::optional<Interval> interval_of(const Figure& figure) {
  if (figure.bound == how_many::Bound::vague) return std::nullopt;
  if (figure.bound == how_many::Bound::about && figure.value) return Interval{*figure.value * 0.9, *figure.value * 1.1};
  if (!figure.low && !figure.high) return std::nullopt;
  return Interval{figure.low.value_or(0), figure.high.value_or(endless)};
}

// The record's main count: of no subgroup and no part; the best telling, else the largest.
const Figure* total_of(const Record& record) {
  const Figure* total = nullptr;
  for (const Figure& figure : record.how_many) {
    if (figure.subgroup || figure.of || figure.what == "other" || !figure.value) continue;
    if (!total || figure.is_best || (!total->is_best && *figure.value > *total->value)) total = &figure;
  }
  return total;
}

bool shares_mode(const Record& a, const Record& b) {
  if (a.modes.empty() || b.modes.empty()) return a.modes.empty() && b.modes.empty();
  return std::ranges::any_of(a.modes, [&](const std::string& m) { return std::ranges::find(b.modes, m) != b.modes.end(); });
}

bool are_apart_in_time(const Record& a, const Record& b) {
  if (!a.when || !b.when || a.when->basis == TimeBasis::filing || b.when->basis == TimeBasis::filing) return false;
  if (a.when->latest && b.when->earliest && *a.when->latest < *b.when->earliest) return true;
  return b.when->latest && a.when->earliest && *b.when->latest < *a.when->earliest;
}

// The whole takes in the part's place: told in several places, or in one that holds the part's, or in none.
bool takes_in_places(const Record& whole, const Record& part) {
  if (part.where.empty() || !part.where.front().is_resolved) return false;
  if (std::ranges::none_of(whole.where, &Where::is_resolved)) return std::ranges::none_of(whole.where, [&](const Where& place) { return place.text == part.where.front().text; });
  bool is_elsewhere = true;
  for (const Where& place : whole.where) {
    if (!place.is_resolved) continue;
    if (place.place.name == part.where.front().place.name && whole.where.size() == 1) return false;
    if (place.place.country == part.where.front().place.country) is_elsewhere = false;
  }
  return !is_elsewhere;
}

// The count by which a record is a part: its main one, else that of some among its people ("10 minors among those held in Aksu").
const Figure* count_of(const Record& part) {
  if (const Figure* total = total_of(part)) return total;
  const auto some = std::ranges::find_if(part.how_many, [](const Figure& f) { return f.subgroup && f.value && !f.of; });
  return some == part.how_many.end() ? nullptr : &*some;
}

// Both are the same kind of act, and the whole counts more.
bool may_be_part(const Record& whole, const Record& part) {
  if (&whole == &part || whole.type != part.type || !shares_mode(whole, part)) return false;
  if (whole.status != Status::happened || part.status != Status::happened) return false;
  if (whole.is_background != part.is_background || are_apart_in_time(whole, part)) return false;
  const Figure *total = total_of(whole), *count = count_of(part);
  if (!total || !count || total->what != count->what || *count->value >= *total->value) return false;
  return total->what != "seized" || !total->unit || !count->unit || *total->unit == *count->unit;  // boats are no part of passports
}

bool is_part(const Record& whole, const Record& part) { return may_be_part(whole, part) && takes_in_places(whole, part); }

void make_part(const Record& whole, Record& part) {
  part.part_of = whole.id;
  const Figure *total = total_of(whole), *count = count_of(part);
  if (!total || !count || total->what != count->what) return;
  for (Figure& figure : part.how_many)
    if (&figure == count) figure.of = total->id;
}

// Which of the records' counts, from the one at `first` on, come to `sum`; several of them, or none.
bool pick_summands(const std::vector<Record*>& records, std::size_t first, double sum, std::vector<Record*>& picked) {
  if (sum == 0) return picked.size() > 1;
  for (std::size_t i = first; i < records.size(); ++i) {
    const double value = *count_of(*records[i])->value;
    if (value > sum) continue;
    picked.push_back(records[i]);
    if (pick_summands(records, i + 1, sum - value, picked)) return true;
    picked.pop_back();
  }
  return false;
}

// "212 people ... 96 of the arrests in one town, 71 in another and 45 in a third": exact counts that come to the exact total are its parts, wherever they are told to be.
void link_sums(std::vector<Record>& records) {
  constexpr double least_total = 10;
  constexpr std::size_t most_parts = 12;
  for (Record& whole : records) {
    const Figure* total = total_of(whole);
    if (whole.part_of || !total || total->bound != how_many::Bound::exact || *total->value < least_total) continue;
    std::vector<Record*> parts, picked;
    for (Record& part : records)
      if (!part.part_of && may_be_part(whole, part) && count_of(part)->bound == how_many::Bound::exact && *count_of(part)->value > 0) parts.push_back(&part);
    if (parts.size() > most_parts || !pick_summands(parts, 0, *total->value, picked)) continue;
    for (Record* part : picked) make_part(whole, *part);
    whole.sums = Sums::agree;
  }
}

double size_of(const Record& whole) {
  const Figure* total = total_of(whole);
  return total ? *total->value : 0;
}

void check_sums(Record& whole, const std::vector<Record>& records) {
  const Figure* total = total_of(whole);
  Interval sum{0, 0};
  bool any = false;
  for (const Record& part : records) {
    if (part.part_of != whole.id) continue;
    const auto count = std::ranges::find_if(part.how_many, [&](const Figure& f) { return total && f.of == total->id && !f.subgroup; });
    const auto interval = count != part.how_many.end() ? interval_of(*count) : std::nullopt;
    if (!interval) continue;
    any = true;
    sum.low += interval->low;
    sum.high += interval->high;
  }
  const auto bounds = total ? interval_of(*total) : std::nullopt;
  if (!any || !bounds) return;
  if (sum.low > bounds->high) {
    whole.sums = Sums::parts_above_total;
    return;
  }
  if (sum.high < bounds->low) {
    whole.sums = Sums::parts_below_total;
    whole.remainder_low = bounds->low - sum.high;
    if (bounds->high != endless) whole.remainder_high = bounds->high - sum.low;
    return;
  }
  const bool may_be_less = sum.low < bounds->low;
  whole.sums = may_be_less && sum.high == endless ? Sums::parts_below_total : Sums::agree;
  if (*whole.sums == Sums::parts_below_total) {
    whole.remainder_low = 0;
    if (bounds->high != endless) whole.remainder_high = bounds->high - sum.low;
  }
}

// "59 in Izmir and 12 in Manisa, two of them minors": the two are told with the twelve, not with the total.
void move_shares(std::vector<Record>& records) {
  for (Record& part : records) {
    if (!part.part_of) continue;
    const auto whole = std::ranges::find(records, *part.part_of, &Record::id);
    if (whole == records.end()) continue;
    const auto is_share = [&](const Figure& figure) {
      return figure.subgroup && figure.of && std::ranges::find(part.how_many, *figure.of, &Figure::id) != part.how_many.end();
    };
    std::ranges::copy_if(whole->how_many, std::back_inserter(part.how_many), is_share);
    std::erase_if(whole->how_many, is_share);
  }
}

}  // namespace

void link_parts(std::vector<Record>& records) {
  link_sums(records);
  for (Record& part : records) {
    if (part.part_of) continue;
    const Record* best = nullptr;
    for (const Record& whole : records) {
      if (whole.sums == Sums::agree || !is_part(whole, part)) continue;  // nothing is left of it
      if (!best || size_of(whole) > size_of(*best)) best = &whole;
    }
    if (best) make_part(*best, part);
  }
  // One level only: a whole that is itself a part keeps its parts under the larger whole.
  for (Record& record : records) {
    if (!record.part_of) continue;
    for (Record& other : records)
      if (other.part_of == record.id) other.part_of = record.part_of;
  }
  move_shares(records);
  for (Record& record : records) check_sums(record, records);
}

}  // namespace nutgraf::event
