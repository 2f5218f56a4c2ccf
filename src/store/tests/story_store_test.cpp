// Stories in a project: found as reports come, merged and split by people, and exactly as before once that is undone.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "store/tests/invented.h"

namespace nutgraf::store {
namespace {

// The same bombing, as several papers of one week tell it.
FiledReport tell_bombing(const std::string& lead, int killed, const std::string& filed, const std::string& outlet) {
  const std::string words = "killed " + std::to_string(killed) + " people";
  const std::string text = "Bomb at the cattle market of Karlsmoor\n\n" + lead + " The blast " + words + " at the cattle market of Karlsmoor on Saturday.\n";
  Json bombing = make_event("ASSAULT", words);
  bombing["mode"] = {"explosives"};
  bombing["actor"] = {{{"text", "Red Dune Front"}, {"name", "Red Dune Front"}, {"kind", "group"}}};
  bombing["when"] = {{"earliest", "2021-03-06"}, {"latest", "2021-03-06"}, {"precision", "day"}, {"basis", "relative"}};
  bombing["where"] = {{{"text", "Karlsmoor"}, {"name", "Karlsmoor"}, {"country", "XAA"}, {"geonameid", 901}, {"lat", 10.5}, {"lon", 20.5}, {"precision", "city"}}};
  bombing["how_many"] = {{{"id", "f1"}, {"what", "killed"}, {"unit", "people"}, {"value", killed}, {"bound", "exact"}, {"low", killed}, {"high", killed},
                          {"text", std::to_string(killed) + " people"}}};
  FiledReport report = make_report(text, filed, {bombing});
  report.raw += outlet;
  Json line = Json::parse(report.line);
  line["report"]["outlet"] = outlet;
  report.line = line.dump();
  return report;
}

class Stories : public testing::Test {
 protected:
  Stories() : file_(testing::UnitTest::GetInstance()->current_test_info()->name()), project_(file_.open()) {}

  std::string save(const FiledReport& report) { return project_->save_report(report, 0, noon)->report + "-e1"; }
  std::string story_of(const std::string& event) { return project_->find_event(event)->story; }

  TemporaryProject file_;
  std::unique_ptr<Project> project_;
};

TEST_F(Stories, reports_of_one_event_are_one_story_and_copies_one_source) {
  const std::string lead = "A bomb that was hidden in a hay cart went off in the middle of the morning trade, when most of the farmers of the valley were there.";
  const std::string first = save(tell_bombing(lead, 12, "2021-03-06T14:00", "Morning Gazette"));
  const std::string copy = save(tell_bombing(lead, 12, "2021-03-06T15:00", "Valley Herald"));
  const std::string later = save(tell_bombing("Rescuers dug through the night after a bombing claimed by nobody so far, the town's mayor told a press briefing.", 17, "2021-03-07T09:00", "Evening Post"));
  Json elsewhere = make_event("PROTEST", "marched");
  const std::string other = save(make_report("Nurses marched in Ostfeld.\n", "2021-03-06", {elsewhere}));
  EXPECT_EQ(story_of(first), "s-" + first);
  EXPECT_EQ(story_of(copy), story_of(first));
  EXPECT_EQ(story_of(later), story_of(first));
  EXPECT_NE(story_of(other), story_of(first));
  const auto list = project_->list_stories({.type = {"ASSAULT"}}, StorySort::when_last_first, {}).value();
  ASSERT_EQ(list.total, 1u);
  EXPECT_EQ(list.items[0].events, 3u);
  EXPECT_EQ(list.items[0].reports, 3u);
  EXPECT_EQ(list.items[0].sources, 2u);
  EXPECT_EQ(list.items[0].figures[0].best, 17);
  const Json story = Json::parse(project_->story_json("s-" + first).value());
  EXPECT_EQ(story["events"].size(), 3u);
  EXPECT_EQ(story["reports"].size(), 3u);
  EXPECT_EQ(story["wires"].size(), 1u);
  EXPECT_EQ(story["tolls"]["killed"].size(), 2u) << "the copy is folded";
  EXPECT_EQ(story["tolls"]["killed"][0]["value"], 12);
  EXPECT_EQ(story["tolls"]["killed"][1]["value"], 17);
  EXPECT_EQ(story["tolls"]["killed"][1]["agreed"], true);
  const auto report = Json::parse(project_->report_json(copy.substr(0, 16)).value());
  EXPECT_EQ(report["wire"]["first"], first.substr(0, 16));
  EXPECT_EQ(project_->find_report(copy.substr(0, 16))->wire_of, first.substr(0, 16));
}

TEST_F(Stories, what_was_found_stays_when_its_founder_goes) {
  const std::string lead = "A bomb that was hidden in a hay cart went off in the middle of the morning trade, when most of the farmers of the valley were there.";
  const std::string first = save(tell_bombing(lead, 12, "2021-03-06T14:00", "Morning Gazette"));
  const std::string copy = save(tell_bombing(lead, 12, "2021-03-06T15:00", "Valley Herald"));
  const std::string third = save(tell_bombing(lead, 12, "2021-03-06T16:00", "Hill Courier"));
  project_->delete_report(first.substr(0, 16), "Ines", noon).value();
  EXPECT_EQ(story_of(copy), "s-" + first) << "a story keeps its name";
  EXPECT_EQ(story_of(third), "s-" + first);
  EXPECT_EQ(project_->find_report(copy.substr(0, 16))->wire_of, "");
  EXPECT_EQ(project_->find_report(third.substr(0, 16))->wire_of, copy.substr(0, 16));
  EXPECT_EQ(project_->check().value(), std::vector<std::string>{});
}

TEST_F(Stories, merge_and_split_are_undone_exactly) {
  for (std::uint64_t i = 0; i < 60; ++i) project_->save_report(invent_report(i), 0, noon).value();
  const auto state = [&] {
    std::map<std::string, std::string> stories;
    for (const auto& item : taken(project_->list_stories({}, StorySort::events, {.limit = 500})).items) {
      Json story = Json::parse(project_->story_json(item.id).value());
      story.erase("edits");
      stories[item.id] = story.dump() + std::to_string(item.sources) + item.title;
    }
    return stories;
  };
  const auto before = state();
  ASSERT_GT(before.size(), 10u);
  const auto list = project_->list_stories({}, StorySort::events, {.limit = 500}).value();
  const std::string a = list.items[0].id, b = list.items[1].id, c = list.items[5].id;
  ASSERT_GT(list.items[0].events, 1u);

  EXPECT_EQ(project_->merge_stories({a, b, c}, "one raid", "Ines", noon).value(), a);
  EXPECT_EQ(state().size(), before.size() - 2);
  EXPECT_FALSE(project_->story_json(b));
  const Json merged = Json::parse(project_->story_json(a).value());
  EXPECT_EQ(merged["edits"].size(), 1u);
  project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(state(), before);

  // Split, merge back, undo both: the identical stories each time.
  const std::string leaving = Json::parse(project_->story_json(a).value())["events"][0]["id"];
  const std::string split = project_->split_story(a, {leaving}, "another raid", "Ines", noon).value();
  EXPECT_EQ(story_of(leaving), split);
  EXPECT_EQ(state().size(), before.size() + 1);
  EXPECT_EQ(project_->merge_stories({a, split}, "no, it is the same", "Ines", noon).value(), a);
  EXPECT_EQ(state(), before);
  project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(story_of(leaving), split);
  project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(state(), before);
  EXPECT_EQ(project_->check().value(), std::vector<std::string>{});
}

TEST_F(Stories, what_comes_later_follows_the_event_that_it_is_like) {
  const std::string lead = "A bomb that was hidden in a hay cart went off in the middle of the morning trade, when most of the farmers of the valley were there.";
  const std::string first = save(tell_bombing(lead, 12, "2021-03-06T14:00", "Morning Gazette"));
  Json march = make_event("PROTEST", "marched");
  const std::string other = save(make_report("Nurses marched in Ostfeld.\n", "2021-03-06", {march}));
  const std::string into = project_->merge_stories({story_of(other), story_of(first)}, "told together", "Ines", noon).value();
  const std::string copy = save(tell_bombing(lead, 12, "2021-03-06T15:00", "Valley Herald"));
  EXPECT_EQ(story_of(copy), into);
  project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(story_of(first), "s-" + first);
  EXPECT_EQ(story_of(copy), "s-" + first);
  EXPECT_EQ(story_of(other), "s-" + other);
}

TEST_F(Stories, what_cannot_be_merged_or_split_is_refused) {
  const std::string event = save(invent_report(0));
  EXPECT_TRUE(project_->merge_stories({story_of(event)}, "", "Ines", noon).error().message.starts_with("value:"));
  EXPECT_TRUE(project_->merge_stories({story_of(event), story_of(event)}, "", "Ines", noon).error().message.starts_with("value:"));
  EXPECT_TRUE(project_->merge_stories({story_of(event), "s-x"}, "", "Ines", noon).error().message.starts_with("no such story"));
  EXPECT_TRUE(project_->split_story(story_of(event), {event}, "", "Ines", noon).error().message.starts_with("value:"));
  EXPECT_TRUE(project_->split_story("s-x", {event}, "", "Ines", noon).error().message.starts_with("no such story"));
  EXPECT_FALSE(project_->story_json("s-x"));
}

TEST_F(Stories, a_rejected_event_is_not_counted) {
  const std::string lead = "A bomb that was hidden in a hay cart went off in the middle of the morning trade, when most of the farmers of the valley were there.";
  const std::string first = save(tell_bombing(lead, 12, "2021-03-06T14:00", "Morning Gazette"));
  const std::string second = save(tell_bombing(lead, 12, "2021-03-06T15:00", "Valley Herald"));
  project_->review({.action = Action::reject, .target = second, .who = "Ines", .at = noon}).value();
  EXPECT_EQ(project_->list_stories({}, StorySort::events, {})->items[0].events, 1u);
  project_->review({.action = Action::reject, .target = first, .who = "Ines", .at = noon}).value();
  EXPECT_EQ(project_->list_stories({}, StorySort::events, {})->total, 0u);
  EXPECT_EQ(project_->counts()->stories, 0u);
}

}  // namespace
}  // namespace nutgraf::store
