#include "import/pace.h"

#include <gtest/gtest.h>

namespace nutgraf::import_ {
namespace {

using std::chrono::duration;

TEST(Pace, the_last_minute_counts_and_a_pause_does_not) {
  Pace pace;
  EXPECT_FALSE(pace.seconds_for(1000));
  for (int i = 0; i < 100; ++i) pace.add(1000, duration<double>(1));
  EXPECT_NEAR(*pace.seconds_for(10000), 10, 0.01);
  // Slower from here on: after a minute of it only that counts.
  for (int i = 0; i < 70; ++i) pace.add(100, duration<double>(1));
  EXPECT_NEAR(*pace.seconds_for(10000), 100, 0.01);
}

}  // namespace
}  // namespace nutgraf::import_
