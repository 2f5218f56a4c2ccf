// What the service must refuse, asked over a real connection.

#include <gtest/gtest.h>

#include <algorithm>

#include <fmt/format.h>

#include "serve/dispatch.h"
#include "serve/tests/test_desk.h"

namespace nutgraf::serve::tests {
namespace {

constexpr const char* a_review = R"({"action": "accept", "who": "ada"})";

std::string first_event() { return shared_desk().get("/api/events?limit=1").body["items"][0]["id"]; }

// The answer to a POST with these headers, as its error's code; empty when it was let through.
std::string code_of_post(const std::string& path, const httplib::Headers& headers, const std::string& body = a_review,
                         const char* type = "application/json") {
  const auto result = shared_desk().client().Post(path, headers, body, type);
  if (!result) return "no answer";
  const Json answer = Json::parse(result->body, nullptr, false);
  if (answer.is_discarded()) return "no JSON";
  return answer.contains("error") ? answer["error"]["code"].get<std::string>() : "";
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(Safety, a_write_needs_the_desk_s_own_header) {
  const std::string path = "/api/events/" + first_event() + "/review";
  EXPECT_EQ(code_of_post(path, {}), "missing_header");
  EXPECT_EQ(code_of_post(path, {{"X-Nutgraf", "yes"}}), "missing_header");
  EXPECT_EQ(code_of_post("/api/read", {}, R"({"text": "x"})"), "missing_header");
  const auto result = shared_desk().client().Delete("/api/reports/x");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->status, 403);
}

TEST(Safety, a_write_from_a_foreign_page_is_refused) {
  const std::string path = "/api/events/" + first_event() + "/review";
  const std::string own = fmt::format("http://127.0.0.1:{}", shared_desk().port());
  EXPECT_EQ(code_of_post(path, {{"X-Nutgraf", "desk"}, {"Origin", "http://evil.example"}}), "foreign_origin");
  EXPECT_EQ(code_of_post(path, {{"X-Nutgraf", "desk"}, {"Origin", "null"}}), "foreign_origin");
  EXPECT_EQ(code_of_post(path, {{"X-Nutgraf", "desk"}, {"Origin", own + "0"}}), "foreign_origin");
  EXPECT_EQ(code_of_post(path, {{"X-Nutgraf", "desk"}, {"Sec-Fetch-Site", "cross-site"}}), "foreign_origin");
  EXPECT_EQ(code_of_post("/api/read", {{"X-Nutgraf", "desk"}, {"Origin", own}, {"Sec-Fetch-Site", "same-origin"}}, R"({"text": "Rain fell."})"), "");
}

TEST(Safety, another_name_for_this_machine_is_refused) {
  const auto code = [](const std::string& host) {
    const std::string answer = shared_desk().send_raw(fmt::format("GET /api HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", host));
    return answer.substr(9, 3);
  };
  EXPECT_EQ(code("localhost"), "200");
  EXPECT_EQ(code("evil.example"), "403");
  EXPECT_EQ(code("evil.example:80"), "403");
  EXPECT_EQ(shared_desk().send_raw("GET /api HTTP/1.1\r\nConnection: close\r\n\r\n").substr(9, 3), "403");
  EXPECT_EQ(shared_desk().send_raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").substr(9, 3), "403");
}

TEST(Safety, no_answer_lets_other_pages_read_it) {
  for (const char* path : {"/api", "/api/events", "/", "/nothing", "/api/nothing"}) {
    const auto got = shared_desk().client().Get(path, httplib::Headers{{"Origin", "http://evil.example"}});
    ASSERT_TRUE(got) << path;
    EXPECT_FALSE(got->has_header("Access-Control-Allow-Origin")) << path;
    for (const auto& [name, value] : safety_headers()) EXPECT_EQ(got->get_header_value(name), value) << path << " " << name;
    EXPECT_EQ(got->get_header_value("Content-Security-Policy").find("unsafe"), std::string::npos);
  }
  const auto asked = shared_desk().client().Options("/api/events");
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->status, 403);
  EXPECT_FALSE(asked->has_header("Access-Control-Allow-Methods"));
}

TEST(Safety, no_path_leads_to_the_disk) {
  for (const char* path : {"/../../../../etc/passwd", "/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/etc/passwd",
                           "/web/../../etc/passwd", "/..\\..\\etc\\passwd", "/index.html/../../../etc/passwd", "/%00", "/index.html%00.js",
                           "/models/fast.weights", "/../models/fast.weights", "/../lexicon/who/agents.tsv", "/api/../../etc/passwd",
                           "/api/reports/..%2f..%2fetc%2fpasswd", "/api/events/%2e%2e"}) {
    const std::string answer =
        shared_desk().send_raw(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path));
    EXPECT_EQ(answer.substr(9, 3), "404") << path << "\n" << answer.substr(0, 500);
    EXPECT_NE(answer.find(R"("code":"not_found")"), std::string::npos) << path;
    EXPECT_EQ(answer.find("root:"), std::string::npos) << path;
  }
}

TEST(Safety, too_large_a_body_is_refused) {
  const std::string text = R"({"text": ")" + std::string(std::size_t{33} << 20, 'x') + "\"}";
  EXPECT_EQ(code_of_post("/api/read", {{"X-Nutgraf", "desk"}}, text), "too_large");
  // In chunks, with no length told beforehand.
  std::size_t sent = 0;
  const auto result = shared_desk().client().Post(
      "/api/read", {{"X-Nutgraf", "desk"}},
      [&](std::size_t, httplib::DataSink& sink) {
        const std::string piece(std::size_t{1} << 20, 'x');
        sink.write(piece.data(), piece.size());
        if (++sent == 40) sink.done();
        return true;
      },
      "application/json");
  ASSERT_TRUE(result);
  EXPECT_EQ(result->status, 413);
}

TEST(Safety, a_length_that_no_body_has_is_refused_at_once) {
  const std::string head = "POST /api/read HTTP/1.1\r\nHost: localhost\r\nX-Nutgraf: desk\r\nContent-Type: application/json\r\n";
  for (const char* length : {"-1", "1e3", "99999999999999999999", "0x10", ""}) {
    const std::string answer = shared_desk().send_raw(head + "Content-Length: " + length + "\r\n\r\n{}");
    EXPECT_EQ(answer.substr(9, 3), "400") << length;
    EXPECT_EQ(count(answer, "HTTP/1.1 "), 1u) << length;
  }
}

TEST(Safety, a_request_hidden_in_a_body_is_never_read) {
  const std::string hidden = fmt::format("POST /api/events/{}/review HTTP/1.1\r\nHost: localhost\r\nX-Nutgraf: desk\r\nContent-Type: application/json\r\n"
                                         "Content-Length: {}\r\nConnection: close\r\n\r\n{}", first_event(), std::string_view(a_review).size(), a_review);
  const auto edits_before = shared_desk().get("/api/edits?limit=500").body["items"].size();
  const std::vector<std::string> heads = {
      fmt::format("POST /api/read HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\nContent-Length: {}\r\n\r\n", hidden.size()),
      fmt::format("POST /api/read HTTP/1.1\r\nHost: evil.example\r\nContent-Length: {}\r\n\r\n", hidden.size()),
      fmt::format("GET /api HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n", hidden.size()),
      fmt::format("OPTIONS /api HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n", hidden.size()),
      fmt::format("POST /api/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", hidden.size()),
      fmt::format("POST /api/read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: {}\r\n\r\n", hidden.size()),
      "POST /api/read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n",
      "POST /api/read HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  };
  for (const std::string& head : heads) {
    const std::string answer = shared_desk().send_raw(head + hidden);
    EXPECT_EQ(count(answer, "HTTP/1.1 "), 1u) << head << "\n" << answer;
    EXPECT_NE(answer.substr(9, 3), "200") << head;
  }
  EXPECT_EQ(shared_desk().get("/api/edits?limit=500").body["items"].size(), edits_before);
}

TEST(Safety, ranges_are_not_served) {
  std::string ranges = "bytes=0-";
  for (int i = 0; i < 1000; ++i) ranges += ",0-";
  const auto got = shared_desk().client().Get("/api/openapi.json", httplib::Headers{{"Range", ranges}});
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, shared_desk().get("/api/openapi.json").text);
}

TEST(Safety, markup_in_a_report_stays_text) {
  const auto events = shared_desk().get("/api/search?q=teachers");
  ASSERT_EQ(events.status, 200);
  EXPECT_EQ(events.headers.find("Content-Type")->second, "application/json; charset=utf-8");
  const std::string id = events.body["reports"][0]["id"];
  const auto report = shared_desk().get("/api/reports/" + id);
  EXPECT_EQ(report.headers.find("Content-Type")->second, "application/json; charset=utf-8");
  EXPECT_NE(report.body["report"]["text"].get<std::string>().find("<script>"), std::string::npos);
}

TEST(Safety, with_a_token_nothing_of_the_project_is_told_without_it) {
  const std::string token = "a-token-of-some-length";
  TestDesk desk({.gate = {.is_loopback = false, .token = token}, .is_filled = false});
  for (const char* path : {"/api", "/api/events", "/api/openapi.json", "/metrics", "/api/nothing"}) {
    const auto got = desk.get(path);
    EXPECT_EQ(got.status, 401) << path;
    EXPECT_EQ(got.body["error"]["code"], "token_needed") << path;
  }
  EXPECT_EQ(desk.client().Get("/api", httplib::Headers{{"Authorization", "Bearer " + token}})->status, 200);
  const auto opened = desk.client().Get("/?token=" + token);
  EXPECT_EQ(opened->status, 303);
  const std::string cookie = opened->get_header_value("Set-Cookie");
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
  EXPECT_EQ(desk.client().Get("/api", httplib::Headers{{"Cookie", cookie.substr(0, cookie.find(';'))}})->status, 200);
  EXPECT_EQ(desk.client().Get("/?token=wrong")->status, 401);
}

TEST(Safety, what_is_no_request_gets_json_too) {
  for (const char* request : {"nonsense\r\n\r\n", "GET /api SPDY/9\r\n\r\n", "BREW /api HTTP/1.1\r\nHost: localhost\r\n\r\n"}) {
    const std::string answer = shared_desk().send_raw(request);
    EXPECT_EQ(answer.substr(9, 3), "400") << request;
    EXPECT_NE(answer.find(R"({"error":{"code":)"), std::string::npos) << request;
  }
  const std::string answer = shared_desk().send_raw("GET /" + std::string(10000, 'a') + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer.substr(9, 3), "414");
  EXPECT_NE(answer.find(R"("code":"address_too_long")"), std::string::npos);
}

}  // namespace
}  // namespace nutgraf::serve::tests
