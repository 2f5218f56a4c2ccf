// Filters as they come from outside, in a query string or as JSON, and back. Which keys there are is one table.

#include "store/filters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <variant>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace nutgraf::store {

namespace {

using Json = nlohmann::ordered_json;
using List = std::vector<std::string> Filters::*;
using Claim = std::optional<bool> Filters::*;
using Number = std::optional<double> Filters::*;
using Day = std::optional<Date> Filters::*;
using Text = std::string Filters::*;
using Rectangle = std::optional<Box> Filters::*;

struct Key {
  std::string_view name;
  std::variant<List, Claim, Number, Day, Text, Rectangle> member;
  std::string_view allowed = {};  // blank-separated; empty: any
};

constexpr std::string_view types =
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT";

const auto keys = std::to_array<Key>({
    {"type", &Filters::type, types},
    {"mode", &Filters::mode},
    {"context", &Filters::context},
    {"status", &Filters::status, "happened planned foiled negated hypothetical"},
    {"certainty", &Filters::certainty, "stated alleged claimed disputed"},
    {"background", &Filters::background},
    {"state", &Filters::state, "machine coded reviewed disputed rejected"},
    {"actor", &Filters::actor},
    {"actor_country", &Filters::actor_country},
    {"actor_sector", &Filters::actor_sector},
    {"recipient", &Filters::recipient},
    {"recipient_country", &Filters::recipient_country},
    {"recipient_sector", &Filters::recipient_sector},
    {"country", &Filters::country},
    {"place", &Filters::place},
    {"precision", &Filters::precision, "spot city district admin1 country region"},
    {"bbox", &Filters::bbox},
    {"from", &Filters::from},
    {"to", &Filters::to},
    {"undated", &Filters::undated},
    {"what", &Filters::what},
    {"min", &Filters::min},
    {"max", &Filters::max},
    {"speaker", &Filters::speaker},
    {"speaker_kind", &Filters::speaker_kind},
    {"outlet", &Filters::outlet},
    {"report", &Filters::report},
    {"story", &Filters::story},
    {"q", &Filters::q},
    {"min_confidence", &Filters::min_confidence},
    {"max_confidence", &Filters::max_confidence},
    {"minor", &Filters::minor},
});

const Key* find_key(std::string_view name) {
  const auto found = std::ranges::find(keys, name, &Key::name);
  return found == keys.end() ? nullptr : &*found;
}

std::optional<double> read_number(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<Box> read_box(std::string_view text) {
  const auto parts = split_values(text);
  if (parts.size() != 4) return std::nullopt;
  std::array<double, 4> sides{};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto number = read_number(parts[i]);
    if (!number) return std::nullopt;
    sides[i] = *number;
  }
  if (sides[1] > sides[3]) return std::nullopt;
  return Box{sides[0], sides[1], sides[2], sides[3]};
}

std::string join_allowed(std::string_view words) {
  std::string text(words);
  std::ranges::replace(text, ' ', '|');
  return text;
}

struct Put {
  Filters& filters;
  const Key& key;
  const std::vector<std::string>& values;  // of a list; otherwise one

  std::unexpected<Error> wrong(std::string_view wanted) const {
    return fail(fmt::format("{}: \"{}\" is no {}", key.name, values.empty() ? "" : values[0], wanted));
  }

  Result<void> operator()(List member) const {
    for (const std::string& value : values) {
      if (!key.allowed.empty() && (" " + std::string(key.allowed) + " ").find(" " + value + " ") == std::string::npos)
        return fail(fmt::format("{}: \"{}\" is none of {}", key.name, value, join_allowed(key.allowed)));
      (filters.*member).push_back(value);
    }
    return {};
  }
  Result<void> operator()(Claim member) const {
    if (values[0] != "true" && values[0] != "false") return wrong("true or false");
    filters.*member = values[0] == "true";
    return {};
  }
  Result<void> operator()(Number member) const {
    const auto number = read_number(values[0]);
    if (!number) return wrong("number");
    filters.*member = number;
    return {};
  }
  Result<void> operator()(Day member) const {
    const auto date = values[0].size() == 10 ? read_date(values[0]) : std::nullopt;
    if (!date) return wrong("day (2021-03-06)");
    filters.*member = date;
    return {};
  }
  Result<void> operator()(Text member) const {
    filters.*member = values[0];
    return {};
  }
  Result<void> operator()(Rectangle member) const {
    const auto box = read_box(values[0]);
    if (!box) return wrong("rectangle (west,south,east,north in degrees)");
    filters.*member = box;
    return {};
  }
};

Result<void> put(Filters& filters, const Key& key, const std::vector<std::string>& values) {
  return std::visit(Put{filters, key, values}, key.member);
}

std::string write_plain(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

}  // namespace

bool Filters::operator==(const Filters& other) const { return write_filters(*this) == write_filters(other); }
bool Filters::is_empty() const { return write_filters(*this) == "{}"; }

std::vector<std::string> split_values(std::string_view text) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == ',' || text[i + 1] == '\\'))
      parts.back() += text[++i];
    else if (text[i] == ',')
      parts.emplace_back();
    else
      parts.back() += text[i];
  std::erase(parts, "");
  return parts;
}

bool is_filter(std::string_view key) { return find_key(key) != nullptr; }

Result<Filters> read_filters(const Pairs& pairs) {
  Filters filters;
  for (const auto& [name, value] : pairs) {
    const Key* key = find_key(name);
    if (!key || value.empty()) continue;
    if (auto done = put(filters, *key, std::holds_alternative<List>(key->member) ? split_values(value) : std::vector{value}); !done)
      return std::unexpected(done.error());
  }
  return filters;
}

Result<Filters> read_filters(std::string_view json) {
  const Json object = Json::parse(json, nullptr, false);
  if (!object.is_object()) return fail("filter: is no JSON object");
  Filters filters;
  for (const auto& [name, value] : object.items()) {
    const Key* key = find_key(name);
    if (!key) return fail(fmt::format("{}: is no filter", name));
    if (value.is_null()) continue;
    std::vector<std::string> values;
    if (value.is_array())
      for (const Json& one : value) values.push_back(write_plain(one));
    else if (std::holds_alternative<List>(key->member) && value.is_string())
      values = split_values(value.get<std::string>());
    else
      values.push_back(write_plain(value));
    if (std::holds_alternative<Rectangle>(key->member) && value.is_array()) values = {fmt::format("{}", fmt::join(values, ","))};
    if (values.empty() || (values.size() == 1 && values[0].empty())) continue;
    if (auto done = put(filters, *key, values); !done) return std::unexpected(done.error());
  }
  return filters;
}

std::string write_filters(const Filters& filters) {
  Json object = Json::object();
  for (const Key& key : keys) {
    const std::string name(key.name);
    if (const auto* list = std::get_if<List>(&key.member); list && !(filters.*(*list)).empty()) object[name] = filters.*(*list);
    if (const auto* claim = std::get_if<Claim>(&key.member); claim && filters.*(*claim)) object[name] = *(filters.*(*claim));
    if (const auto* number = std::get_if<Number>(&key.member); number && filters.*(*number)) object[name] = *(filters.*(*number));
    if (const auto* day = std::get_if<Day>(&key.member); day && filters.*(*day)) object[name] = write_date(*(filters.*(*day)));
    if (const auto* text = std::get_if<Text>(&key.member); text && !(filters.*(*text)).empty()) object[name] = filters.*(*text);
    if (const auto* box = std::get_if<Rectangle>(&key.member); box && filters.*(*box)) {
      const Box& b = *(filters.*(*box));
      object[name] = {b.west, b.south, b.east, b.north};
    }
  }
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace nutgraf::store
