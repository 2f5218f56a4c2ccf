// Leads a request through the gate to its route. All checks that need no knowledge of news are done here, from the same table
// that the description is written from: who may ask, which parameters there are, what a body looks like.

#include "serve/dispatch.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "serve/desk.h"
#include "serve/gate.h"
#include "serve/openapi.h"
#include "serve/parameters.h"
#include "serve/route.h"
#include "serve/schema_check.h"
#include "serve/screen.h"

namespace nutgraf::serve {

namespace {

using Json = nlohmann::json;

bool is_of_service(const std::string& path) { return path == "/api" || path.starts_with("/api/") || path == "/metrics"; }

// Opens the screen with a token in its address: the token moves to a cookie that no script can read.
Answer take_token(const Desk& desk, const Request& request) {
  const std::string& token = desk.gate().token;
  Request asked;
  asked.authorization = "Bearer " + request.get("token");
  if (!has_token(asked, token)) return write_refusal({401, "token_needed", "this is not the desk's token", "token"});
  Answer answer;
  answer.status = 303;
  answer.headers = {{"Location", "/"},
                    {"Set-Cookie", fmt::format("nutgraf_token={}; Path=/; HttpOnly; SameSite=Strict", token)},
                    {"Cache-Control", "no-store"}};
  return answer;
}

std::optional<Refusal> find_body_fault(const Route& route, const Request& request) {
  const bool is_form = request.content_type.starts_with("multipart/form-data");
  if (route.takes_files && is_form) {
    if (request.files.empty()) return Refusal{400, "bad_body", "the form has no part named \"file\" with a file name", "file"};
    return std::nullopt;
  }
  if (route.body.empty()) return std::nullopt;
  if (!request.content_type.starts_with("application/json"))
    return Refusal{415, "unsupported_type",
                   route.takes_files ? "send application/json, or multipart/form-data with parts named \"file\"" : "send application/json",
                   "Content-Type"};
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded()) return Refusal{400, "bad_json", "the body is no JSON", {}};
  const auto fault = find_fault(body, schema_named(route.body), schemas());
  if (fault)
    return Refusal{400, "bad_body", fault->where.empty() ? fault->message : fmt::format("{}: {}", fault->where, fault->message), fault->where};
  return std::nullopt;
}

std::string key_of(const Route& route, const Request& request) {
  std::string key = fmt::format("{} {}", route.path, request.path);
  for (const auto& [name, value] : request.query) key += fmt::format("\n{}={}", name, value);
  return key;
}

// Nothing where none is needed.
std::unique_ptr<Turns::Turn> take_turn(Desk& desk, const Route& route) {
  return route.effort == Effort::many_events ? std::make_unique<Turns::Turn>(desk.answering()) : nullptr;
}

Answer answer_route(Desk& desk, const Route& route, const Request& request) {
  if (const auto fault = find_query_fault(route, request)) return write_refusal(*fault);
  if (const auto fault = find_body_fault(route, request)) return write_refusal(*fault);
  if (route.access == Access::write && desk.is_read_only())
    return write_refusal({409, "read_only", desk.why_read_only(), {}});
  if (route.keep == Keep::never || !desk.keeps_answers()) {
    const auto turn = take_turn(desk, route);
    return route.handle(desk, request);
  }
  // The state is asked for first: an answer made while the project changes must not pass for one of the later state.
  const std::int64_t state = desk.project().last_change();
  const std::string key = key_of(route, request);
  if (const auto kept = desk.cache().find(key, state)) return json_answer(*kept);
  const auto turn = take_turn(desk, route);
  if (const auto kept = desk.cache().find_again(key, state)) return json_answer(*kept);  // another asked the same and had its turn before
  Answer answer = route.handle(desk, request);
  if (answer.status == 200 && !answer.stream) desk.cache().keep(key, state, answer.body);
  return answer;
}

Answer answer_service(Desk& desk, Request& request, std::string_view& pattern) {
  Match match = find_route(request.method == "HEAD" ? "GET" : request.method, request.path);
  if (match.methods.empty())
    return write_refusal({404, "not_found", fmt::format("there is no {}; /api/openapi.json lists what there is", request.path), {}});
  if (!match.route) {
    Answer answer = write_refusal({405, "method_not_allowed", fmt::format("{} takes {}", request.path, fmt::join(match.methods, ", ")), {}});
    answer.headers.emplace_back("Allow", fmt::format("{}", fmt::join(match.methods, ", ")));
    return answer;
  }
  pattern = match.route->path;
  request.path_values = std::move(match.values);
  Answer answer = answer_route(desk, *match.route, request);
  if (std::ranges::find(answer.headers, "Cache-Control", &std::pair<std::string, std::string>::first) == answer.headers.end())
    answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

}  // namespace

const std::vector<std::pair<std::string, std::string>>& safety_headers() {
  static const std::vector<std::pair<std::string, std::string>> headers = {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
       "form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}};
  return headers;
}

Answer answer_request(Desk& desk, Request request) {
  const auto start = std::chrono::steady_clock::now();
  std::string_view pattern = is_of_service(request.path) ? "unknown" : "screen";
  Answer answer;
  if (const auto refusal = find_refusal(request, desk.gate()))
    answer = write_refusal(*refusal);
  else if (is_of_service(request.path))
    answer = answer_service(desk, request, pattern);
  else if (request.path == "/" && request.query.contains("token") && !desk.gate().token.empty())
    answer = take_token(desk, request);
  else
    answer = answer_screen(request);
  desk.metrics().count_request(request.method, pattern, answer.status, std::chrono::steady_clock::now() - start);
  return answer;
}

}  // namespace nutgraf::serve
