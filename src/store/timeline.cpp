// When the events that fit happened, in bins. An event told with a range counts in every bin that the range covers. One with an
// open start or end counts in the bin of the day that was told, and there as `open` too: it may reach further, how far nobody says.

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/date.h"
#include "store/counting.h"

namespace nutgraf::store {

namespace {

using namespace std::chrono;

constexpr std::size_t most_bins = 4000;

std::int32_t number_of(Date date) { return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count()); }
Date date_of(std::int32_t day) { return Date(sys_days(days(day))); }

// Bins are numbered without gaps; the number of the one that holds a day, and the first day of one.
class Bins {
 public:
  explicit Bins(TimeUnit unit) : unit_(unit) {}

  std::int64_t bin_of(std::int32_t day) const {
    const Date date = date_of(day);
    switch (unit_) {
      case TimeUnit::automatic:
      case TimeUnit::day: return day;
      case TimeUnit::week: return (std::int64_t{day} + 3 + 7 * 1000000) / 7 - 1000000;  // day 0 was a Thursday
      case TimeUnit::month: return std::int64_t{int(date.year())} * 12 + unsigned(date.month()) - 1;
      case TimeUnit::year: return int(date.year());
    }
    return day;
  }

  std::int32_t first_day(std::int64_t bin) const {
    switch (unit_) {
      case TimeUnit::automatic:
      case TimeUnit::day: return static_cast<std::int32_t>(bin);
      case TimeUnit::week: return static_cast<std::int32_t>(bin * 7 - 3);
      case TimeUnit::month: return number_of(Date(year(static_cast<int>(bin / 12)), month(static_cast<unsigned>(bin % 12) + 1), day(1)));
      case TimeUnit::year: return number_of(Date(year(static_cast<int>(bin)), January, day(1)));
    }
    return 0;
  }

 private:
  TimeUnit unit_;
};

TimeUnit choose_unit(std::int32_t first, std::int32_t last) {
  const std::int32_t span = last - first + 1;
  if (span <= 62) return TimeUnit::day;
  if (span <= 62 * 7) return TimeUnit::week;
  if (span <= 3660) return TimeUnit::month;
  return TimeUnit::year;
}

TimeUnit coarser(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::automatic:
    case TimeUnit::day: return TimeUnit::week;
    case TimeUnit::week: return TimeUnit::month;
    case TimeUnit::month:
    case TimeUnit::year: return TimeUnit::year;
  }
  return TimeUnit::year;
}

}  // namespace

Result<Timeline> Project::timeline(const Filters& filters, TimeUnit unit) const {
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  const Index& index = counting->index();
  auto selection = counting->select(filters);
  if (!selection) return std::unexpected(selection.error());
  const SlotSet slots = selection->all();

  Timeline timeline{.unit = unit};
  constexpr Index::Days ends_of_time;
  // What counts of an open range is the day that was told.
  const auto told = [&](Slot slot) {
    const Index::Days days = index.days(slot);
    return Index::Days{days.first == ends_of_time.first ? days.last : days.first, days.last == ends_of_time.last ? days.first : days.last};
  };
  SlotSet dated = slots;
  dated.keep(index.dated());
  timeline.undated = slots.size() - dated.size();
  std::int32_t first = std::numeric_limits<std::int32_t>::max(), last = std::numeric_limits<std::int32_t>::min();
  dated.each([&](Slot slot) {
    const Index::Days days = told(slot);
    first = std::min(first, days.first);
    last = std::max(last, days.last);
  });
  if (first > last) return timeline;
  if (filters.from) first = std::max(first, number_of(*filters.from)), last = std::max(last, first);
  if (filters.to) last = std::min(last, number_of(*filters.to)), first = std::min(first, last);
  if (unit == TimeUnit::automatic) timeline.unit = choose_unit(first, last);
  while (static_cast<std::size_t>(Bins(timeline.unit).bin_of(last) - Bins(timeline.unit).bin_of(first)) >= most_bins && timeline.unit != TimeUnit::year)
    timeline.unit = coarser(timeline.unit);

  const Bins bins(timeline.unit);
  const std::int64_t first_bin = bins.bin_of(first);
  const auto size = static_cast<std::size_t>(bins.bin_of(last) - first_bin) + 1;
  const std::int64_t end = static_cast<std::int64_t>(size);
  // What comes and what goes at each bin; sums over them are the counts.
  std::vector<std::int64_t> comes(size + 1), open_comes(size + 1);
  const auto add = [&](std::vector<std::int64_t>& changes, std::int64_t from, std::int64_t to) {
    from = std::max<std::int64_t>(from, 0);
    to = std::min(to, end - 1);
    if (from > to) return;
    ++changes[static_cast<std::size_t>(from)];
    --changes[static_cast<std::size_t>(to) + 1];
  };
  dated.each([&](Slot slot) {
    const Index::Days days = told(slot);
    const std::int64_t from = bins.bin_of(days.first) - first_bin, to = days.last == days.first ? from : bins.bin_of(days.last) - first_bin;
    add(comes, from, to);
    if (index.days(slot).first == ends_of_time.first || index.days(slot).last == ends_of_time.last) add(open_comes, from, to);
  });
  std::int64_t count = 0, open = 0;
  for (std::size_t i = 0; i < size; ++i) {
    count += comes[i];
    open += open_comes[i];
    const std::int64_t bin = first_bin + static_cast<std::int64_t>(i);
    timeline.bins.push_back({write_date(date_of(bins.first_day(bin))), write_date(date_of(bins.first_day(bin + 1) - 1)), static_cast<std::uint64_t>(count),
                             static_cast<std::uint64_t>(open)});
  }
  if (auto done = counting->finish(); !done) return std::unexpected(done.error());
  return timeline;
}

}  // namespace nutgraf::store
