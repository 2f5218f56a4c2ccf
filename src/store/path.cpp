// What a person may change in a record, and to what: every field of the event record by its path, with the kind of its value.

#include "store/path.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include <fmt/format.h>

#include "base/date.h"

namespace nutgraf::store {

namespace {

enum class Kind { text, number, claim, day, names, object, list, whole_number };

struct Rule {
  std::string_view field;  // "actor", or "actor/country" for a key of its items
  Kind kind;
  bool may_lack;
  std::string_view allowed;  // blank-separated; empty: any
};

constexpr std::string_view party_kinds = "person group organisation state_body crowd object";
constexpr std::string_view speaker_kinds =
    "news_agency media police military government court armed_group ngo witness victim suspect document social_media other";
constexpr std::string_view manners = "reports says claims_responsibility denies alleges confirms";
constexpr std::string_view figure_roles =
    "detained killed injured casualties abducted missing released charged convicted displaced deployed participants attackers "
    "attacks places_searched seized other";

constexpr auto rules = std::to_array<Rule>({
    {"event", Kind::text, false,
     "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"},
    {"mode", Kind::names, false, ""},
    {"context", Kind::names, false, ""},
    {"status", Kind::text, false, "happened planned foiled negated hypothetical"},
    {"certainty", Kind::text, false, "stated alleged claimed disputed"},
    {"background", Kind::claim, false, ""},
    {"part_of", Kind::text, true, ""},
    {"when", Kind::object, true, ""},
    {"when/earliest", Kind::day, true, ""},
    {"when/latest", Kind::day, true, ""},
    {"when/precision", Kind::text, false, "hour part_of_day day week month year vague"},
    {"when/part_of_day", Kind::text, true, ""},
    {"when/basis", Kind::text, false, "stated relative filing"},
    {"when/ongoing", Kind::claim, true, ""},
    {"when/text", Kind::text, true, ""},
    {"actor", Kind::list, false, ""},
    {"recipient", Kind::list, false, ""},
    {"party/text", Kind::text, false, ""},
    {"party/name", Kind::text, true, ""},
    {"party/kind", Kind::text, false, party_kinds},
    {"party/country", Kind::text, true, ""},
    {"party/sector", Kind::names, true, ""},
    {"party/group", Kind::text, true, ""},
    {"party/suspected", Kind::claim, true, ""},
    {"party/minor", Kind::claim, true, ""},
    {"instrument", Kind::list, false, ""},
    {"instrument/text", Kind::text, false, ""},
    {"where", Kind::list, false, ""},
    {"where/text", Kind::text, false, ""},
    {"where/name", Kind::text, true, ""},
    {"where/country", Kind::text, true, ""},
    {"where/admin1", Kind::text, true, ""},
    {"where/geonameid", Kind::whole_number, true, ""},
    {"where/lat", Kind::number, true, ""},
    {"where/lon", Kind::number, true, ""},
    {"where/precision", Kind::text, false, "spot city district admin1 country region"},
    {"how_many", Kind::list, false, ""},
    {"how_many/id", Kind::text, false, ""},
    {"how_many/what", Kind::text, false, figure_roles},
    {"how_many/unit", Kind::text, true, ""},
    {"how_many/value", Kind::number, true, ""},
    {"how_many/low", Kind::number, true, ""},
    {"how_many/high", Kind::number, true, ""},
    {"how_many/bound", Kind::text, false, "exact at_least more_than about at_most less_than range vague"},
    {"how_many/subgroup", Kind::text, true, ""},
    {"how_many/of", Kind::text, true, ""},
    {"how_many/best", Kind::claim, true, ""},
    {"how_many/text", Kind::text, false, ""},
    {"how_many/says_who", Kind::object, true, ""},
    {"says_who", Kind::list, false, ""},
    {"says_who/speaker", Kind::text, false, ""},
    {"says_who/kind", Kind::text, false, speaker_kinds},
    {"says_who/manner", Kind::text, false, manners},
    {"says_who/via", Kind::text, true, ""},
});

// Keys that come with a value and say where it is from; taken as they are.
constexpr auto companions = std::to_array<std::string_view>(
    {"begin", "end", "because", "inferred", "runners_up", "score", "feature", "population", "report", "id", "evidence", "confidence", "cameo",
     "quad_code", "event_scale", "context_because", "sums"});

const Rule* find_rule(std::string_view field) {
  const auto found = std::ranges::find(rules, field, &Rule::field);
  return found == rules.end() ? nullptr : &*found;
}

std::string rule_name(std::string_view field, std::string_view key) {
  const std::string_view holder = field == "actor" || field == "recipient" ? "party" : field;
  return fmt::format("{}/{}", holder, key);
}

bool is_one_of(std::string_view word, std::string_view words) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

Result<void> check_kind(const Rule& rule, std::string_view name, const Json& value);

enum class Given { whole, over_another };  // an item over another keeps the words of that one where it has none itself

// The keys of an object, or of each item of a list.
Result<void> check_keys(std::string_view field, const Json& object, Given given = Given::whole) {
  if (!object.is_object()) return fail(fmt::format("value: {} takes an object", field));
  for (const auto& [key, value] : object.items()) {
    const Rule* rule = find_rule(rule_name(field, key));
    if (rule) {
      if (auto checked = check_kind(*rule, fmt::format("{}/{}", field, key), value); !checked) return checked;
    } else if (std::ranges::find(companions, key) == companions.end()) {
      return fail(fmt::format("value: {} has no \"{}\"", field, key));
    }
  }
  if (!is_item_list(field) || given == Given::over_another) return {};
  const char* needed = field == "says_who" ? "speaker" : field == "how_many" ? "what" : "text";
  const bool has_words = object.contains(needed) || (field == "where" && object.contains("name"));
  if (!has_words) return fail(fmt::format("value: {} needs \"{}\"", field, needed));
  return {};
}

Result<void> check_kind(const Rule& rule, std::string_view name, const Json& value) {
  const auto wrong = [&](std::string_view wanted) { return fail(fmt::format("value: {} takes {}, not {}", name, wanted, value.dump())); };
  if (value.is_null()) return rule.may_lack ? Result<void>() : fail(fmt::format("value: {} cannot be left out", name));
  switch (rule.kind) {
    case Kind::text:
      if (!value.is_string() || value.get_ref<const std::string&>().empty()) return wrong("a text");
      if (!rule.allowed.empty() && !is_one_of(value.get_ref<const std::string&>(), rule.allowed)) return wrong(fmt::format("one of: {}", rule.allowed));
      return {};
    case Kind::number: return value.is_number() ? Result<void>() : wrong("a number");
    case Kind::whole_number: return value.is_number_integer() ? Result<void>() : wrong("a whole number");
    case Kind::claim: return value.is_boolean() ? Result<void>() : wrong("true or false");
    case Kind::day:
      if (!value.is_string() || value.get_ref<const std::string&>().size() != 10 || !read_date(value.get_ref<const std::string&>()))
        return wrong("a day (2021-03-06)");
      return {};
    case Kind::names:
      if (!value.is_array() || !std::ranges::all_of(value, [](const Json& one) { return one.is_string(); })) return wrong("a list of names");
      return {};
    case Kind::object: return check_keys(name == "how_many/says_who" ? "says_who" : name, value);
    case Kind::list:
      if (!value.is_array()) return wrong("a list");
      for (const Json& one : value)
        if (auto checked = check_keys(name, one); !checked) return checked;
      return {};
  }
  return {};
}

}  // namespace

bool is_item_list(std::string_view field) {
  const Rule* rule = find_rule(field);
  return rule && rule->kind == Kind::list;
}

Result<Path> read_path(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  const Rule* rule = parts[0].find('/') == std::string::npos ? find_rule(parts[0]) : nullptr;
  if (!rule || std::ranges::any_of(parts, &std::string::empty)) return fail(fmt::format("path: \"{}\" is no field of the event record", text));
  Path path{.field = parts[0]};
  const std::size_t most = rule->kind == Kind::list ? 3 : rule->kind == Kind::object ? 2 : 1;
  if (parts.size() > most) return fail(fmt::format("path: \"{}\" goes too deep; {} has {} parts at most", text, parts[0], most));
  if (rule->kind == Kind::list) {
    if (parts.size() > 1) path.item = parts[1];
    if (parts.size() > 2) path.key = parts[2];
  } else if (parts.size() > 1) {
    path.key = parts[1];
  }
  if (!path.key.empty() && !find_rule(rule_name(path.field, path.key))) return fail(fmt::format("path: {} has no \"{}\"", path.field, path.key));
  if (path.is_new_item() && !path.key.empty()) return fail(fmt::format("path: \"{}\": a new item is given whole", text));
  return path;
}

std::string write_path(const Path& path) {
  std::string text = path.field;
  if (!path.item.empty()) text += "/" + path.item;
  if (!path.key.empty()) text += "/" + path.key;
  return text;
}

Result<void> check_value(const Path& path, const Json& value) {
  if (!path.key.empty()) return check_kind(*find_rule(rule_name(path.field, path.key)), write_path(path), value);
  if (!path.item.empty()) {
    if (value.is_null()) return fail("value: an item is taken out with remove_item");
    return check_keys(path.field, value, path.is_new_item() ? Given::whole : Given::over_another);
  }
  return check_kind(*find_rule(path.field), path.field, value);
}

}  // namespace nutgraf::store
