#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What goes in and out of a route, with no word of the library that carries it.
namespace nutgraf::serve {

struct UploadedFile {
  std::string name;  // as the sender calls it; never used as a path
  std::string content;
};

struct Request {
  std::string method;
  std::string path;
  std::vector<std::string> path_values;             // what stood in the route's braces, in order
  std::multimap<std::string, std::string> query;    // decoded
  std::string body;                                 // of a request that is no form
  std::vector<UploadedFile> files;                  // of a form
  std::map<std::string, std::string> fields;        // of a form, the parts that are no files
  // Headers that matter; empty when absent.
  std::string host, origin, fetch_site, desk_header, authorization, cookie, content_type, if_none_match;

  // The value of a query parameter, or `otherwise`.
  std::string get(std::string_view name, std::string_view otherwise = {}) const;
};

// Takes a piece of a body; false when the client is gone.
using Sink = std::function<bool(std::string_view)>;

struct Answer {
  int status = 200;
  std::string type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // In place of `body`: called until it returns false. Each call may wait a little and write some.
  std::function<bool(const Sink&)> stream;
  bool closes_connection = false;
};

// Why a request is refused: {"error": {"code", "message", "field"}}.
struct Refusal {
  int status = 400;
  std::string code;
  std::string message;
  std::string field;  // the parameter or key that is wrong; may be empty
};

template <typename T>
using Checked = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(int status, std::string code, std::string message, std::string field = {}) {
  return std::unexpected(Refusal{status, std::move(code), std::move(message), std::move(field)});
}

Answer write_refusal(const Refusal& refusal);
Answer json_answer(std::string body, int status = 200);

// A string as JSON, with quotes; bytes that are no UTF-8 become U+FFFD.
std::string quote_json(std::string_view text);

}  // namespace nutgraf::serve
