#include "story/stories.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace nutgraf::story {
namespace {

using Json = nlohmann::ordered_json;

const CommonWords& common() {
  static const CommonWords words = *CommonWords::load({});
  return words;
}

struct Told {
  std::string report, filed, day, place, victim, text;
  double killed = 9;
};

// A report with one killing.
Telling tell(const Told& told, const std::string& record = "e1") {
  const std::size_t begin = told.text.find("killed");
  Json event{{"id", record}, {"event", "ASSAULT"}, {"mode", {"firearms"}}, {"status", "happened"}};
  if (!told.day.empty()) event["when"] = {{"earliest", told.day}, {"latest", told.day}, {"basis", "relative"}};
  if (!told.place.empty()) event["where"] = {{{"text", told.place}, {"name", told.place}, {"precision", "city"}}};
  if (!told.victim.empty()) event["recipient"] = {{{"text", told.victim}, {"name", told.victim}}};
  event["how_many"] = {{{"what", "killed"}, {"low", told.killed}, {"high", told.killed}}};
  event["evidence"] = {{{"begin", begin}, {"end", begin + 6}, {"text", "killed"}}};
  Json line{{"report", {{"text", told.text}, {"filed", told.filed}}},
            {"answers", {{"where", {{{"name", told.place}}}}, {"who", {{{"name", told.victim}}}}}},
            {"events", {event}}};
  const auto tellings = tellings_of(line.dump(), told.report, common());
  EXPECT_TRUE(tellings) << tellings.error().message;
  return tellings->front();
}

const Told first{"r1", "2021-03-09", "2021-03-08", "Karsova", "Ilen Dorad",
                 "Gunmen killed nine people at a grain market in Karsova on Monday, among them the trader Ilen Dorad."};
const Told second{"r2", "2021-03-09", "2021-03-08", "Karsova", "Ilen Dorad",
                  "The trader Ilen Dorad was among nine people who were killed by gunmen at the Karsova grain market."};
const Told elsewhere{"r3", "2021-03-10", "2021-03-09", "Delmar", "Otto Brandel",
                     "A fisherman, Otto Brandel, was killed by robbers near the port of Delmar, the harbour police said.", 1};

TEST(Stories, two_reports_of_one_attack_are_one_story) {
  const auto stories = join_tellings({tell(first), tell(second), tell(elsewhere)});
  ASSERT_EQ(stories.size(), 2U);
  EXPECT_EQ(stories[0].records, (std::vector<std::string>{"r1-e1", "r2-e1"}));
  EXPECT_EQ(stories[0].id, "s-r1-e1");
}

TEST(Stories, the_order_of_the_input_changes_nothing) {
  const auto one = join_tellings({tell(first), tell(second), tell(elsewhere)});
  const auto other = join_tellings({tell(elsewhere), tell(second), tell(first)});
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].records, other[i].records);
}

TEST(Stories, an_attack_a_month_later_in_the_same_town_is_another_story) {
  Told later = second;
  later.filed = "2021-04-14";
  later.day = "2021-04-13";
  later.victim = "Marek Stoll";
  later.text = "A driver, Marek Stoll, was killed when shots hit his bus in Karsova on Tuesday.";
  later.killed = 1;
  EXPECT_EQ(join_tellings({tell(first), tell(later)}).size(), 2U);
}

TEST(Stories, two_records_of_one_report_are_never_one_story) {
  EXPECT_EQ(join_tellings({tell(first, "e1"), tell(first, "e2")}).size(), 2U);
}

TEST(Stories, scores_are_symmetric_and_types_stay_apart) {
  Telling a = tell(first), b = tell(second);
  EXPECT_DOUBLE_EQ(same_event(a, b), same_event(b, a));
  EXPECT_GT(same_event(a, b), same_event(a, tell(elsewhere)));
  b.type = "PROTEST";
  EXPECT_LT(same_event(a, b), -1000);
}

TEST(Stories, dated_and_undated_tellings_meet_in_a_block) {
  Told undated = second;
  undated.day = undated.filed = "";
  const Telling a = tell(first), b = tell(undated);
  const auto meets = [](const std::vector<std::string>& filed, const std::vector<std::string>& looked_up) {
    return std::ranges::any_of(looked_up, [&](const auto& key) { return std::ranges::find(filed, key) != filed.end(); });
  };
  EXPECT_TRUE(meets(blocks_of(a), lookups_of(b)));
  EXPECT_TRUE(meets(blocks_of(b), lookups_of(a)));
}

TEST(Stories, men_of_different_ages_shot_in_one_town_are_two_events) {
  Told one = first, other = first;
  one.victim = other.victim = one.day = other.day = one.filed = other.filed = "";
  one.killed = other.killed = 1;
  one.text = "A 23-year-old man was killed outside a tavern in Karsova, police said.";
  other.text = "Neighbours found a 42-year-old man who had been killed in his flat in the east of Karsova.";
  other.report = "r8";
  EXPECT_EQ(tell(one).ages, (std::vector<int>{23}));
  EXPECT_LT(same_event(tell(one), tell(other)), 0) << testing::PrintToString(clues_of(tell(one), tell(other)));
}

TEST(Stories, a_word_for_anybody_is_no_common_party) {
  Told one = first, other = first;
  one.victim = other.victim = "A man";
  other.report = "r9";
  EXPECT_TRUE(tell(one).recipients.front().words.empty());
}

TEST(Copies, a_lightly_edited_wire_story_is_a_copy) {
  std::string text = first.text + " Police closed the roads to the east of the town and searched the farms along the river until nightfall."
                     " The governor called the attack the worst in the district since the end of the war and promised help to the families.";
  Told original = first, printed = first, other = elsewhere;
  original.text = text;
  printed.report = "r5";
  printed.text = "KARSOVA: " + text + " More follows.";
  EXPECT_GE(share_of_shingles(tell(original), tell(printed)), wire_copy_share);
  EXPECT_LT(share_of_shingles(tell(original), tell(other)), wire_copy_share);
}

TEST(Tellings, are_the_same_after_writing_and_reading) {
  const Telling telling = tell(first);
  const TellingText text = write_telling(telling);
  const auto again = read_telling(text.own, text.of_report);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(write_telling(*again).own, text.own);
  EXPECT_EQ(write_telling(*again).of_report, text.of_report);
  EXPECT_FALSE(read_telling("{}", "{}"));
  EXPECT_FALSE(read_telling("no json", text.of_report));
  EXPECT_FALSE(read_telling(text.own, "no json"));
}

TEST(Tellings, a_time_that_only_the_filing_day_bounds_is_left_out) {
  const auto tellings = tellings_of(R"({"report":{"text":"x killed y","filed":"2021-03-09"},"events":[{"id":"e1","event":"ASSAULT","when":{"latest":"2021-03-09","basis":"filing"},"evidence":[]}]})",
                                    "r", common());
  ASSERT_TRUE(tellings);
  EXPECT_FALSE(tellings->front().latest);
  EXPECT_TRUE(tellings->front().filed);
}

TEST(Tellings, a_line_without_text_is_refused) {
  EXPECT_FALSE(tellings_of(R"({"report":{}})", "r", common()));
  EXPECT_FALSE(tellings_of("[]", "r", common()));
}

}  // namespace
}  // namespace nutgraf::story
