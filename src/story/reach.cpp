// What sources that give bounds agree on: "at least 12" and "15" agree on 15; "12" and "15" exclude one another, and the one with more
// sources behind it stands. Every bound told starts or ends the widest agreement, so it is enough to try each source's own reach.

#include "story/reach.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace nutgraf::story {

namespace {

double low_of(const Reach& reach) { return reach.low.value_or(-HUGE_VAL); }
double high_of(const Reach& reach) { return reach.high.value_or(HUGE_VAL); }

std::optional<double> told(double bound) { return std::isinf(bound) ? std::nullopt : std::optional(bound); }

const Date epoch{std::chrono::year{1970}, std::chrono::month{1}, std::chrono::day{1}};

}  // namespace

Agreed agree_on_reach(const std::vector<Reach>& reaches) {
  Agreed best;
  best.allows.resize(reaches.size(), false);
  auto best_rank = std::tuple(-1, -HUGE_VAL, -HUGE_VAL);
  for (const Reach& point : reaches)
    for (const double at : {low_of(point), high_of(point)}) {
      if (std::isinf(at)) continue;
      double low = -HUGE_VAL, high = HUGE_VAL;
      std::set<std::string> sources;
      std::vector<bool> allows(reaches.size(), false);
      for (std::size_t i = 0; i < reaches.size(); ++i) {
        if (at < low_of(reaches[i]) || at > high_of(reaches[i])) continue;
        allows[i] = true;
        sources.insert(reaches[i].source);
        low = std::max(low, low_of(reaches[i]));
        high = std::min(high, high_of(reaches[i]));
      }
      const auto rank = std::tuple(static_cast<int>(sources.size()), -(high - low), std::isinf(low) ? -HUGE_VAL : low);
      if (rank <= best_rank) continue;
      best_rank = rank;
      best.low = told(low);
      best.high = told(high);
      best.allows = std::move(allows);
      best.sources = static_cast<int>(sources.size());
    }
  for (const Reach& a : reaches)
    for (const Reach& b : reaches) best.is_disputed = best.is_disputed || low_of(a) > high_of(b);
  return best;
}

int day_number(Date day) { return days_between(epoch, day); }
Date day_of(double number) { return add_days(epoch, static_cast<int>(number)); }

}  // namespace nutgraf::story
