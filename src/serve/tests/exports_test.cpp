// What leaves the desk: names of private people only when somebody says who they are and why, which is put on record first.

#include <gtest/gtest.h>

#include "serve/tests/test_desk.h"

namespace nutgraf::serve::tests {
namespace {

constexpr const char* baker = "Hasan Kelebek";

void take_in_baker(TestDesk& desk) {
  const auto started = desk.post("/api/imports", {{"id", "baker"}, {"filed", "2021-06-01"}, {"outlet", "Northern Post"},
                                                  {"text", std::string("IZMIR, Turkey, June 1, 2021 - Police arrested ") + baker + ", a baker, in Izmir on Monday, prosecutors said."}});
  ASSERT_EQ(started.status, 200) << started.text;
  ASSERT_EQ(desk.wait_for_import(started.body["id"])["state"], "done");
  ASSERT_NE(desk.get("/api/events?type=COERCE").text.find(baker), std::string::npos);
}

TEST(Exports, names_of_private_people_are_masked_unless_somebody_answers_for_it) {
  TestDesk desk({.is_filled = false});
  take_in_baker(desk);
  const Json formats = desk.get("/api/exports").body["formats"];
  ASSERT_GE(formats.size(), 7u);
  for (const Json& format : formats) {
    const std::string path = "/api/export/" + format["id"].get<std::string>();
    const auto got = desk.get(path);
    EXPECT_EQ(got.status, 200) << path << got.text;
    EXPECT_EQ(got.text.find(baker), std::string::npos) << path;
    const auto disposition = got.headers.find("Content-Disposition");
    ASSERT_NE(disposition, got.headers.end()) << path;
    EXPECT_TRUE(disposition->second.starts_with("attachment; ")) << path;
    EXPECT_EQ(got.headers.find("X-Nutgraf-Left-Out")->second, desk.get(path + "/left-out").body["count"].dump()) << path;
  }
  EXPECT_TRUE(desk.get("/api/edits").body["items"].empty());
  const auto shown = desk.post("/api/export/jsonl", {{"unmask", true}, {"who", "ada"}, {"reason", "for the court"}, {"filter", {{"type", "COERCE"}}}});
  EXPECT_EQ(shown.status, 200);
  EXPECT_NE(shown.text.find(baker), std::string::npos);
  const Json log = desk.get("/api/edits").body["items"];
  ASSERT_EQ(log.size(), 1u);
  EXPECT_EQ(log[0]["action"], "unmask_export");
  EXPECT_EQ(log[0]["who"], "ada");
  EXPECT_EQ(log[0]["reason"], "for the court");
  EXPECT_EQ(log[0]["value"]["format"], "jsonl");
}

TEST(Exports, unmasking_needs_a_name_and_a_reason) {
  const std::string path = "/api/export/jsonl";
  for (const auto& [body, field] : std::vector<std::pair<Json, std::string>>{{{{"unmask", true}, {"who", "ada"}}, "reason"},
                                                                             {{{"unmask", true}, {"who", "ada"}, {"reason", ""}}, "reason"},
                                                                             {{{"unmask", true}, {"reason", "x"}}, "who"},
                                                                             {{{"unmask", false}, {"who", "ada"}, {"reason", "x"}}, "unmask"}}) {
    const auto got = shared_desk().post(path, body);
    EXPECT_EQ(got.status, 400) << body;
    EXPECT_EQ(got.body["error"]["field"], field) << body;
  }
}

TEST(Exports, a_filter_holds_for_what_leaves) {
  const auto all = shared_desk().get("/api/export/jsonl"), none = shared_desk().get("/api/export/jsonl?outlet=Nobody"),
             some = shared_desk().get("/api/export/jsonl?type=PROTEST");
  EXPECT_EQ(none.text, "");
  EXPECT_LT(some.text.size(), all.text.size());
  EXPECT_NE(some.text.find("PROTEST"), std::string::npos);
  EXPECT_EQ(some.text.find("\"event\":\"ASSAULT\",\"mode\":[\"explosives\"]"), std::string::npos);
  EXPECT_EQ(shared_desk().get("/api/export/csv").text.substr(0, 2), "PK");
  EXPECT_EQ(shared_desk().get("/api/export/excel").status, 404);
  EXPECT_EQ(shared_desk().get("/api/export/jsonl?type=PROTESTS").body["error"]["field"], "type");
}

}  // namespace
}  // namespace nutgraf::serve::tests
