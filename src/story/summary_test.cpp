#include "story/summary.h"

#include <gtest/gtest.h>

namespace nutgraf::story {
namespace {

Member member(const std::string& report, const std::string& outlet, const std::string& filed, const std::string& fields, const std::string& wire = "") {
  return {.report = report, .record = report + "-e1", .outlet = outlet, .filed = read_date(filed), .filed_at = filed, .wire = wire,
          .json = R"({"event":"ASSAULT","status":"happened","evidence":[{"text":"blast in )" + report + R"("}],)" + fields + "}"};
}

std::string killed(double low, const std::string& bound = "exact") {
  const bool is_open = bound != "exact";
  return R"("how_many":[{"what":"killed","bound":")" + bound + R"(","low":)" + std::to_string(low) + (is_open ? "" : R"(,"high":)" + std::to_string(low)) +
         R"(,"text":"told"}])";
}

TEST(Summary, a_toll_keeps_its_history_and_the_last_day_decides) {
  const auto summary = summarise({member("r3", "C", "2021-03-10", killed(17, "at_least")), member("r1", "A", "2021-03-08", killed(12)),
                                  member("r2", "B", "2021-03-09", killed(15))});
  ASSERT_TRUE(summary) << summary.error().message;
  ASSERT_EQ(summary->tolls.size(), 1U);
  const Toll& toll = summary->tolls[0];
  ASSERT_EQ(toll.history.size(), 3U);
  EXPECT_EQ(toll.history[0].low, 12);
  EXPECT_EQ(toll.history[2].bound, "at_least");
  EXPECT_EQ(toll.low, 17);
  EXPECT_FALSE(toll.high);
  EXPECT_FALSE(toll.is_disputed);
}

TEST(Summary, copies_of_a_wire_story_are_one_source_and_one_step) {
  const auto summary = summarise({member("r1", "A", "2021-03-08", killed(12), "w"), member("r2", "B", "2021-03-08", killed(12), "w"),
                                  member("r3", "C", "2021-03-08", killed(12), "w"), member("r4", "D", "2021-03-08", killed(14)),
                                  member("r5", "E", "2021-03-08", killed(14))});
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->reports, 5);
  EXPECT_EQ(summary->sources, 3);
  const Toll& toll = summary->tolls[0];
  ASSERT_EQ(toll.history.size(), 3U);
  EXPECT_EQ(toll.history[0].copies, 3);
  EXPECT_EQ(toll.low, 14);
  EXPECT_TRUE(toll.is_disputed);
  EXPECT_EQ(summary->disputed, (std::vector<std::string>{"killed"}));
}

TEST(Summary, bounds_that_allow_one_another_agree_on_the_narrower) {
  const auto summary = summarise({member("r1", "A", "2021-03-08", killed(12, "at_least")), member("r2", "B", "2021-03-08", killed(15))});
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->tolls[0].low, 15);
  EXPECT_EQ(summary->tolls[0].high, 15);
  EXPECT_FALSE(summary->tolls[0].is_disputed);
}

TEST(Summary, most_sources_give_the_place_and_the_days) {
  const std::string monday = R"("when":{"earliest":"2021-03-08","latest":"2021-03-08","basis":"relative","text":"Monday"},"where":[{"name":"Karsova","text":"Karsova"}])";
  const std::string early = R"("when":{"earliest":"2021-03-06","latest":"2021-03-08","basis":"stated","text":"over the weekend"},"where":[{"name":"Delmar","text":"Delmar"}])";
  const auto summary = summarise({member("r1", "A", "2021-03-08", monday), member("r2", "B", "2021-03-09", monday), member("r3", "C", "2021-03-09", early)});
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->place, "Karsova");
  EXPECT_EQ(write_date(*summary->earliest), "2021-03-08");
  EXPECT_EQ(write_date(*summary->latest), "2021-03-08");
  for (const Field& field : summary->fields)
    if (field.field == "when") {
      EXPECT_EQ(field.sources, 3);
      EXPECT_FALSE(field.is_disputed);
    }
}

TEST(Summary, a_filing_bound_does_not_vote_against_a_told_day) {
  const auto summary = summarise({member("r1", "A", "2021-03-08", R"("when":{"latest":"2021-03-08","basis":"filing"})"),
                                  member("r2", "B", "2021-03-12", R"("when":{"earliest":"2021-03-07","latest":"2021-03-07","basis":"stated"})")});
  ASSERT_TRUE(summary);
  EXPECT_EQ(write_date(*summary->latest), "2021-03-07");
}

TEST(Summary, refuses_a_story_without_records_or_with_a_broken_one) {
  EXPECT_FALSE(summarise({}));
  EXPECT_FALSE(summarise({Member{.report = "r", .record = "r-e1", .outlet = "", .filed = {}, .filed_at = "", .wire = "", .json = "[]"}}));
}

}  // namespace
}  // namespace nutgraf::story
