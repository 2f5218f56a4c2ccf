#include "reading/windows.h"

#include <numeric>

namespace nutgraf::reading {

std::vector<Window> windows_over(const std::vector<std::size_t>& costs, const WindowSizes& sizes) {
  std::vector<Window> windows;
  std::size_t rest = std::accumulate(costs.begin(), costs.end(), std::size_t{0});  // from `begin` on
  for (std::size_t begin = 0; begin < costs.size();) {
    std::size_t first = begin, left = 0;
    while (first > 0 && left + costs[first - 1] <= sizes.left) left += costs[--first];
    std::size_t end = begin, core = 0;
    if (1 + left + rest <= sizes.room) {
      end = costs.size();
      core = rest;
    } else {
      do core += costs[end++];
      while (end < costs.size() && core + costs[end] <= sizes.core);
    }
    std::size_t last = end, used = 1 + left + core;
    while (last < costs.size() && used + costs[last] <= sizes.room) used += costs[last++];
    windows.push_back({first, begin, end, last});
    rest -= core;
    begin = end;
  }
  return windows;
}

}  // namespace nutgraf::reading
