#pragma once

#include <cstddef>
#include <vector>

namespace nutgraf::reading {

// How the report network goes over a report: in windows of whole segments (sentences, long ones in parts), each with some of what stands before
// and after. Sizes in word pieces.
struct WindowSizes {
  std::size_t room = 512;     // of a window
  std::size_t segment = 300;  // the longest
  std::size_t core = 320;     // the segments whose states a window gives
  std::size_t left = 96;      // what stands before them
};

// Segments [first, last) are read, the states of [core_begin, core_end) kept.
struct Window {
  std::size_t first = 0, core_begin = 0, core_end = 0, last = 0;
  bool operator==(const Window&) const = default;
};

// The windows over segments that cost so many pieces each, the mark behind each counted. Cores cover all segments once, in order.
std::vector<Window> windows_over(const std::vector<std::size_t>& costs, const WindowSizes& sizes = {});

}  // namespace nutgraf::reading
