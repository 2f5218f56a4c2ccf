// Writes what the store answers. A page of events is made by joining the records as they are kept: taking each apart and
// writing it again would cost more than finding it.

#include "serve/json_answers.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "serve/parameters.h"

namespace nutgraf::serve {

std::string write_events(const std::vector<store::Event>& events) {
  std::size_t size = 2;
  for (const store::Event& event : events) size += event.json.size() + 1;
  std::string list = "[";
  list.reserve(size);
  for (const store::Event& event : events) {
    if (list.size() > 1) list += ',';
    list += event.json;
  }
  return list += ']';
}

std::string write_next(const std::string& cursor) { return cursor.empty() ? "null" : quote_json(cursor); }

std::string write_event_page(const store::Page<store::Event>& page) {
  return fmt::format(R"({{"items":{},"next":{},"total":{},"total_is":"events"}})", write_events(page.items), write_next(page.next), page.total);
}

std::string write_edits(const std::vector<store::Edit>& edits) { return write_list(edits, store::write_edit); }

Answer write_failure(const Error& error, int status) {
  const std::string& message = error.message;
  if (message.starts_with("no such ")) return write_refusal({404, "not_found", message, {}});
  const std::size_t colon = message.find(": ");
  const std::string key = colon == std::string::npos ? std::string() : message.substr(0, colon);
  if (key == "cursor") return write_refusal({400, "bad_cursor", message, key});
  if (!key.empty() && find_parameter(key)) return write_refusal({400, "bad_parameter", message, key});
  if (key == "path" || key == "value" || key == "action" || key == "reason" || key == "who" || key == "edit" || key == "filter")
    return write_refusal({400, "bad_body", message, key});
  return write_refusal({status, status >= 500 ? "internal" : "refused", message, {}});
}

Checked<store::Filters> read_filters(const Request& request) {
  store::Pairs pairs(request.query.begin(), request.query.end());
  auto filters = store::read_filters(pairs);
  if (filters) return *std::move(filters);
  const std::string& message = filters.error().message;
  return refuse(400, "bad_parameter", message, message.substr(0, message.find(':')));
}

std::uint32_t read_limit(const Request& request, std::uint32_t otherwise) {
  const std::string text = request.get("limit");
  std::uint32_t limit = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), limit);
  return limit;
}

store::PageRequest read_page(const Request& request) { return {.limit = read_limit(request, 50), .cursor = request.get("cursor")}; }

}  // namespace nutgraf::serve
