#include "reading/windows.h"

#include <gtest/gtest.h>

namespace nutgraf::reading {
namespace {

TEST(Windows, a_short_report_is_read_in_one) {
  EXPECT_EQ(windows_over({20, 30, 461}), (std::vector<Window>{{0, 0, 3, 3}}));
  EXPECT_TRUE(windows_over({}).empty());
}

TEST(Windows, a_long_report_is_read_in_several_with_what_stands_around) {
  // 12 segments of 60: five fill the first core (300), three more fit behind it (1 + 480 + 60 > 512 with a ninth).
  const std::vector<std::size_t> costs(12, 60);
  EXPECT_EQ(windows_over(costs), (std::vector<Window>{{0, 0, 5, 8}, {4, 5, 12, 12}}));
}

TEST(Windows, a_segment_larger_than_a_core_stands_alone) {
  EXPECT_EQ(windows_over({301, 301, 301}), (std::vector<Window>{{0, 0, 1, 1}, {1, 1, 2, 2}, {2, 2, 3, 3}}));
}

TEST(Windows, cores_cover_every_segment_once) {
  std::vector<std::size_t> costs;
  for (std::size_t i = 0; i < 200; ++i) costs.push_back(1 + i * 7919 % 301);
  std::size_t next = 0;
  for (const Window& window : windows_over(costs)) {
    EXPECT_EQ(window.core_begin, next);
    EXPECT_LE(window.first, window.core_begin);
    EXPECT_GE(window.last, window.core_end);
    std::size_t used = 1;
    for (std::size_t k = window.first; k < window.last; ++k) used += costs[k];
    EXPECT_LE(used, 512u);
    next = window.core_end;
  }
  EXPECT_EQ(next, costs.size());
}

}  // namespace
}  // namespace nutgraf::reading
