// What people do: recorded, undoable, and worth as much as the machine's own record when a project is made anew.

#include <gtest/gtest.h>

#include <random>

#include "store/tests/invented.h"

namespace nutgraf::store {
namespace {

class Review : public testing::Test {
 protected:
  Review() : file_(testing::UnitTest::GetInstance()->current_test_info()->name()), project_(file_.open()) {
    Json bombing = make_event("ASSAULT", "killed nine people");
    bombing["mode"] = {"explosives"};
    bombing["actor"] = {{{"text", "the Red Line"}, {"kind", "group"}}, {{"text", "two gunmen"}, {"kind", "group"}}};
    bombing["how_many"] = {{{"id", "f1"}, {"what", "killed"}, {"value", 9}, {"bound", "exact"}, {"low", 9}, {"high", 9}, {"text", "nine people"}}};
    bombing["when"] = {{"latest", "2021-03-07"}, {"basis", "filing"}, {"precision", "day"}};
    report_ = project_->save_report(make_report("A bomb by the Red Line and two gunmen killed nine people.\n", "2021-03-08", {bombing}), 0, noon)->report;
    event_ = report_ + "-e1";
  }

  Result<Edit> edit(Action action, const std::string& path = {}, const std::string& value = {}) {
    return project_->review({.action = action, .target = event_, .path = path, .value = value, .reason = "seen on the spot", .who = "Ines", .at = "2021-03-09T08:00:00Z"});
  }
  Json now() { return Json::parse(project_->find_event(event_)->json); }

  TemporaryProject file_;
  std::unique_ptr<Project> project_;
  std::string report_, event_;
};

TEST_F(Review, states_follow_the_last_word_that_holds) {
  EXPECT_EQ(now()["review"]["state"], "machine");
  edit(Action::accept).value();
  EXPECT_EQ(now()["review"]["state"], "reviewed");
  edit(Action::dispute).value();
  EXPECT_EQ(now()["review"]["state"], "disputed");
  project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(now()["review"]["state"], "reviewed");
  edit(Action::set, "status", "\"planned\"").value();
  EXPECT_EQ(now()["review"]["state"], "coded") << "who accepted it saw another record";
  edit(Action::reject).value();
  edit(Action::reopen).value();
  EXPECT_EQ(now()["review"]["state"], "coded");
  EXPECT_EQ(now()["status"], "planned");
  EXPECT_EQ(now()["review"]["edited"], Json({"status"}));
}

TEST_F(Review, an_edit_tells_who_when_what_and_what_stood_there_before) {
  const Edit made = edit(Action::set, "how_many/f1/value", "11").value();
  const Json told = Json::parse(write_edit(made));
  EXPECT_EQ(told, Json::parse(R"({"id":1,"at":"2021-03-09T08:00:00Z","who":"Ines","action":"set","target":")" + event_ +
                              R"(","path":"how_many/f1/value","value":11,"old":9,"reason":"seen on the spot"})"));
  EXPECT_EQ(now()["how_many"][0]["low"], 11);
  EXPECT_EQ(now()["review"]["updated"], "2021-03-09T08:00:00Z");
  EXPECT_EQ(project_->history(event_)->size(), 1u);
}

TEST_F(Review, the_type_carries_its_codes) {
  edit(Action::set, "event", "\"PROTEST\"").value();
  edit(Action::set, "mode", "[\"demo\"]").value();
  EXPECT_EQ(now()["quad_code"], "4");
  EXPECT_EQ(now()["cameo"], "141");
}

TEST_F(Review, items_come_and_go) {
  edit(Action::remove_item, "actor/0").value();
  EXPECT_EQ(now()["actor"].size(), 1u);
  edit(Action::set, "actor/0/country", "\"XAA\"").value();
  EXPECT_EQ(now()["actor"][0]["text"], "two gunmen");
  EXPECT_EQ(now()["actor"][0]["country"], "XAA");
  project_->undo(1, "Ines", noon).value();
  EXPECT_EQ(now()["actor"].size(), 2u);
  EXPECT_FALSE(now()["actor"][0].contains("country"));
  EXPECT_EQ(now()["actor"][1]["country"], "XAA") << "the edit stays with its party";
  edit(Action::add_item, "where", R"({"text":"Aksu","name":"Aksu","country":"XAA","lat":41.5,"lon":80.25,"precision":"city"})").value();
  EXPECT_EQ(now()["where"][0]["name"], "Aksu");
  EXPECT_EQ(project_->map_cells({}, 0)->cells.size(), 1u);
}

TEST_F(Review, another_place_for_the_same_words_keeps_the_words) {
  edit(Action::add_item, "where", R"({"text":"Aksu","name":"Aksu","country":"XAA","lat":41.5,"lon":80.25,"precision":"city"})").value();
  edit(Action::set, "where/0", R"({"geonameid":77,"name":"Aksu-on-Sea","country":"XBB","lat":1.5,"lon":2.25,"precision":"city","population":9000})").value();
  EXPECT_EQ(now()["where"][0]["text"], "Aksu");
  EXPECT_EQ(now()["where"][0]["name"], "Aksu-on-Sea");
  EXPECT_EQ(project_->list_events({.place = {"77"}}, EventSort::when, {})->total, 1u);
  edit(Action::set, "actor/1", R"({"text":"two men in police uniform","kind":"group"})").value();
  EXPECT_FALSE(now()["actor"][1].contains("begin")) << "these words stand nowhere in the report";
  project_->undo({}, "Ines", noon).value();
  EXPECT_TRUE(now()["actor"][1].contains("begin"));
}

TEST_F(Review, what_cannot_be_is_refused_with_its_field) {
  const auto refused = [&](Action action, const std::string& path, const std::string& value) { return edit(action, path, value).error().message; };
  EXPECT_TRUE(refused(Action::set, "colour", "\"red\"").starts_with("path:"));
  EXPECT_TRUE(refused(Action::set, "actor/7/name", "\"x\"").starts_with("path:"));
  EXPECT_TRUE(refused(Action::set, "actor/0/weight", "3").starts_with("path:"));
  EXPECT_TRUE(refused(Action::set, "status", "\"finished\"").starts_with("value:"));
  EXPECT_TRUE(refused(Action::set, "status", "null").starts_with("value:"));
  EXPECT_TRUE(refused(Action::set, "when/earliest", "\"yesterday\"").starts_with("value:"));
  EXPECT_TRUE(refused(Action::set, "how_many/f1/value", "\"nine\"").starts_with("value:"));
  EXPECT_TRUE(refused(Action::set, "how_many/f1/value", "{").starts_with("value:"));
  EXPECT_TRUE(refused(Action::add_item, "status", "\"x\"").starts_with("path:"));
  EXPECT_TRUE(refused(Action::add_item, "actor", "{\"name\":\"nobody\"}").starts_with("value:"));
  EXPECT_TRUE(refused(Action::remove_item, "actor/0/name", "").starts_with("path:"));
  EXPECT_EQ(project_->review({.action = Action::accept, .target = event_, .at = noon}).error().message, "who: an edit needs somebody who makes it");
  EXPECT_TRUE(project_->review({.action = Action::accept, .target = "x", .who = "Ines", .at = noon}).error().message.starts_with("no such event"));
  EXPECT_EQ(project_->edits(0, 100)->size(), 0u) << "nothing refused is in the log";
}

TEST_F(Review, undo_and_undo_of_undo) {
  const std::string before = now().dump();
  const auto first = edit(Action::set, "certainty", "\"claimed\"").value();
  const std::string with_edit = now().dump();
  const auto undo = project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(undo.events, std::vector<std::string>{event_});
  EXPECT_EQ(now().dump(), before);
  EXPECT_EQ(project_->undo(first.id, "Ines", noon).error().message, "edit: 1 is undone already, by 2");
  project_->undo(undo.edit.id, "Omar", noon).value();
  EXPECT_EQ(now().dump(), with_edit);
  EXPECT_EQ(project_->edits(0, 100)->size(), 3u);
  EXPECT_FALSE(project_->edits(0, 1)->front().undone_by);
}

TEST_F(Review, a_person_undoes_what_that_person_did) {
  edit(Action::accept).value();
  project_->review({.action = Action::dispute, .target = event_, .who = "Omar", .at = noon}).value();
  project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(now()["review"]["state"], "disputed");
  EXPECT_EQ(project_->undo({}, "Ines", noon).error().message, "edit: there is nothing to undo");
  project_->undo({}, "Ines", noon, Whose::anyone).value();
  EXPECT_EQ(now()["review"]["state"], "machine");
}

TEST_F(Review, an_added_event_lives_as_long_as_its_edit) {
  const auto made = project_->review({.action = Action::add_event, .target = report_, .value = R"({"event":"ACCUSE","mode":["allege"],"status":"happened"})", .who = "Ines", .at = noon});
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(made->target, report_ + "-e2");
  const auto added = Json::parse(project_->find_event(made->target)->json);
  EXPECT_EQ(added["review"]["state"], "coded");
  EXPECT_EQ(added["story"], "s-" + made->target);
  EXPECT_EQ(project_->find_report(report_)->events, 2u);
  project_->undo({}, "Ines", noon).value();
  EXPECT_FALSE(project_->find_event(made->target));
  EXPECT_EQ(project_->find_report(report_)->events, 1u);
  EXPECT_EQ(project_->counts()->stories, 1u);
  project_->undo(2, "Ines", noon).value();
  EXPECT_EQ(Json::parse(project_->find_event(made->target)->json).dump(), added.dump());
  EXPECT_TRUE(project_->review({.action = Action::add_event, .target = report_, .value = R"({"event":"DANCE"})", .who = "Ines", .at = noon}).error().message.starts_with("value:"));
  EXPECT_TRUE(project_->review({.action = Action::add_event, .target = report_, .value = R"({"mode":[]})", .who = "Ines", .at = noon}).error().message.starts_with("value:"));
}

TEST_F(Review, an_added_event_has_the_words_that_were_marked) {
  const std::string text = "A bomb by the Red Line and two gunmen killed nine people.\n";
  const auto mark = [&](const std::string& words) {
    const std::size_t begin = text.find(words);
    return Json{{"begin", begin}, {"end", begin + words.size()}};
  };
  Json killed = mark("nine people"), party = mark("two gunmen"), speaker = mark("the Red Line");
  killed.update({{"what", "killed"}, {"value", 9}, {"bound", "at_least"}});
  speaker.update({{"kind", "armed_group"}, {"manner", "claims_responsibility"}});
  party["kind"] = "group";
  const Json given{{"event", "ASSAULT"}, {"mode", {"firearms"}}, {"evidence", {mark("two gunmen killed nine people")}}, {"actor", {party}},
                   {"how_many", {killed}}, {"says_who", {speaker}}, {"part_of", event_}};
  const auto add = [&](const Json& value) {
    return project_->review({.action = Action::add_event, .target = report_, .value = value.dump(), .who = "Ines", .at = noon});
  };
  const auto made = add(given);
  ASSERT_TRUE(made) << made.error().message;
  const Json added = Json::parse(project_->find_event(made->target)->json);
  EXPECT_EQ(added["evidence"][0]["text"], "two gunmen killed nine people");
  EXPECT_EQ(added["evidence"][0]["because"], "review");
  EXPECT_EQ(added["actor"][0]["text"], "two gunmen");
  EXPECT_EQ(added["says_who"][0]["speaker"], "the Red Line");
  EXPECT_EQ(added["how_many"][0]["id"], "p1");
  EXPECT_EQ(added["how_many"][0]["low"], 9);
  EXPECT_FALSE(added["how_many"][0].contains("high"));
  EXPECT_EQ(added["review"]["added"], true);
  EXPECT_EQ(added["quad_code"], "4");
  EXPECT_FALSE(now()["review"].contains("added"));

  const auto refused = [&](const char* key, const Json& value) {
    Json wrong = given;
    wrong[key] = value;
    const auto edit = add(wrong);
    return edit ? "none" : edit.error().message;
  };
  EXPECT_EQ(refused("evidence", {{{"begin", 3}, {"end", 900}}}), "value: evidence/0: begin and end are no part of the report's text");
  EXPECT_EQ(refused("evidence", {{{"begin", 9}, {"end", 3}}}), "value: evidence/0: begin and end are no part of the report's text");
  EXPECT_EQ(refused("actor", {{{"begin", 2}, {"end", 6}, {"text", "wolf"}}}), "value: actor/0: the report has \"bomb\" there, not \"wolf\"");
  EXPECT_EQ(refused("evidence", {{{"text", "bomb"}}}), "value: evidence needs \"begin\" and \"end\"");
  EXPECT_EQ(refused("mode", {"arrest"}), "value: ASSAULT has no mode \"arrest\"");
  EXPECT_EQ(refused("part_of", "feed-e1"), "value: part_of: the report has no event \"feed-e1\"");
  EXPECT_EQ(project_->edits(0, 100)->size(), 1u);
  EXPECT_EQ(project_->find_report(report_)->events, 2u);
}

TEST_F(Review, words_that_are_marked_for_an_item_are_put_in) {
  edit(Action::add_item, "actor", R"({"begin":27,"end":37,"kind":"group"})").value();
  EXPECT_EQ(now()["actor"][2]["text"], "two gunmen");
  EXPECT_EQ(edit(Action::add_item, "actor", R"({"begin":27,"end":37,"text":"gunmen"})").error().message,
            "value: actor: the report has \"two gunmen\" there, not \"gunmen\"");
}

TEST(AddedEvent, survives_another_reading_and_follows_its_words) {
  const TemporaryProject file("added-read-again"), made("added-replayed");
  auto project = file.open();
  FiledReport filed = make_report("Troops shelled Aksu. Clerks struck in Aksu.\n", "2021-03-08", {make_event("ASSAULT", "shelled")});
  const std::string report = project->save_report(filed, 0, noon)->report;
  const auto added = project->review({.action = Action::add_event, .target = report,
                                      .value = R"({"event":"PROTEST","mode":["strike"],"evidence":[{"begin":21,"end":34}],"where":[{"begin":38,"end":42}]})",
                                      .who = "Ines", .at = noon}).value();
  project->review({.action = Action::set, .target = added.target, .path = "certainty", .value = "\"alleged\"", .who = "Omar", .at = noon}).value();
  FiledReport again = make_report("Aksu, Monday. Clerks struck in Aksu, troops shelled it.\n", "2021-03-08", {make_event("ASSAULT", "shelled"), make_event("AID", "Monday")});
  again.raw = filed.raw;
  again.model = "another";
  EXPECT_EQ(project->save_report(again, 0, noon)->report, report);
  const Json now = Json::parse(project->find_event(added.target)->json);
  EXPECT_EQ(now["evidence"][0]["begin"], 14);
  EXPECT_EQ(now["evidence"][0]["end"], 27);
  EXPECT_EQ(now["where"][0]["begin"], 31) << "the nearest of two";
  EXPECT_EQ(now["certainty"], "alleged");
  EXPECT_EQ(project->find_report(report)->events, 3u);
  EXPECT_EQ(project->check().value(), std::vector<std::string>{});
  ASSERT_TRUE(project->replay(made.path()));
  EXPECT_EQ(Project::open(made.path(), {}).value()->fingerprint().value(), project->fingerprint().value());
  again.line = make_report("Nothing of that.\n", "2021-03-08", {}).line;
  again.model = "a third";
  project->save_report(again, 0, noon).value();
  EXPECT_FALSE(Json::parse(project->find_event(added.target)->json)["evidence"][0].contains("begin"));
  EXPECT_EQ(Json::parse(project->find_event(added.target)->json)["evidence"][0]["text"], "Clerks struck");
}

TEST_F(Review, bulk_is_one_edit_and_one_undo) {
  for (std::uint64_t i = 0; i < 40; ++i) project_->save_report(invent_report(i), 0, noon).value();
  const Filters arrests{.type = {"COERCE"}};
  const auto preview = project_->preview_bulk(arrests).value();
  EXPECT_GT(preview.count, 10u);
  EXPECT_FALSE(preview.edit);
  const std::string before = project_->fingerprint().value();
  const auto bulk = project_->review_all(arrests, Action::accept, "all seen", "Ines", noon).value();
  EXPECT_EQ(bulk.count, preview.count);
  EXPECT_EQ(project_->list_events({.type = {"COERCE"}, .state = {"reviewed"}}, EventSort::when, {})->total, bulk.count);
  EXPECT_EQ(project_->edits(0, 100)->size(), 1u);
  project_->undo({}, "Ines", noon).value();
  EXPECT_EQ(project_->list_events({.state = {"reviewed"}}, EventSort::when, {})->total, 0u);
  EXPECT_TRUE(project_->review_all(arrests, Action::set, "", "Ines", noon).error().message.starts_with("action:"));
}

// Whatever people do, a replay of the reports and the log gives the same tables, and undoing everything gives the machine's.
TEST(Replay, the_same_reports_and_the_same_log_give_the_same_state) {
  const TemporaryProject file("replay"), made("replayed");
  auto project = file.open();
  std::mt19937 dice(20210308);
  const auto roll = [&](std::size_t sides) { return dice() % sides; };
  std::vector<std::string> reports, events, stories;
  std::string machine;
  const auto read_all = [&](bool newer) {
    for (std::uint64_t i = 0; i < 70; ++i) reports.push_back(project->save_report(newer ? invent_newer_reading(i) : invent_report(i), 0, noon)->report);
  };
  read_all(false);
  std::string at = noon;
  std::size_t made_edits = 0, undone = 0;
  for (int step = 0; step < 400; ++step) {
    if (step == 200) read_all(true);
    if (step % 20 == 0) {
      events.clear();
      stories.clear();
      for (const Event& event : taken(project->list_events({}, EventSort::when, {.limit = 500})).items) events.push_back(event.id), stories.push_back(event.story);
    }
    const std::string event = events[roll(events.size())];
    Request request{.target = event, .reason = "chance", .who = roll(2) == 0 ? "Ines" : "Omar", .at = at};
    switch (roll(12)) {
      case 0: request.action = Action::accept; break;
      case 1: request.action = Action::reject; break;
      case 2: request.action = Action::dispute; break;
      case 3: request.action = Action::set, request.path = "status", request.value = "\"foiled\""; break;
      case 4: request.action = Action::set, request.path = "actor/0/country", request.value = "\"XCC\""; break;
      case 5: request.action = Action::set, request.path = "how_many/f1/value", request.value = std::to_string(roll(50)); break;
      case 6: request.action = Action::remove_item, request.path = "recipient/0"; break;
      case 7: request.action = Action::comment; break;
      case 8: request.action = Action::add_event, request.target = reports[roll(reports.size())], request.value = R"({"event":"AID"})"; break;
      case 9: request.action = Action::merge_stories, request.value = Json({stories[roll(stories.size())], stories[roll(stories.size())]}).dump(); break;
      case 10: request.action = Action::split_story, request.target = stories[roll(stories.size())], request.value = Json({event}).dump(); break;
      case 11: request.action = Action::undo, request.value = std::to_string(1 + roll(made_edits + 1)); break;
    }
    const auto done = project->review(request);  // some cannot be done: the item or the story is gone
    made_edits += done.has_value();
    undone += done && done->action == Action::undo;
  }
  EXPECT_GT(made_edits, 200u);
  EXPECT_GT(undone, 5u);
  project->delete_report(reports[3], "Ines", noon).value();
  ASSERT_EQ(project->check().value(), std::vector<std::string>{});
  ASSERT_TRUE(project->replay(made.path()));
  const auto replayed = Project::open(made.path(), {}).value();
  EXPECT_EQ(replayed->fingerprint().value(), project->fingerprint().value());
  EXPECT_EQ(replayed->list_events({}, EventSort::doubt, {})->items[0].json, project->list_events({}, EventSort::doubt, {})->items[0].json);
  EXPECT_FALSE(project->replay(made.path())) << "a project is not written over";
}

TEST(Replay, undoing_everything_gives_back_the_machine) {
  const TemporaryProject file("undo-all"), untouched_file("untouched");
  auto project = file.open(), untouched = untouched_file.open();
  for (std::uint64_t i = 0; i < 20; ++i) {
    project->save_report(invent_report(i), 0, noon).value();
    untouched->save_report(invent_report(i), 0, noon).value();
  }
  const auto events = project->list_events({}, EventSort::when, {.limit = 500}).value();
  for (std::size_t i = 0; i < events.items.size(); ++i) {
    const Request request{.action = i % 3 == 0 ? Action::accept : Action::set, .target = events.items[i].id, .path = i % 3 == 0 ? "" : "certainty",
                          .value = i % 3 == 0 ? "" : "\"disputed\"", .who = "Ines", .at = "2030-01-01T00:00:00Z"};
    project->review(request).value();
  }
  project->merge_stories({events.items[0].story, events.items[9].story}, "", "Ines", noon).value();
  while (project->undo({}, "Ines", noon)) {}
  const auto line_of = [](const std::string& fingerprint, const std::string& table) { return fingerprint.substr(fingerprint.find("\n" + table + " ")).substr(0, 90); };
  for (const char* table : {"events", "records", "participants", "figures", "stories", "story_events"})
    EXPECT_EQ(line_of("\n" + project->fingerprint().value(), table), line_of("\n" + untouched->fingerprint().value(), table)) << table;
}

}  // namespace
}  // namespace nutgraf::store
