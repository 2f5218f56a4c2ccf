// Reports into a project: the same bytes change nothing, a newer reading keeps ids and what people said, a deleted report leaves its
// marks in the change feed.

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "store/tests/invented.h"

namespace nutgraf::store {
namespace {

std::vector<std::string> ids_of(const Project& project, const std::string& report) {
  std::vector<std::string> ids;
  for (const auto& event : events_in(project.report_json(report).value())) ids.push_back(event["id"]);
  return ids;
}

const std::string raid_text =
    "Police hold 40 after raids\n\nPolice detained 40 people in Karlsmoor on Monday. Gunmen shot dead two officers in Ostfeld. A court freed a singer.\n";

std::vector<Json> raid_events() {
  Json arrest = make_event("COERCE", "detained 40 people");
  arrest["mode"] = {"arrest"};
  arrest["actor"] = {{{"text", "Police"}, {"kind", "state_body"}, {"sector", {"COP"}}}};
  arrest["how_many"] = {{{"id", "f1"}, {"what", "detained"}, {"value", 40}, {"bound", "exact"}, {"low", 40}, {"high", 40}, {"text", "40 people"}}};
  Json shooting = make_event("ASSAULT", "shot dead two officers");
  shooting["mode"] = {"firearms"};
  shooting["actor"] = {{{"text", "Gunmen"}, {"kind", "group"}, {"sector", {"UAF"}}}};
  Json release = make_event("RETREAT", "freed a singer");
  release["part_of"] = "e1";
  return {arrest, shooting, release};
}

TEST(Save, the_same_bytes_by_the_same_versions_change_nothing) {
  const TemporaryProject file("same-bytes");
  auto project = file.open();
  const FiledReport report = make_report(raid_text, "2021-03-08", raid_events());
  EXPECT_EQ(project->save_report(report, 0, noon)->outcome, Outcome::added);
  const std::string before = project->fingerprint().value();
  const auto seq = project->last_change();
  EXPECT_EQ(project->save_report(report, 0, "2022-01-01T00:00:00Z")->outcome, Outcome::unchanged);
  EXPECT_EQ(project->fingerprint().value(), before);
  EXPECT_EQ(project->last_change(), seq);
  EXPECT_TRUE(project->has_read(report.raw, report.model, report.lexicon).value());
  EXPECT_FALSE(project->has_read(report.raw, "another", report.lexicon).value());
}

TEST(Save, ids_inside_a_record_are_whole) {
  const TemporaryProject file("ids");
  auto project = file.open();
  const std::string report = project->save_report(make_report(raid_text, "2021-03-08", raid_events()), 0, noon)->report;
  const auto event = Json::parse(project->find_event(report + "-e3")->json);
  EXPECT_EQ(event["id"], report + "-e3");
  EXPECT_EQ(event["part_of"], report + "-e1");
  EXPECT_EQ(event["review"]["state"], "machine");
  EXPECT_EQ(event["model"], "invented-1");
  EXPECT_EQ(event["headline"], "Police hold 40 after raids");
}

TEST(Save, a_newer_reading_keeps_ids_and_decisions) {
  const TemporaryProject file("newer");
  auto project = file.open();
  const std::string report = project->save_report(make_report(raid_text, "2021-03-08", raid_events()), 0, noon)->report;
  const auto edit = [&](Action action, const std::string& event, const std::string& path, const std::string& value) {
    const auto made = project->review({.action = action, .target = report + event, .path = path, .value = value, .who = "Ines", .at = noon});
    ASSERT_TRUE(made) << made.error().message;
  };
  edit(Action::set, "-e1", "actor/0/country", "\"XAA\"");
  edit(Action::set, "-e1", "how_many/f1/value", "41");
  edit(Action::accept, "-e3", "", "");

  // The newer model finds the shooting first, a party more in the arrest, other figure ids, a new event, and no release.
  auto events = raid_events();
  Json arrest = events[0], shooting = events[1];
  arrest["actor"].insert(arrest["actor"].begin(), Json{{"text", "Karlsmoor"}, {"kind", "state_body"}});
  arrest["how_many"][0]["id"] = "f7";
  arrest["confidence"] = 0.9;
  Json march = make_event("PROTEST", "in Karlsmoor on Monday");
  FiledReport newer = make_report(raid_text, "2021-03-08", {shooting, arrest, march});
  newer.model = "invented-2";
  EXPECT_EQ(project->save_report(newer, 0, "2021-04-01T00:00:00Z")->outcome, Outcome::read_again);

  EXPECT_EQ(ids_of(*project, report), (std::vector<std::string>{report + "-e1", report + "-e2", report + "-e3", report + "-e4"}));
  const auto after = Json::parse(project->find_event(report + "-e1")->json);
  EXPECT_EQ(after["event"], "COERCE");
  EXPECT_EQ(after["confidence"], 0.9);
  EXPECT_EQ(after["model"], "invented-2");
  EXPECT_EQ(after["actor"][1]["text"], "Police");
  EXPECT_EQ(after["actor"][1]["country"], "XAA") << "the edit follows its party to another place in the list";
  EXPECT_FALSE(after["actor"][0].contains("country"));
  EXPECT_EQ(after["how_many"][0]["value"], 41) << "the edit follows its figure to another id";
  EXPECT_EQ(after["how_many"][0]["high"], 41) << "an exact figure's range follows its value";
  EXPECT_EQ(after["how_many"].size(), 1u);
  EXPECT_EQ(after["review"]["state"], "coded");
  EXPECT_EQ(Json::parse(project->find_event(report + "-e2")->json)["event"], "ASSAULT");
  const auto kept = Json::parse(project->find_event(report + "-e3")->json);
  EXPECT_EQ(kept["review"]["state"], "reviewed");
  EXPECT_EQ(kept["review"]["gone"], true) << "not found any more, but a person has accepted it";
  EXPECT_EQ(kept["model"], "invented-1");
  EXPECT_EQ(Json::parse(project->find_event(report + "-e4")->json)["event"], "PROTEST");
  EXPECT_EQ(project->check().value(), std::vector<std::string>{});
}

TEST(Save, an_event_that_is_not_found_any_more_goes_when_nobody_spoke_of_it) {
  const TemporaryProject file("gone");
  auto project = file.open();
  const std::string report = project->save_report(make_report(raid_text, "2021-03-08", raid_events()), 0, noon)->report;
  const auto seq = project->last_change();
  auto events = raid_events();
  FiledReport newer = make_report(raid_text, "2021-03-08", {events[0], events[1]});
  newer.lexicon = "words-2";
  project->save_report(newer, 0, noon).value();
  EXPECT_EQ(ids_of(*project, report).size(), 2u);
  std::map<std::string, std::string> changes;
  for (const Change& change : taken(project->changes(seq, 100))) changes[change.kind + " " + change.id] = change.action;
  EXPECT_EQ(changes["event " + report + "-e3"], "deleted");
  EXPECT_EQ(changes["event " + report + "-e1"], "updated");
  EXPECT_EQ(changes["story s-" + report + "-e3"], "deleted");
}

TEST(Save, a_deleted_report_leaves_its_marks_and_nothing_else) {
  const TemporaryProject file("deleted");
  auto project = file.open();
  const std::string empty = project->fingerprint().value();
  const FiledReport filed = make_report(raid_text, "2021-03-08", raid_events());
  const std::string report = project->save_report(filed, 0, noon)->report;
  const auto seq = project->last_change();
  ASSERT_TRUE(project->delete_report(report, "Ines", noon));
  EXPECT_FALSE(project->find_report(report));
  EXPECT_EQ(project->find_event(report + "-e1").error().message, "no such event: " + report + "-e1");
  std::set<std::string> changes;
  for (const Change& change : taken(project->changes(seq, 100))) changes.insert(change.kind + " " + change.action + " " + change.id);
  EXPECT_TRUE(changes.contains("report deleted " + report));
  EXPECT_TRUE(changes.contains("event deleted " + report + "-e2"));
  EXPECT_EQ(project->fingerprint().value(), empty);
  EXPECT_EQ(project->list_events({}, EventSort::when, {})->total, 0u);
  EXPECT_EQ(project->search("detained", 10)->reports.size(), 0u);
  EXPECT_EQ(project->delete_report(report, "Ines", noon).error().message, "no such report: " + report);
  EXPECT_EQ(project->save_report(filed, 0, noon)->outcome, Outcome::added);
  EXPECT_EQ(project->check().value(), std::vector<std::string>{});
}

TEST(Save, many_reports_read_again_by_a_newer_model_keep_most_ids) {
  const TemporaryProject file("many-newer");
  auto project = file.open();
  std::map<std::string, std::string> verb_of;
  std::vector<std::string> reports;
  const auto each = [&](const auto& take) {
    for (const std::string& report : reports)
      for (const auto& event : events_in(project->report_json(report).value())) take(event);
  };
  for (std::uint64_t i = 0; i < 60; ++i) reports.push_back(project->save_report(invent_report(i), 0, noon)->report);
  each([&](const Json& event) { verb_of[event["id"]] = event["evidence"][0]["text"]; });
  for (std::uint64_t i = 0; i < 60; ++i) project->save_report(invent_newer_reading(i), 0, noon).value();
  std::size_t kept = 0;
  each([&](const Json& event) {
    const auto before = verb_of.find(event["id"]);
    if (before == verb_of.end()) return;
    ++kept;
    EXPECT_TRUE(event["evidence"][0]["text"].get<std::string>().starts_with(before->second)) << event["id"] << " is another event now";
  });
  EXPECT_GT(kept, verb_of.size() * 8 / 10);
  EXPECT_LT(kept, verb_of.size());
  EXPECT_EQ(project->check().value(), std::vector<std::string>{});
}

TEST(Save, a_line_that_is_no_report_is_refused) {
  const TemporaryProject file("no-report");
  auto project = file.open();
  EXPECT_FALSE(project->save_report({.raw = "x", .line = "{\"report\": {}}"}, 0, noon));
  EXPECT_FALSE(project->save_report({.raw = "x", .line = "no JSON"}, 0, noon));
  EXPECT_EQ(project->counts()->reports, 0u);
}

}  // namespace
}  // namespace nutgraf::store
