// Every route that the served description names is asked, and every answer is held against the schema that the description
// gives. A route without a call here fails the test, and so does one that docs/service.md passes over.

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "serve/schema_check.h"
#include "serve/tests/test_desk.h"

namespace nutgraf::serve::tests {
namespace {

using Got = TestDesk::Got;
using Call = std::function<Got(TestDesk&)>;

std::string event_of(const TestDesk& desk, std::string_view type = "COERCE") {
  return desk.get(fmt::format("/api/events?type={}&limit=1", type)).body["items"][0]["id"];
}
std::string report_of(const TestDesk& desk) { return desk.get("/api/reports?sort=filed&limit=1").body["items"][0]["id"]; }

Got import_text(TestDesk& desk, const std::string& text) { return desk.post("/api/imports", {{"text", text}, {"id", "pasted-one"}}); }

// An import that is not over when the next request comes.
std::int64_t start_long(TestDesk& desk) {
  const auto started = desk.client().Post("/api/imports", {{"X-Nutgraf", "desk"}}, httplib::MultipartFormDataItems{{"file", many_lines(80), "many.jsonl", ""}});
  return Json::parse(started->body)["id"];
}

// How each route is asked, on a desk that these calls may change.
const std::map<std::string, Call>& calls() {
  static const std::map<std::string, Call> all = {
      {"GET /api", [](TestDesk& desk) { return desk.get("/api"); }},
      {"GET /api/openapi.json", [](TestDesk& desk) { return desk.get("/api/openapi.json"); }},
      {"GET /api/health", [](TestDesk& desk) { return desk.get("/api/health"); }},
      {"GET /metrics", [](TestDesk& desk) { return desk.get("/metrics"); }},
      {"POST /api/read", [](TestDesk& desk) { return desk.post("/api/read", {{"text", "Police arrested two men in Kano on Monday."}, {"filed", "2021-03-08"}}); }},
      {"GET /api/events", [](TestDesk& desk) { return desk.get("/api/events?from=2021-01-01&to=2021-12-31&limit=3"); }},
      {"GET /api/events/{id}", [](TestDesk& desk) { return desk.get("/api/events/" + event_of(desk)); }},
      {"GET /api/events/{id}/history",
       [](TestDesk& desk) {
         const std::string id = event_of(desk);
         desk.post("/api/events/" + id + "/review", {{"action", "comment"}, {"reason", "look again"}, {"who", "ada"}});
         return desk.get("/api/events/" + id + "/history");
       }},
      {"GET /api/facets", [](TestDesk& desk) { return desk.get("/api/facets?type=COERCE"); }},
      {"GET /api/map", [](TestDesk& desk) { return desk.get("/api/map?cell=0"); }},
      {"GET /api/timeline", [](TestDesk& desk) { return desk.get("/api/timeline?unit=auto"); }},
      {"GET /api/reports", [](TestDesk& desk) { return desk.get("/api/reports?limit=2"); }},
      {"GET /api/reports/{id}", [](TestDesk& desk) { return desk.get("/api/reports/" + report_of(desk)); }},
      {"DELETE /api/reports/{id}", [](TestDesk& desk) { return desk.remove("/api/reports/" + report_of(desk) + "?who=ada"); }},
      {"GET /api/search", [](TestDesk& desk) { return desk.get("/api/search?q=market"); }},
      {"GET /api/places", [](TestDesk& desk) { return desk.get("/api/places?q=ka"); }},
      {"GET /api/gazetteer", [](TestDesk& desk) { return desk.get("/api/gazetteer?q=Kano"); }},
      {"GET /api/stories", [](TestDesk& desk) { return desk.get("/api/stories?limit=2"); }},
      {"GET /api/stories/{id}",
       [](TestDesk& desk) { return desk.get("/api/stories/" + desk.get("/api/stories").body["items"][0]["id"].get<std::string>()); }},
      {"POST /api/stories/merge",
       [](TestDesk& desk) {
         const Json items = desk.get("/api/stories").body["items"];
         return desk.post("/api/stories/merge", {{"stories", {items[0]["id"], items[1]["id"]}}, {"reason", "the same raid"}, {"who", "ada"}});
       }},
      {"POST /api/stories/{id}/split",
       [](TestDesk& desk) {
         const Json stories = desk.get("/api/stories?sort=events").body["items"];
         for (const Json& story : stories)
           if (story["events"] > 1) {
             const std::string id = story["id"];
             const Json events = desk.get("/api/stories/" + id).body["events"];
             return desk.post("/api/stories/" + id + "/split", {{"events", {events.back()["id"]}}, {"reason", "another raid"}, {"who", "ada"}});
           }
         return Got{};
       }},
      {"POST /api/events/{id}/review",
       [](TestDesk& desk) { return desk.post("/api/events/" + event_of(desk) + "/review", {{"action", "accept"}, {"who", "ada"}}); }},
      {"POST /api/reports/{id}/events",
       [](TestDesk& desk) {
         return desk.post("/api/reports/" + report_of(desk) + "/events",
                          {{"event", "COERCE"}, {"mode", {"arrest"}}, {"evidence", {{{"begin", 0}, {"end", 6}}}}, {"who", "ada"}});
       }},
      {"POST /api/review/undo",
       [](TestDesk& desk) {
         const Json edit = desk.post("/api/events/" + event_of(desk) + "/review", {{"action", "reject"}, {"who", "ada"}}).body["edit"];
         return desk.post("/api/review/undo", {{"edit", edit["id"]}, {"who", "ada"}});
       }},
      {"POST /api/review/bulk",
       [](TestDesk& desk) { return desk.post("/api/review/bulk", {{"action", "accept"}, {"filter", {{"type", "ASSAULT"}}}, {"preview", false}, {"who", "ada"}}); }},
      {"GET /api/review/queue", [](TestDesk& desk) { return desk.get("/api/review/queue?limit=3"); }},
      {"GET /api/edits", [](TestDesk& desk) { return desk.get("/api/edits?since=0&limit=2"); }},
      {"GET /api/changes", [](TestDesk& desk) { return desk.get("/api/changes?since=0&limit=5"); }},
      {"POST /api/imports", [](TestDesk& desk) { return import_text(desk, "Rebels freed four engineers near Kano on Sunday."); }},
      {"GET /api/imports", [](TestDesk& desk) { return desk.get("/api/imports"); }},
      {"GET /api/imports/{id}", [](TestDesk& desk) { return desk.get("/api/imports/1"); }},
      {"POST /api/imports/{id}/pause", [](TestDesk& desk) { return desk.post(fmt::format("/api/imports/{}/pause", start_long(desk)), Json::object()); }},
      {"POST /api/imports/{id}/resume",
       [](TestDesk& desk) {
         const std::string path = fmt::format("/api/imports/{}", start_long(desk));
         desk.post(path + "/pause", Json::object());
         return desk.post(path + "/resume", Json::object());
       }},
      {"POST /api/imports/{id}/cancel", [](TestDesk& desk) { return desk.post(fmt::format("/api/imports/{}/cancel", start_long(desk)), Json::object()); }},
      {"GET /api/exports", [](TestDesk& desk) { return desk.get("/api/exports"); }},
      {"GET /api/export/{format}", [](TestDesk& desk) { return desk.get("/api/export/geojson?type=COERCE"); }},
      {"GET /api/export/{format}/left-out", [](TestDesk& desk) { return desk.get("/api/export/acled/left-out"); }},
      {"POST /api/export/{format}",
       [](TestDesk& desk) { return desk.post("/api/export/jsonl", {{"unmask", true}, {"who", "ada"}, {"reason", "for the court"}}); }},
      {"GET /api/imports/{id}/stream", [](TestDesk& desk) { return desk.get("/api/imports/1/stream"); }},
  };
  return all;
}

std::string write_percents(const std::string& text) {
  std::string written;
  for (const unsigned char c : text) written += fmt::format("%{:02X}", c);
  return written;
}

Json served_openapi() { return Json::parse(shared_desk().get("/api/openapi.json").text); }

// "GET /api/events" -> its operation.
std::map<std::string, Json> operations() {
  std::map<std::string, Json> all;
  const Json document = served_openapi();
  for (const auto& [path, methods] : document["paths"].items())
    for (const auto& [method, operation] : methods.items()) {
      std::string upper;
      for (const char c : method) upper += static_cast<char>(std::toupper(c));
      all[upper + " " + path] = operation;
    }
  return all;
}

TEST(Routes, each_documented_route_answers_as_its_schema_says) {
  TestDesk desk;
  const Json components = served_openapi()["components"]["schemas"];
  const auto documented = operations();
  ASSERT_FALSE(documented.empty());
  for (const auto& [name, operation] : documented) {
    const auto call = calls().find(name);
    if (call == calls().end()) {
      ADD_FAILURE() << name << " is documented and not called here";
      continue;
    }
    const Got got = call->second(desk);
    EXPECT_EQ(got.status, 200) << name << " " << got.text.substr(0, 500);
    const Json& content = operation["responses"]["200"]["content"];
    const std::string type = content.begin().key();
    const auto header = got.headers.find("Content-Type");
    ASSERT_NE(header, got.headers.end()) << name;
    if (type != "application/octet-stream") EXPECT_TRUE(header->second.starts_with(type)) << name << " " << header->second;
    if (type != "application/json") continue;
    const auto fault = find_fault(got.body, content.begin().value()["schema"], components);
    EXPECT_FALSE(fault) << name << ": " << (fault ? fault->where + " " + fault->message : "") << "\n" << got.text.substr(0, 1000);
  }
}

TEST(Routes, each_call_here_is_of_a_documented_route) {
  const auto documented = operations();
  for (const auto& [name, call] : calls()) EXPECT_TRUE(documented.contains(name)) << name;
}

TEST(Routes, refusals_are_as_documented_too) {
  const Json components = served_openapi()["components"]["schemas"];
  for (const char* path : {"/api/nothing", "/api/events/none-e1", "/api/events/none-e1/history", "/api/reports/none", "/api/stories/none", "/api/imports/999",
                           "/api/imports/x", "/api/imports/999/stream", "/api/", "/apix/events", "/nothing", "/index.htm"}) {
    const Got got = shared_desk().get(path);
    EXPECT_EQ(got.status, 404) << path << got.text;
    EXPECT_FALSE(find_fault(got.body, components["Error"], components)) << path << got.text;
    EXPECT_EQ(got.body["error"]["code"], "not_found") << path;
  }
  const Got got = shared_desk().post("/api/events", Json::object());
  EXPECT_EQ(got.status, 405);
  EXPECT_EQ(got.headers.find("Allow")->second, "GET");
}

TEST(Routes, a_wrong_parameter_is_named) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"/api/events?type=ASSAULTS", "type"},        {"/api/events?typ=ASSAULT", "typ"},          {"/api/events?status=happened,nearly", "status"},
      {"/api/facets?certainty=sure", "certainty"},  {"/api/events?from=2021-02-30", "from"},     {"/api/events?from=yesterday", "from"},
      {"/api/events?background=maybe", "background"}, {"/api/events?limit=0", "limit"},          {"/api/events?limit=501", "limit"},
      {"/api/events?limit=ten", "limit"},           {"/api/events?min=many", "min"},             {"/api/events?sort=colour", "sort"},
      {"/api/reports?sort=doubt", "sort"},          {"/api/timeline?unit=fortnight", "unit"},    {"/api/map?cell=-1", "cell"},
      {"/api/facets?facets=colour", "facets"},      {"/api/events?bbox=1,2,3", "bbox"},          {"/api/events?type=ASSAULT&type=AID", "type"},
      {"/api/events?type=", "type"},                {"/api/events?actor=%ff", "actor"},          {"/api/changes?since=-1", "since"},
      {"/api/search", "q"},                         {"/api?type=ASSAULT", "type"},               {"/api/stories?state=done", "state"},
      {"/api/review/queue?speaker_kind=dog", "speaker_kind"}};
  for (const auto& [path, field] : wrong) {
    const Got got = shared_desk().get(path);
    EXPECT_EQ(got.status, 400) << path << got.text;
    EXPECT_EQ(got.body["error"]["code"], "bad_parameter") << path;
    EXPECT_EQ(got.body["error"]["field"], field) << path << got.text;
  }
  for (const char* path : {"/api/events?cursor=nonsense", "/api/reports?cursor=nonsense", "/api/stories?cursor=nonsense", "/api/review/queue?cursor=%20"}) {
    const Got got = shared_desk().get(path);
    EXPECT_EQ(got.status, 400) << path << got.text;
    EXPECT_EQ(got.body["error"]["code"], "bad_cursor") << path;
    EXPECT_EQ(got.body["error"]["field"], "cursor") << path;
  }
}

TEST(Routes, a_wrong_body_is_named) {
  const std::string review = "/api/events/" + event_of(shared_desk()) + "/review";
  const auto field = [&](const std::string& path, const Json& body) {
    const Got got = shared_desk().post(path, body);
    EXPECT_EQ(got.status, 400) << path << body << got.text;
    return got.body["error"].value("field", std::string("none"));
  };
  EXPECT_EQ(field(review, {{"action", "accept"}}), "who");
  EXPECT_EQ(field(review, {{"action", "accept"}, {"who", ""}}), "who");
  EXPECT_EQ(field(review, {{"action", "praise"}, {"who", "ada"}}), "action");
  EXPECT_EQ(field(review, {{"action", "accept"}, {"who", "ada"}, {"when", "now"}}), "when");
  EXPECT_EQ(field(review, {{"action", "set"}, {"who", "ada"}, {"path", "colour"}, {"value", "red"}}), "path");
  EXPECT_EQ(field("/api/review/bulk", {{"action", "accept"}, {"filter", {{"colour", "red"}}}}), "filter");
  EXPECT_EQ(field("/api/stories/merge", {{"stories", {"a"}}, {"reason", ""}, {"who", "ada"}}), "stories");
  EXPECT_EQ(field("/api/read", Json::object()), "text");
  EXPECT_EQ(field("/api/read", {{"text", ""}}), "text");
  EXPECT_EQ(field("/api/read", Json::array()), "none");
  const auto raw = shared_desk().client().Post("/api/read", {{"X-Nutgraf", "desk"}}, "{\"text\": ", "application/json");
  EXPECT_EQ(Json::parse(raw->body)["error"]["code"], "bad_json");
  const auto plain = shared_desk().client().Post("/api/read", {{"X-Nutgraf", "desk"}}, "{}", "text/plain");
  EXPECT_EQ(plain->status, 415);
  std::string deep = R"({"text": )" + std::string(100000, '[');
  EXPECT_EQ(shared_desk().client().Post("/api/read", {{"X-Nutgraf", "desk"}}, deep, "application/json")->status, 400);
}

TEST(Routes, pages_follow_one_another_without_gap_or_repeat) {
  std::set<std::string> seen;
  std::string cursor;
  std::size_t total = 0;
  do {
    const Json page = shared_desk().get("/api/events?limit=2&sort=when" + (cursor.empty() ? "" : "&cursor=" + write_percents(cursor))).body;
    for (const Json& event : page["items"]) EXPECT_TRUE(seen.insert(event["id"]).second) << event["id"];
    total = page["total"];
    cursor = page["next"].is_null() ? "" : page["next"].get<std::string>();
  } while (!cursor.empty());
  EXPECT_EQ(seen.size(), total);
  EXPECT_GT(total, 2u);
}

TEST(Routes, a_value_with_a_comma_is_asked_for_with_a_backslash) {
  TestDesk desk({.is_filled = false});
  for (const char* outlet : {"Post, The", "Post", "The"})
    desk.wait_for_import(desk.post("/api/imports", {{"text", std::string("Police arrested two men in Kano on Monday, said The ") + outlet + "."}, {"outlet", outlet}, {"id", outlet}}).body["id"]);
  const auto count = [&](const std::string& path) { return desk.get(path).body["total"]; };
  EXPECT_EQ(count("/api/events"), 3);
  EXPECT_EQ(count("/api/events?outlet=Post%5C,%20The"), 1);
  EXPECT_EQ(count("/api/events?outlet=Post,The"), 2);
  EXPECT_EQ(count("/api/reports?outlet=Post%5C,%20The,The"), 2);
  EXPECT_EQ(desk.get("/api/facets?facets=outlet&outlet=Post%5C,%20The").body["counts"]["events"], 1);
  EXPECT_EQ(desk.get("/api/events?status=happened%5C,planned").body["error"]["field"], "status");
}

TEST(Routes, undo_without_an_edit_takes_the_last_of_the_same_person) {
  TestDesk desk;
  const std::string id = event_of(desk), review = "/api/events/" + id + "/review";
  desk.post(review, {{"action", "accept"}, {"who", "ada"}});
  desk.post(review, {{"action", "dispute"}, {"who", "grace"}});
  EXPECT_EQ(desk.post("/api/review/undo", {{"who", "ada"}}).body["events"][0]["review"]["state"], "disputed");
  EXPECT_EQ(desk.post("/api/review/undo", {{"who", "ada"}}).body["error"]["field"], "edit");
  EXPECT_EQ(desk.post("/api/review/undo", {{"who", "ada"}, {"whose", "anyone"}}).body["events"][0]["review"]["state"], "machine");
  EXPECT_EQ(desk.post("/api/review/undo", {{"who", "ada"}, {"whose", "grace"}}).body["error"]["field"], "whose");
}

TEST(Routes, an_event_that_was_missed_is_added_shown_and_exported) {
  TestDesk desk;
  const std::string report = report_of(desk), path = "/api/reports/" + report + "/events";
  const std::string text = desk.get("/api/reports/" + report).body["report"]["text"];
  const Json asked{{"event", "THREATEN"}, {"mode", {"violence"}}, {"evidence", {{{"begin", 0}, {"end", 6}}}},
                   {"actor", {{{"text", "Beatriz Corval"}, {"name", "Beatriz Corval"}, {"kind", "person"}}}}, {"who", "ada"}, {"reason", "missed"}};
  const Got got = desk.post(path, asked);
  ASSERT_EQ(got.status, 200) << got.text;
  const Json event = got.body["event"];
  EXPECT_EQ(event["evidence"][0]["text"], text.substr(0, 6));
  EXPECT_EQ(event["review"]["added"], true);
  EXPECT_EQ(event["review"]["state"], "coded");
  EXPECT_EQ(got.body["edit"]["who"], "ada");
  EXPECT_EQ(desk.get("/api/events?type=THREATEN&report=" + report).body["items"].back()["id"], event["id"]);
  const std::string exported = desk.get("/api/export/jsonl?type=THREATEN&report=" + report).text;
  EXPECT_NE(exported.find(event["id"].get<std::string>()), std::string::npos);
  EXPECT_EQ(exported.find("Corval"), std::string::npos) << "a private person whom nobody but the reviewer named";
  EXPECT_EQ(desk.post("/api/review/undo", {{"who", "ada"}}).status, 200);
  EXPECT_EQ(desk.get("/api/events/" + event["id"].get<std::string>()).status, 404);

  const auto field = [&](const char* key, const Json& value) {
    Json wrong = asked;
    wrong[key] = value;
    const Got refused = desk.post(path, wrong);
    EXPECT_EQ(refused.status, 400) << wrong << refused.text;
    return refused.body["error"].value("field", std::string("none"));
  };
  EXPECT_EQ(field("evidence", Json::array()), "evidence");
  EXPECT_EQ(field("evidence", {{{"begin", 0}, {"end", 1000000}}}), "value");
  EXPECT_EQ(field("event", "DANCE"), "value");
  EXPECT_EQ(field("confidence", 1), "confidence");
  EXPECT_EQ(field("who", ""), "who");
  EXPECT_EQ(desk.post("/api/reports/none/events", asked).status, 404);
}

TEST(Routes, an_answer_that_was_kept_is_made_anew_after_a_change) {
  TestDesk desk;
  const std::string id = event_of(desk), path = "/api/facets?facets=state";
  const std::string before = desk.get(path).text;
  EXPECT_EQ(desk.get(path).text, before);
  desk.post("/api/events/" + id + "/review", {{"action", "accept"}, {"who", "ada"}});
  EXPECT_NE(desk.get(path).text, before);
  EXPECT_NE(desk.get("/metrics").text.find("nutgraf_kept_answers_hits_total"), std::string::npos);
  EXPECT_GE(desk.desk().cache().hits(), 1u);
}

TEST(Routes, two_clients_at_once_lose_nothing) {
  TestDesk desk;
  const std::string id = event_of(desk);
  constexpr int rounds = 20;
  std::atomic<int> failures = 0;
  const auto comment = [&](const std::string& who) {
    for (int i = 0; i < rounds; ++i) {
      if (desk.post("/api/events/" + id + "/review", {{"action", "comment"}, {"reason", std::to_string(i)}, {"who", who}}).status != 200) ++failures;
      if (desk.get("/api/events?limit=5").status != 200) ++failures;
    }
  };
  {
    const std::jthread ada(comment, "ada"), grace(comment, "grace");
  }
  EXPECT_EQ(failures, 0);
  const Json history = desk.get("/api/events/" + id + "/history").body["items"];
  std::map<std::string, int> by;
  for (const Json& edit : history) ++by[edit["who"]];
  EXPECT_EQ(by["ada"], rounds);
  EXPECT_EQ(by["grace"], rounds);
}

TEST(Routes, head_is_answered_without_a_body) {
  const auto got = shared_desk().client().Head("/api/events");
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 200);
  EXPECT_TRUE(got->body.empty());
}

TEST(Docs, service_md_names_every_route_and_parameter) {
  std::ifstream file(NUTGRAF_SOURCE_DIR "/docs/service.md");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  ASSERT_FALSE(text.empty());
  const auto documented = operations();
  ASSERT_FALSE(documented.empty());
  for (const auto& [name, operation] : documented) EXPECT_NE(text.find("`" + name), std::string::npos) << name << " is missing in docs/service.md";
  const Json document = served_openapi();
  for (const auto& [name, parameter] : document["components"]["parameters"].items())
    EXPECT_NE(text.find("`" + name), std::string::npos) << "the parameter " << name << " is missing in docs/service.md";
}

}  // namespace
}  // namespace nutgraf::serve::tests
