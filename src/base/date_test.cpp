#include "base/date.h"

#include <gtest/gtest.h>

namespace nutgraf {
namespace {

TEST(Dates, only_days_that_exist_are_read) {
  EXPECT_EQ(write_date(*read_date("2020-02-29T10:00")), "2020-02-29");
  EXPECT_FALSE(read_date("2021-02-29"));
  EXPECT_FALSE(read_date("2021-2-09"));
  EXPECT_FALSE(read_date("soon"));
}

TEST(Dates, arithmetic_crosses_months_and_years) {
  const Date day = *read_date("2016-12-31");
  EXPECT_EQ(write_date(add_days(day, 1)), "2017-01-01");
  EXPECT_EQ(days_between(day, *read_date("2017-03-01")), 60);
}

}  // namespace
}  // namespace nutgraf
