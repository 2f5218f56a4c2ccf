#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace nutgraf::import_ {

// How fast bytes are read, over the last minute of work. Time in which nothing was done (a pause) does not count.
class Pace {
 public:
  using Duration = std::chrono::duration<double>;

  // So many bytes took so long.
  void add(std::uint64_t bytes, Duration time);

  // How long the rest takes at this pace; nothing before there is enough to judge by.
  std::optional<double> seconds_for(std::uint64_t bytes) const;

 private:
  struct Piece {
    std::uint64_t bytes;
    double seconds;
  };
  std::deque<Piece> pieces_;
  std::uint64_t bytes_ = 0;
  double seconds_ = 0;
};

}  // namespace nutgraf::import_
