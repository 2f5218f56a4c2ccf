// The parts of the service that need no server.

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "serve/answer_cache.h"
#include "serve/gate.h"
#include "serve/openapi.h"
#include "serve/parameters.h"
#include "serve/reading.h"
#include "serve/route.h"
#include "serve/schema_check.h"
#include "serve/turns.h"
#include "serve/uploads.h"

namespace nutgraf::serve {
namespace {

using Json = nlohmann::json;

TEST(Turns, so_many_at_a_time_and_the_others_in_the_order_in_which_they_came) {
  Turns turns(1);
  std::vector<int> order;
  std::mutex mutex;
  std::vector<std::jthread> others;
  {
    const Turns::Turn mine(turns);
    for (int i = 0; i < 5; ++i) {
      others.emplace_back([&, i] {
        const Turns::Turn turn(turns);
        const std::lock_guard lock(mutex);
        order.push_back(i);
      });
      while (turns.waiting() != static_cast<std::size_t>(i) + 1) std::this_thread::yield();
    }
    EXPECT_TRUE(order.empty());
  }
  others.clear();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
  const Turns::Turn again(turns);  // the last gave it back
}

TEST(AnswerCache, a_change_makes_all_stale) {
  AnswerCache cache;
  cache.keep("a", 1, "one");
  EXPECT_EQ(*cache.find("a", 1), "one");
  EXPECT_FALSE(cache.find("a", 2));
  cache.keep("b", 2, "two");
  EXPECT_FALSE(cache.find("a", 1));
  cache.keep("a", 1, "late");
  EXPECT_FALSE(cache.find("a", 1));
  EXPECT_FALSE(cache.find("a", 2));
}

TEST(AnswerCache, the_least_lately_used_goes_first) {
  AnswerCache cache(10000);
  const std::string body(900, 'x');
  for (int i = 0; i < 8; ++i) cache.keep(std::to_string(i), 1, body);
  EXPECT_TRUE(cache.find("0", 1));
  cache.keep("8", 1, body);
  EXPECT_TRUE(cache.find("0", 1));
  EXPECT_FALSE(cache.find("1", 1));
  cache.keep("large", 1, std::string(5000, 'x'));
  EXPECT_FALSE(cache.find("large", 1));
}

TEST(Routes, words_win_over_braces_and_braces_are_never_empty) {
  EXPECT_EQ(find_route("GET", "/api/review/queue").route->path, "/api/review/queue");
  const Match event = find_route("GET", "/api/events/abc-e1");
  ASSERT_TRUE(event.route);
  EXPECT_EQ(event.values, std::vector<std::string>{"abc-e1"});
  EXPECT_TRUE(find_route("GET", "/api/events/").methods.empty());
  EXPECT_TRUE(find_route("GET", "/api/events/a/b").methods.empty());
  const Match wrong = find_route("PUT", "/api/events/abc");
  EXPECT_FALSE(wrong.route);
  EXPECT_EQ(wrong.methods, std::vector<std::string_view>{"GET"});
}

TEST(Routes, every_name_that_a_route_uses_is_there) {
  std::set<std::string> seen;
  for (const Route& route : routes()) {
    EXPECT_TRUE(seen.insert(fmt::format("{} {}", route.method, route.path)).second) << route.path;
    EXPECT_TRUE(route.handle) << route.path;
    for (const std::string_view name : names_of_query(route)) EXPECT_TRUE(find_parameter(name)) << route.path << " " << name;
    if (!route.body.empty()) EXPECT_TRUE(schemas().contains(route.body)) << route.path;
    if (!route.answer.empty()) EXPECT_TRUE(schemas().contains(route.answer)) << route.path;
    EXPECT_EQ(route.method == "GET" && route.access == Access::write, false) << route.path << " writes on GET";
  }
}

TEST(SchemaCheck, faults_are_found_where_they_are) {
  const Json schema = Json::parse(R"({"type": "object", "required": ["who"], "additionalProperties": false, "properties": {
      "who": {"type": "string", "minLength": 1}, "ids": {"type": "array", "minItems": 1, "items": {"type": "integer", "minimum": 1}},
      "state": {"enum": ["a", "b"]}, "edit": {"$ref": "#/components/schemas/Edit"}}})");
  const Json components = Json::parse(R"({"Edit": {"type": ["integer", "null"]}})");
  const auto where = [&](const char* value) {
    const auto fault = find_fault(Json::parse(value), schema, components);
    return fault ? fault->where : "none";
  };
  EXPECT_EQ(where(R"({"who": "x", "ids": [1], "state": "a", "edit": null})"), "none");
  EXPECT_EQ(where(R"({})"), "who");
  EXPECT_EQ(where(R"({"who": ""})"), "who");
  EXPECT_EQ(where(R"({"who": "x", "ids": []})"), "ids");
  EXPECT_EQ(where(R"({"who": "x", "ids": [1, 0]})"), "ids/1");
  EXPECT_EQ(where(R"({"who": "x", "state": "c"})"), "state");
  EXPECT_EQ(where(R"({"who": "x", "edit": "1"})"), "edit");
  EXPECT_EQ(where(R"({"who": "x", "more": 1})"), "more");
  EXPECT_EQ(where("[]"), "");
  const auto unknown = find_fault(Json("x"), Json::parse(R"({"pattern": "a"})"), components);
  ASSERT_TRUE(unknown);
  EXPECT_NE(unknown->message.find("not checked"), std::string::npos);
}

TEST(Gate, only_this_machine_s_names_are_taken) {
  const GateRules rules;
  const auto code = [&](std::string host) {
    Request request{.method = "GET", .path = "/api"};
    request.host = std::move(host);
    const auto refusal = find_refusal(request, rules);
    return refusal ? refusal->code : "";
  };
  for (const char* host : {"localhost:8080", "127.0.0.1:1", "[::1]:8080", "LOCALHOST"}) EXPECT_EQ(code(host), "") << host;
  for (const char* host : {"", "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0", "[::1"})
    EXPECT_EQ(code(host), "wrong_host") << host;
}

TEST(Gate, a_token_is_asked_for_and_compared_whole) {
  const GateRules rules{.is_loopback = false, .token = "0123456789abcdef"};
  const auto code = [&](std::string authorization, std::string cookie = {}, std::string path = "/api") {
    Request request{.method = "GET", .path = std::move(path)};
    request.host = "desk.example";
    request.authorization = std::move(authorization);
    request.cookie = std::move(cookie);
    const auto refusal = find_refusal(request, rules);
    return refusal ? refusal->code : "";
  };
  EXPECT_EQ(code("Bearer 0123456789abcdef"), "");
  EXPECT_EQ(code("", "a=b; nutgraf_token=0123456789abcdef"), "");
  for (const char* wrong : {"", "Bearer ", "Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "Bearer 0123456789abcdefx", "0123456789abcdef"})
    EXPECT_EQ(code(wrong), "token_needed") << wrong;
  EXPECT_EQ(code("", "nutgraf_token=0123456789abcdef0123456789abcdef"), "token_needed");
  EXPECT_EQ(code("", "", "/metrics"), "token_needed");
  EXPECT_EQ(code("", "", "/index.html"), "");
}

TEST(Uploads, what_a_file_is_called_is_never_a_path) {
  const std::string project = testing::TempDir() + "nutgraf-uploads";
  const Uploads uploads(project, 7);
  ASSERT_TRUE(uploads.keep({{"../../../etc/passwd", "one"}, {"a\nb", "two"}}));
  const auto files = uploads.list();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].path, project + ".imports/7/000000");
  EXPECT_EQ(files[0].name, "../../../etc/passwd");
  EXPECT_EQ(files[1].name, "a b");
  EXPECT_EQ(files[1].bytes, 3u);
  uploads.remove();
  EXPECT_FALSE(uploads.are_there());
}

TEST(Uploads, reports_are_counted_where_that_is_cheap) {
  EXPECT_EQ(count_documents({{"a.txt", "text"}, {"b.jsonl", "{\"text\": \"x\"}\n\n{\"text\": \"y\"}\n"}}), 3u);
  EXPECT_EQ(count_documents({{"a.json", "[{\"text\": \"x\"}]"}}), 0u);
  EXPECT_EQ(count_documents({{"a.gz", "\x1f\x8b"}}), 0u);
}

TEST(Reading, pages_and_texts_are_told_apart) {
  EXPECT_TRUE(is_page("<!DOCTYPE html><p>x"));
  EXPECT_FALSE(is_page("Police held <b>two</b> men."));
  EXPECT_EQ(write_told_line(R"({"text": "x", "outlet": "", "filed": "2021-01-01"})"), "{\"filed\":\"2021-01-01\",\"text\":\"x\"}\n");
}

}  // namespace
}  // namespace nutgraf::serve
