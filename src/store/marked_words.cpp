// What a person marks in a report: bytes of its text, and the words there. A person's screen sends the bytes; the words are put in here, so that
// what stands in the log tells what was marked even when a newer reading cuts the report's text out of its page in another way.

#include "store/marked_words.h"

#include <optional>
#include <string>

#include <fmt/format.h>

namespace nutgraf::store {

namespace {

const char* key_of_words(std::string_view field) { return field.ends_with("says_who") ? "speaker" : "text"; }

bool has_place(const Json& value) { return value.is_object() && (value.contains("begin") || value.contains("end")); }

// Calls `visit` with each object that has a place, and the path that leads to it.
template <typename Visit>
Result<void> visit_marked(Json& value, const std::string& path, const Visit& visit) {
  if (has_place(value))
    if (auto done = visit(value, path); !done) return done;
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i)
      if (auto done = visit_marked(value[i], fmt::format("{}/{}", path, i), visit); !done) return done;
  if (value.is_object())
    for (auto& [key, one] : value.items())
      if (one.is_structured())
        if (auto done = visit_marked(one, path.empty() ? key : fmt::format("{}/{}", path, key), visit); !done) return done;
  return {};
}

// The field that a path leads to: "says_who" of "says_who/0" and of "how_many/0/says_who".
std::string_view field_of(std::string_view path) {
  while (!path.empty() && path.back() >= '0' && path.back() <= '9') path = path.substr(0, path.find_last_of('/'));
  return path;
}

std::optional<std::string_view> words_at(const Json& marked, std::string_view text) {
  const auto place = [&](const char* key) { return marked.contains(key) && marked[key].is_number_integer() ? marked[key].get<std::int64_t>() : -1; };
  const std::int64_t begin = place("begin"), end = place("end");
  if (begin < 0 || end <= begin || end > static_cast<std::int64_t>(text.size())) return std::nullopt;
  const auto is_inside = [&](std::int64_t at) {
    return at < static_cast<std::int64_t>(text.size()) && (static_cast<unsigned char>(text[static_cast<std::size_t>(at)]) & 0xc0) == 0x80;
  };
  if (is_inside(begin) || is_inside(end)) return std::nullopt;
  return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

std::optional<std::size_t> find_nearest(std::string_view text, std::string_view words, std::size_t to) {
  const auto distance = [&](std::size_t at) { return at > to ? at - to : to - at; };
  std::optional<std::size_t> best;
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1))
    if (!best || distance(at) < distance(*best)) best = at;
  return best;
}

}  // namespace

Result<void> take_marked_words(Json& value, std::string_view field, std::string_view text) {
  return visit_marked(value, std::string(field), [&](Json& marked, const std::string& path) -> Result<void> {
    const auto words = words_at(marked, text);
    if (!words) return fail(fmt::format("value: {}: begin and end are no part of the report's text", path));
    const char* key = key_of_words(field_of(path));
    if (!marked.contains(key)) {
      marked[key] = *words;
    } else if (marked[key] != Json(*words)) {
      return fail(fmt::format("value: {}: the report has \"{}\" there, not {}", path, *words, marked[key].dump(-1, ' ', false, Json::error_handler_t::replace)));
    }
    return {};
  });
}

void follow_marked_words(Json& value, std::string_view field, std::string_view text) {
  (void)visit_marked(value, std::string(field), [&](Json& marked, const std::string& path) -> Result<void> {
    const char* key = key_of_words(field_of(path));
    if (!marked.contains(key) || !marked[key].is_string()) return {};
    const std::string words = marked[key];
    if (words_at(marked, text) == std::string_view(words)) return {};
    const auto before = marked.contains("begin") && marked["begin"].is_number_unsigned() ? marked["begin"].get<std::size_t>() : 0;
    const auto at = words.empty() ? std::nullopt : find_nearest(text, words, before);
    if (at) {
      marked["begin"] = *at;
      marked["end"] = *at + words.size();
    } else {
      marked.erase("begin");
      marked.erase("end");
    }
    return {};
  });
}

}  // namespace nutgraf::store
