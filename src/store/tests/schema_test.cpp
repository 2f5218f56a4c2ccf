// Which files are projects, how old ones are brought up to date, and that no question of everyday reads a whole table.

#include <gtest/gtest.h>

#include <fstream>

#include "store/database.h"
#include "store/schema.h"
#include "store/tests/invented.h"

namespace nutgraf::store {
namespace {

TEST(Schema, a_project_of_the_first_version_is_brought_up_to_date) {
  const TemporaryProject file("old"), fresh_file("fresh");
  {
    auto old = Database::open(file.path(), Database::Use::write).value();
    migrate(*old, file.path(), 1).value();
    old->run(
        "INSERT INTO reports VALUES (1,'0123456789abcdef','0123456789abcdef','old.txt','old.txt','Old news',NULL,NULL,NULL,NULL,NULL,NULL,'2020-01-02',NULL,"
        "'2020-01-03T00:00:00Z','old-1','words-0','2020-01-03T00:00:00Z',2,1,9,'Old news.','{\"source_id\":\"old.txt\",\"blocks\":[]}',NULL);"
        "INSERT INTO events (number,id,report,type,mode,context,status,certainty,background,confidence,doubt,state,edits,comments,edited,updated,words,terms) VALUES "
        "(65537,'0123456789abcdef-e1','0123456789abcdef','AID','[]','[]','happened','stated',0,0.9,0.1,'machine',0,0,'[]','2020-01-03T00:00:00Z','news','type\tAID\n');"
        "INSERT INTO records VALUES (65537,'2020-01-03T00:00:00Z','old-1','words-0',1,'{\"id\":\"0123456789abcdef-e1\",\"event\":\"AID\",\"mode\":[],\"evidence\":"
        "[{\"begin\":4,\"end\":8,\"text\":\"news\"}]}',NULL)");
    ASSERT_TRUE(old->finish());
  }
  EXPECT_NE(Project::open(file.path(), {}).error().message.find("older"), std::string::npos) << "a reader cannot bring it up to date";
  auto project = file.open();
  EXPECT_EQ(project->list_events({}, EventSort::when, {})->total, 1u);
  EXPECT_EQ(Json::parse(project->find_event("0123456789abcdef-e1")->json)["story"], "s-0123456789abcdef-e1");
  EXPECT_EQ(project->search("news", 5)->events.size(), 1u);
  project->save_report(invent_report(0), 0, noon).value();
  EXPECT_EQ(project->counts()->reports, 2u);
}

TEST(Schema, other_files_are_refused) {
  const TemporaryProject file("foreign"), text("text"), newer("newer"), none("none");
  {
    auto foreign = Database::open(file.path(), Database::Use::write).value();
    foreign->run("CREATE TABLE recipes (name TEXT)");
    auto future = Database::open(newer.path(), Database::Use::write).value();
    migrate(*future, newer.path()).value();
    future->run("PRAGMA user_version = 1000");
    std::ofstream(text.path()) << "no database at all, only some words that are long enough to be read as a page of one";
  }
  const OpenOptions writing{.access = Access::write, .creates = true};
  EXPECT_NE(Project::open(file.path(), writing).error().message.find("another program"), std::string::npos);
  EXPECT_NE(Project::open(newer.path(), writing).error().message.find("newer Nutgraf"), std::string::npos);
  EXPECT_FALSE(Project::open(text.path(), writing));
  EXPECT_NE(Project::open(none.path(), {}).error().message.find("there is no such project"), std::string::npos);
  EXPECT_FALSE(Project::open(none.path(), {.access = Access::write}));
}

TEST(Schema, the_edit_log_is_only_added_to) {
  const TemporaryProject file("log");
  const std::string event = file.open()->save_report(invent_report(0), 0, noon)->report + "-e1";
  file.open()->review({.action = Action::accept, .target = event, .who = "Ines", .at = noon}).value();
  auto database = Database::open(file.path(), Database::Use::write).value();
  database->run("UPDATE edits SET who = 'Omar'");
  EXPECT_NE(database->finish().error().message.find("only added to"), std::string::npos);
  database->run("DELETE FROM edits");
  EXPECT_NE(database->finish().error().message.find("only added to"), std::string::npos);
}

// What check finds when somebody has been at the tables.
TEST(Schema, check_finds_what_does_not_follow) {
  const TemporaryProject file("tampered");
  file.open()->save_report(invent_report(0), 0, noon).value();
  EXPECT_EQ(file.open()->check().value(), std::vector<std::string>{});
  {
    auto database = Database::open(file.path(), Database::Use::write).value();
    database->run("UPDATE events SET type = 'AID'; UPDATE reports SET text = text || '!', raw = NULL; DELETE FROM stories; INSERT INTO imports (id, state, started, source, documents) VALUES (1,'done','','',7)");
    EXPECT_FALSE(database->finish()) << "a story that has events does not go";
    database->run("UPDATE events SET type = 'AID'; UPDATE reports SET text = text || '!', raw = NULL; INSERT INTO imports (id, state, started, source, documents) VALUES (1,'done','','',7)");
    ASSERT_TRUE(database->finish());
  }
  const auto faults = file.open()->check().value();
  const auto has = [&](const std::string& start) { return std::ranges::any_of(faults, [&](const std::string& fault) { return fault.starts_with(start); }); };
  EXPECT_TRUE(has("events: "));
  EXPECT_TRUE(has("report "));
  EXPECT_TRUE(has("import 1"));
}

TEST(Schema, everyday_questions_use_indexes) {
  const TemporaryProject file("plans");
  {
    auto project = file.open();
    for (std::uint64_t i = 0; i < 30; ++i) project->save_report(invent_report(i), 0, noon).value();
    ASSERT_TRUE(project->list_reports({}, ReportSort::filed, {}));
  }
  auto database = Database::open(file.path(), Database::Use::read).value();
  const auto plan = [&](const std::string& sql) {
    std::string steps;
    Query query = database->query("EXPLAIN QUERY PLAN " + sql);
    while (query.step()) steps += query.text(3) + "\n";
    return steps;
  };
  for (const std::string sql :
       {"SELECT e.id FROM events e JOIN records c ON c.event = e.number JOIN reports r ON r.id = e.report LEFT JOIN story_events s ON s.event = e.number WHERE e.number = ?",
        "SELECT number FROM events WHERE id = ?", "SELECT id FROM events WHERE report = ? ORDER BY number",
        "SELECT coalesce(max(seq), 0) FROM changes", "SELECT seq FROM changes WHERE seq > ? ORDER BY seq LIMIT 10",
        "SELECT e.id FROM edit_targets t JOIN edits e ON e.id = t.edit WHERE t.target = ? ORDER BY t.edit",
        "SELECT id FROM edits WHERE undoes = ? AND undoes IS NOT NULL ORDER BY id", "SELECT target FROM edit_targets WHERE edit = ? ORDER BY target",
        "SELECT target FROM edits WHERE action = 'add_event' AND target >= ? AND target < ?",
        "SELECT event FROM story_links WHERE joined_to = ? AND joined_to IS NOT NULL", "SELECT s.event FROM story_events s WHERE s.story = ? ORDER BY s.event LIMIT 30",
        "SELECT event FROM event_blocks WHERE block = ?", "DELETE FROM event_blocks WHERE event = ?", "SELECT report FROM report_bands WHERE band = ? AND report <> ?",
        "SELECT id FROM reports WHERE wire_of = ? AND wire_of IS NOT NULL ORDER BY number",
        "SELECT r.number FROM reports r WHERE r.filed IS NOT NULL AND (r.filed, r.number) > ((SELECT filed FROM reports WHERE number = ?), ?) ORDER BY r.filed, r.number LIMIT 51",
        "SELECT r.number FROM reports r WHERE r.filed IS NULL AND r.number > ? ORDER BY r.number LIMIT 51",
        "SELECT rowid FROM event_words WHERE event_words MATCH ?", "SELECT number FROM place_boxes WHERE west >= ? AND east <= ? AND south >= ? AND north <= ?",
        "DELETE FROM participants WHERE event = ?", "DELETE FROM places WHERE event = ?", "SELECT position FROM import_errors WHERE import = ? ORDER BY position"}) {
    const std::string steps = plan(sql);
    EXPECT_TRUE(database->finish()) << sql;
    EXPECT_TRUE(steps.find("SCAN") == std::string::npos || steps.find("VIRTUAL TABLE INDEX") != std::string::npos) << sql << "\n" << steps;
    EXPECT_EQ(steps.find("TEMP B-TREE"), std::string::npos) << sql << "\n" << steps;
  }
}

}  // namespace
}  // namespace nutgraf::store
