#include "report/times.h"

#include <gtest/gtest.h>

namespace nutgraf::report {
namespace {

struct Form {
  const char* text;
  const char* date;
  int minute;  // -1: none
  int zone;    // -1: none
};

const TimeRules american{built_in_lexicon(), DateOrder::month_first};
const TimeRules british{built_in_lexicon(), DateOrder::day_first};
const TimeRules unknown{built_in_lexicon(), {}};

TEST(Times, the_usual_forms_are_read) {
  const Form forms[] = {{"2017-02-05", "2017-02-05", -1, -1},
                        {"2017-02-05T21:31:00Z", "2017-02-05", 21 * 60 + 31, 0},
                        {"2017-02-05T21:31:00.000+03:00", "2017-02-05", 21 * 60 + 31, 180},
                        {"2017-02-05 21:31:00 -0500", "2017-02-05", 21 * 60 + 31, -300},
                        {"Feb. 5, 2017, 9:31 PM", "2017-02-05", 21 * 60 + 31, -1},
                        {"February 5, 2017 at 9:31 p.m. EST", "2017-02-05", 21 * 60 + 31, -300},
                        {"July 5, 2017 9:31 a.m. ET", "2017-07-05", 9 * 60 + 31, -240},
                        {"5 February 2017", "2017-02-05", -1, -1},
                        {"Sunday, February 5, 2017", "2017-02-05", -1, -1},
                        {"Sun 5 Feb 2017 09.31 GMT", "2017-02-05", 9 * 60 + 31, 0},
                        {"Sun., Feb. 5th, 2017", "2017-02-05", -1, -1},
                        {"10:15 GMT, 5 February 2017", "2017-02-05", 10 * 60 + 15, 0},
                        {"11 : 24 , Tuesday , 18 June 2013", "2013-06-18", 11 * 60 + 24, -1},
                        {"May 2 , 2013 1 : 35 pm .", "2013-05-02", 13 * 60 + 35, -1},
                        {"9 / 10 / 2010 @ 1 : 19PM", "2010-09-10", 13 * 60 + 19, -1},
                        {"5-Feb-2017", "2017-02-05", -1, -1},
                        {"12 JAN 90", "1990-01-12", -1, -1},
                        {"Feb. 5 '17", "2017-02-05", -1, -1},
                        {"20170205", "2017-02-05", -1, -1},
                        {"1486330260", "2017-02-05", 21 * 60 + 31, 0},
                        {"1486330260000", "2017-02-05", 21 * 60 + 31, 0},
                        {"20170205213100", "2017-02-05", 21 * 60 + 31, -1},
                        {"2017/02/05", "2017-02-05", -1, -1},
                        {"12:05 am, Feb 5, 2017", "2017-02-05", 5, -1},
                        {"5th of February, 2017 at 2131 hrs", "2017-02-05", 21 * 60 + 31, -1},
                        {"Feb 5, 2017 | 21:31 IST", "2017-02-05", 21 * 60 + 31, 330}};
  for (const Form& form : forms) {
    const auto time = read_time_field(form.text, american);
    ASSERT_TRUE(time.has_value()) << form.text;
    EXPECT_EQ(write_date(time->date), form.date) << form.text;
    EXPECT_EQ(time->minute_of_day.value_or(-1), form.minute) << form.text;
    EXPECT_EQ(time->zone_offset_minutes.value_or(-1), form.zone) << form.text;
  }
}

TEST(Times, the_outlet_decides_the_order_of_numbers) {
  EXPECT_EQ(write_date(read_time_field("2/5/2017", american)->date), "2017-02-05");
  EXPECT_EQ(write_date(read_time_field("2/5/2017", british)->date), "2017-05-02");
  EXPECT_EQ(write_date(read_time_field("25/2/2017", american)->date), "2017-02-25");
  EXPECT_EQ(write_date(read_time_field("2/25/2017", british)->date), "2017-02-25");
}

TEST(Times, an_unknown_outlet_leaves_the_other_reading) {
  const auto time = read_time_field("2/5/2017", unknown);
  ASSERT_TRUE(time && time->other_date);
  EXPECT_EQ(write_date(time->date), "2017-02-05");
  EXPECT_EQ(write_date(*time->other_date), "2017-05-02");
  EXPECT_FALSE(read_time_field("5/5/2017", unknown)->other_date.has_value());
  EXPECT_FALSE(read_time_field("25/2/2017", unknown)->other_date.has_value());
}

TEST(Times, what_is_no_full_date_is_none) {
  for (const char* text : {"", "Sunday", "Feb. 5", "2017", "5.9 magnitude", "31/31/2017", "Feb 30, 2017", "13:45", "1-800-555-0199", "A-2017-02", "99999999", "May we", "10 people"})
    EXPECT_FALSE(read_time_field(text, unknown).has_value()) << text;
}

TEST(Times, addresses_tell_dates) {
  EXPECT_EQ(write_date(*read_date_in_url("http://example.com/2013/04/12/a-b")), "2013-04-12");
  EXPECT_EQ(write_date(*read_date_in_url("https://example.com/world/2013/apr/12/a")), "2013-04-12");
  EXPECT_EQ(write_date(*read_date_in_url("https://example.com/20130412/a")), "2013-04-12");
  EXPECT_FALSE(read_date_in_url("https://example.com/story/1234/56").has_value());
}

}  // namespace
}  // namespace nutgraf::report
