// Tells how long an import still takes from how long its last minute took. A rate over the whole run would promise too much when
// the reports grow longer, and one over the last report alone would jump.

#include "import/pace.h"

namespace nutgraf::import_ {

namespace {

constexpr double window_seconds = 60;
constexpr double least_seconds = 0.5;  // before that much work the rate is noise

}  // namespace

void Pace::add(std::uint64_t bytes, Duration time) {
  pieces_.push_back({bytes, time.count()});
  bytes_ += bytes;
  seconds_ += time.count();
  while (pieces_.size() > 1 && seconds_ - pieces_.front().seconds > window_seconds) {
    bytes_ -= pieces_.front().bytes;
    seconds_ -= pieces_.front().seconds;
    pieces_.pop_front();
  }
}

std::optional<double> Pace::seconds_for(std::uint64_t bytes) const {
  if (seconds_ < least_seconds || bytes_ == 0) return std::nullopt;
  return seconds_ * static_cast<double>(bytes) / static_cast<double>(bytes_);
}

}  // namespace nutgraf::import_
