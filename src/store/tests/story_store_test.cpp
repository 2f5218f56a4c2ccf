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

// Every event with its story, every report with what it is a copy of.
std::map<std::string, std::string> joined(const Project& project) {
  std::map<std::string, std::string> all;
  std::string cursor;
  do {
    const auto page = project.list_events({}, EventSort::when, {.limit = 500, .cursor = cursor}).value();
    for (const Event& event : page.items) all[event.id] = event.story;
    cursor = page.next;
  } while (!cursor.empty());
  do {
    const auto page = project.list_reports({}, ReportSort::imported, {.limit = 500, .cursor = cursor}).value();
    for (const ReportSummary& report : page.items) all[report.id] = report.wire_of;
    cursor = page.next;
  } while (!cursor.empty());
  return all;
}

std::vector<FiledReport> many_reports() {
  std::vector<FiledReport> reports;
  for (std::uint64_t i = 0; i < 60; ++i) reports.push_back(invent_report(i));
  const std::string lead = "A bomb that was hidden in a hay cart went off in the middle of the morning trade, when most of the farmers of the valley were there.";
  for (int i = 0; i < 8; ++i)
    reports.push_back(tell_bombing(i % 2 == 0 ? lead : "Rescuers dug through the night, doctor number " + std::to_string(i) + " told a press briefing.", 10 + i % 3,
                                   "2021-03-0" + std::to_string(6 + i % 3), "Outlet " + std::to_string(i)));
  return reports;
}

TEST_F(Stories, joined_anew_they_do_not_depend_on_the_order_of_import) {
  const TemporaryProject other_file("joined-in-another-order");
  auto other = other_file.open();
  auto reports = many_reports();
  for (const FiledReport& report : reports) project_->save_report(report, 0, noon).value();
  std::ranges::reverse(reports);
  for (const FiledReport& report : reports) other->save_report(report, 0, noon).value();
  ASSERT_NE(joined(*project_), joined(*other)) << "these reports show nothing";
  EXPECT_GT(other->relink(noon)->events, 0u);
  project_->relink(noon).value();
  EXPECT_EQ(joined(*project_), joined(*other));
  EXPECT_EQ(project_->check().value(), std::vector<std::string>{});
  const std::string before = project_->fingerprint().value();
  const auto seq = project_->last_change();
  const auto again = project_->relink(noon).value();
  EXPECT_EQ(again.events, 0u);
  EXPECT_EQ(again.reports, 0u);
  EXPECT_EQ(project_->last_change(), seq) << "nothing has changed, and nothing is told";
  EXPECT_EQ(project_->fingerprint().value(), before);
}

TEST_F(Stories, joined_anew_they_keep_what_people_did) {
  const TemporaryProject made("relinked-replayed");
  auto reports = many_reports();
  std::ranges::reverse(reports);
  for (const FiledReport& report : reports) project_->save_report(report, 0, noon).value();
  const auto assaults = project_->list_stories({.type = {"ASSAULT"}}, StorySort::events, {}).value().items;
  const auto protests = project_->list_stories({.type = {"PROTEST"}}, StorySort::events, {}).value().items;
  ASSERT_GT(assaults[0].events, 2u);
  const auto events_of = [&](const std::string& story) {
    std::vector<std::string> ids;
    for (const Json& event : events_in(project_->story_json(story).value())) ids.push_back(event["id"]);
    return ids;
  };
  const auto merged = events_of(protests[0].id), also = events_of(assaults[1].id);
  project_->merge_stories({protests[0].id, assaults[1].id}, "one riot", "Ines", noon).value();
  const auto bombings = events_of(assaults[0].id);
  const std::string apart = project_->split_story(assaults[0].id, {bombings[1]}, "another market", "Ines", noon).value();
  const auto added = project_->review({.action = Action::add_event, .target = bombings[0].substr(0, 16), .value = R"({"event":"AID"})", .who = "Ines", .at = noon}).value();
  project_->relink(noon).value();
  for (const std::string& event : also) EXPECT_EQ(story_of(event), story_of(merged[0]));
  EXPECT_EQ(story_of(bombings[1]), apart);
  EXPECT_EQ(story_of(bombings[0]), story_of(bombings[2]));
  EXPECT_NE(story_of(bombings[0]), apart);
  EXPECT_EQ(story_of(added.target), "s-" + added.target);
  EXPECT_EQ(project_->check().value(), std::vector<std::string>{});
  ASSERT_TRUE(project_->replay(made.path()));
  EXPECT_EQ(Project::open(made.path(), {}).value()->fingerprint().value(), project_->fingerprint().value());
  EXPECT_EQ(project_->edits(0, 100)->size(), 3u);
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
