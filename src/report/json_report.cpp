// Reads reports out of JSON with simdjson. Texts are taken byte for byte as JSON spells them; only what no UTF-8 can spell (bad
// bytes, half of a surrogate pair) is replaced.

#include "report/json_report.h"

#include <array>
#include <cctype>

#include <fmt/format.h>
#include <simdjson.h>

#include "report/encoding.h"

namespace nutgraf::report {

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string_view name_of(simdjson::dom::element_type type) {
  switch (type) {
    case simdjson::dom::element_type::ARRAY: return "a list";
    case simdjson::dom::element_type::OBJECT: return "an object";
    case simdjson::dom::element_type::INT64:
    case simdjson::dom::element_type::UINT64:
    case simdjson::dom::element_type::DOUBLE: return "a number";
    case simdjson::dom::element_type::STRING: return "a string";
    case simdjson::dom::element_type::BOOL: return "a truth value";
    case simdjson::dom::element_type::NULL_VALUE: return "null";
  }
  return "a value";
}

// The first of the keys that has a value other than null.
template <std::size_t count>
std::optional<std::pair<std::string_view, element>> find_first(object from, const std::array<std::string_view, count>& keys) {
  for (const std::string_view key : keys) {
    element value;
    if (from[key].get(value) == simdjson::SUCCESS && !value.is_null()) return std::pair{key, value};
  }
  return std::nullopt;
}

// A field's words: a string, a whole number written out, or the first string of a list (several authors).
std::string field_text(element value) {
  std::string_view words;
  if (value.get(words) == simdjson::SUCCESS) return std::string(words);
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return std::to_string(number);
  simdjson::dom::array list;
  if (value.get(list) == simdjson::SUCCESS) {
    std::string joined;
    for (const element one : list)
      if (one.get(words) == simdjson::SUCCESS) joined += (joined.empty() ? "" : ", ") + std::string(words);
    return joined;
  }
  object inner;
  std::string_view name;
  if (value.get(inner) == simdjson::SUCCESS && inner["name"].get(name) == simdjson::SUCCESS) return std::string(name);
  return {};
}

template <std::size_t count>
std::string read_field(object from, const std::array<std::string_view, count>& keys) {
  const auto found = find_first(from, keys);
  return found ? field_text(found->second) : std::string();
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos; }

Result<ToldReport> read_told(element value) {
  object from;
  if (value.get(from) != simdjson::SUCCESS)
    return fail(fmt::format("{} where an object was expected; write {{\"doc_id\": ..., \"text\": ...}}", name_of(value.type())));
  const auto text = find_first(from, std::array<std::string_view, 2>{"text", "event_text"});
  if (!text) return fail("the object has no \"text\" (or \"event_text\"); add it, or leave the line out");
  std::string_view words;
  if (text->second.get(words) != simdjson::SUCCESS)
    return fail(fmt::format("\"{}\" is {}, not a string; put the report's text there", text->first, name_of(text->second.type())));
  if (is_blank(words)) return fail(fmt::format("\"{}\" is empty; leave the line out", text->first));
  return ToldReport{.text = std::string(words),
                    .fields = {.source_id = read_field(from, std::array<std::string_view, 2>{"doc_id", "id"}),
                               .headline = read_field(from, std::array<std::string_view, 2>{"title", "headline"}),
                               .filed = read_field(from, std::array<std::string_view, 3>{"filed", "date", "pub_date"}),
                               .outlet = read_field(from, std::array<std::string_view, 2>{"publisher", "outlet"}),
                               .url = read_field(from, std::array<std::string_view, 1>{"url"}),
                               .byline = read_field(from, std::array<std::string_view, 2>{"byline", "author"}),
                               .updated = read_field(from, std::array<std::string_view, 1>{"updated"}),
                               .section = read_field(from, std::array<std::string_view, 1>{"section"})}};
}

// The four hexadecimal digits at `at`, or nothing.
std::optional<unsigned> hex_unit(std::string_view json, std::size_t at) {
  if (at + 4 > json.size()) return std::nullopt;
  unsigned unit = 0;
  for (const char c : json.substr(at, 4)) {
    if (!std::isxdigit(static_cast<unsigned char>(c))) return std::nullopt;
    unit = unit * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return unit;
}

// Replaces \uD83D without its other half by \uFFFD; returns how many there were.
std::uint64_t repair_surrogates(std::string& json) {
  std::uint64_t repaired = 0;
  for (std::size_t at = json.find('\\'); at != std::string::npos && at + 1 < json.size(); at = json.find('\\', at)) {
    if (json[at + 1] != 'u') {
      at += 2;
      continue;
    }
    const auto unit = hex_unit(json, at + 2);
    const bool high = unit && *unit >= 0xD800 && *unit <= 0xDBFF;
    const bool low = unit && *unit >= 0xDC00 && *unit <= 0xDFFF;
    if (high && at + 7 < json.size() && json[at + 6] == '\\' && json[at + 7] == 'u') {
      if (const auto other = hex_unit(json, at + 8); other && *other >= 0xDC00 && *other <= 0xDFFF) {
        at += 12;
        continue;
      }
    }
    if (high || low) {
      json.replace(at + 2, 4, "fffd");
      ++repaired;
    }
    at += 6;
  }
  return repaired;
}

std::string explain(simdjson::error_code error, std::string_view json) {
  switch (error) {
    case simdjson::DEPTH_ERROR: return "the JSON is nested deeper than 1024 levels; no report is";
    case simdjson::EMPTY: return "nothing where a JSON object was expected";
    case simdjson::UNCLOSED_STRING: return "a string of the JSON has no end; is the line cut off?";
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC: return "the JSON is too large";
    default: break;
  }
  std::string start(json.substr(0, 40));
  repair_utf8(start);
  for (char& c : start)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return fmt::format("wrong JSON ({}) in the line that starts with {:?}; check it with a JSON tool", simdjson::error_message(error), start);
}

}  // namespace

struct JsonReader::State {
  simdjson::dom::parser parser;

  struct Parsed {
    element root;
    std::uint64_t replaced = 0;
  };
  Result<Parsed> parse(std::string& json) {
    Parsed parsed;
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    auto error = parser.parse(json).get(parsed.root);
    if (error == simdjson::UTF8_ERROR) {
      parsed.replaced = repair_utf8(json);
      json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
      error = parser.parse(json).get(parsed.root);
    }
    if (error == simdjson::STRING_ERROR) {
      if (const std::uint64_t repaired = repair_surrogates(json); repaired > 0) {
        parsed.replaced += repaired;
        error = parser.parse(json).get(parsed.root);
      }
    }
    if (error != simdjson::SUCCESS) return fail(explain(error, json));
    return parsed;
  }
};

JsonReader::JsonReader() : state_(std::make_unique<State>()) {}
JsonReader::~JsonReader() = default;

Result<ToldReport> JsonReader::read_object(std::string& json) {
  const auto parsed = state_->parse(json);
  if (!parsed) return std::unexpected(parsed.error());
  auto told = read_told(parsed->root);
  if (told) told->fields.replaced_bytes = parsed->replaced;
  return told;
}

Result<std::vector<Result<ToldReport>>> JsonReader::read_value(std::string& json) {
  const auto parsed = state_->parse(json);
  if (!parsed) return std::unexpected(parsed.error());
  std::vector<Result<ToldReport>> all;
  simdjson::dom::array list;
  if (parsed->root.get(list) != simdjson::SUCCESS) {
    all.push_back(read_told(parsed->root));
  } else {
    for (const element one : list) all.push_back(read_told(one));
  }
  for (auto& told : all)
    if (told) told->fields.replaced_bytes = parsed->replaced;
  return all;
}

}  // namespace nutgraf::report
