// Every query parameter of the service in one table: what it means, what it takes. Requests are checked against it and the
// description is written from it. A parameter that a route does not know is refused, because a filter that is spelt wrong and
// silently passed over would show everything under the name of a part.

#include "serve/parameters.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/date.h"
#include "report/encoding.h"
#include "store/filters.h"

namespace nutgraf::serve {

namespace {

using enum ParameterKind;

const std::vector<std::string_view> types = {"ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE",
                                             "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"};
const std::vector<std::string_view> contexts = {
    "military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy", "pro_autocracy",
    "economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security", "gender", "lgbt",
    "religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration", "disasters",
    "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
    "illegal_drugs", "trafficking"};
const std::vector<std::string_view> sectors = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
                                               "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"};
const std::vector<std::string_view> speaker_kinds = {"news_agency", "media", "police", "military", "government", "court",
                                                     "armed_group", "ngo", "witness", "victim", "suspect", "document",
                                                     "social_media", "other"};

Parameter filter(std::string_view name, std::string_view description, ParameterKind kind, std::vector<std::string_view> values = {}) {
  return {.name = name, .description = description, .kind = kind, .values = std::move(values), .is_filter = true};
}

std::vector<Parameter> make_parameters() {
  return {
      filter("type", "event types of PLOVER", words, types),
      filter("mode", "modes of PLOVER: arrest, explosives, ...", words),
      filter("context", "contexts of PLOVER", words, contexts),
      filter("status", "whether it took place", words, {"happened", "planned", "foiled", "negated", "hypothetical"}),
      filter("certainty", "how sure the report is", words, {"stated", "alleged", "claimed", "disputed"}),
      filter("background", "true: only background; false: only news", yes_no),
      filter("state", "state of review", words, {"machine", "coded", "reviewed", "disputed", "rejected"}),
      filter("actor", "an actor's name, or its words where it has no name, exactly", words),
      filter("actor_country", "ISO 3166 alpha-3", words),
      filter("actor_sector", "sectors of PLOVER", words, sectors),
      filter("recipient", "a recipient's name, or its words where it has no name, exactly", words),
      filter("recipient_country", "ISO 3166 alpha-3", words),
      filter("recipient_sector", "sectors of PLOVER", words, sectors),
      filter("country", "country of the place, ISO 3166 alpha-3", words),
      filter("place", "geonameid of the place", words),
      filter("precision", "how precisely the place is known", words, {"spot", "city", "district", "admin1", "country", "region"}),
      filter("bbox", "west,south,east,north in degrees; west may be greater than east, across the 180th meridian", text),
      filter("from", "events that may have been on this day or later", date),
      filter("to", "events that may have been on this day or earlier", date),
      filter("undated", "true: also events without a day beside `from` and `to`", yes_no),
      filter("what", "role of a figure: killed, detained, ...", words),
      filter("min", "figures of at least this (with `what`, of that role)", number),
      filter("max", "figures of at most this", number),
      filter("speaker", "a speaker's words, exactly", words),
      filter("speaker_kind", "what the speaker is", words, speaker_kinds),
      filter("outlet", "the outlet, exactly", words),
      filter("report", "ids of reports", words),
      filter("story", "ids of stories", words),
      filter("q", "words in the report's text or the evidence", text),
      filter("min_confidence", "confidence of at least this", number),
      filter("max_confidence", "confidence of at most this", number),
      filter("minor", "true: only with parties under age", yes_no),
      {.name = "sort",
       .description = "order, a leading - turns it round; events: when, filed, doubt, confidence, type; reports: filed, imported, headline; "
                      "stories: when, events, reports",
       .kind = words,
       .values = {"when", "-when", "filed", "-filed", "doubt", "confidence", "type", "imported", "-imported", "headline", "events", "reports"},
       .takes_one = true},
      {.name = "limit", .description = "at most so many items", .kind = whole_number, .least = 1, .most = 500},
      {.name = "cursor", .description = "`next` of the page before"},
      {.name = "facets", .description = "which facets; all when absent", .kind = words,
       .values = {"type", "mode", "context", "status", "certainty", "background", "state", "country", "outlet", "actor_sector",
                  "recipient_sector", "actor_country", "recipient_country", "actor", "recipient", "what", "speaker_kind", "speaker",
                  "precision"}},
      {.name = "cell", .description = "size of a cell in degrees; 0: a cell for each place", .kind = number, .least = 0, .most = 90},
      {.name = "unit", .description = "length of a bin", .kind = words, .values = {"day", "week", "month", "year", "auto"}, .takes_one = true},
      {.name = "since", .description = "only what came after this number", .kind = whole_number, .least = 0, .most = 9e15},
      {.name = "places", .description = "coarse: spots are left out and coordinates rounded to a tenth of a degree", .kind = words, .values = {"exact", "coarse"}, .takes_one = true},
      {.name = "who", .description = "who does it, as it shall stand in the log"},
      {.name = "token", .description = "the token, which is then kept in a cookie"},
  };
}

std::optional<double> read_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string list_some(const std::vector<std::string_view>& values) { return fmt::format("{}", fmt::join(values, ", ")); }

Refusal blame(const Parameter& parameter, std::string message) {
  return {400, "bad_parameter", fmt::format("{}: {}", parameter.name, message), std::string(parameter.name)};
}

std::optional<Refusal> find_number_fault(const Parameter& parameter, const std::string& value) {
  const auto number = read_number(value);
  if (!number) return blame(parameter, fmt::format("\"{}\" is no number", value));
  if (parameter.kind == whole_number && value.find_first_not_of("0123456789") != std::string::npos)
    return blame(parameter, fmt::format("\"{}\" is no whole number", value));
  if ((parameter.least != 0 || parameter.most != 0) && !(*number >= parameter.least && *number <= parameter.most))
    return blame(parameter, fmt::format("{} is not between {} and {}", value, parameter.least, parameter.most));
  return std::nullopt;
}

std::optional<Refusal> find_words_fault(const Parameter& parameter, const std::string& value) {
  const auto given = store::split_values(value);
  if (given.empty()) return blame(parameter, "is empty");
  if (parameter.takes_one && given.size() > 1) return blame(parameter, "takes one value");
  if (parameter.values.empty()) return std::nullopt;
  for (const std::string& one : given)
    if (std::ranges::find(parameter.values, one) == parameter.values.end())
      return blame(parameter, fmt::format("\"{}\" is none of {}", one, list_some(parameter.values)));
  return std::nullopt;
}

std::optional<Refusal> find_value_fault(const Parameter& parameter, const std::string& value) {
  if (!report::is_valid_utf8(value)) return blame(parameter, "is no UTF-8");
  switch (parameter.kind) {
    case words: return find_words_fault(parameter, value);
    case number:
    case whole_number: return find_number_fault(parameter, value);
    case date:
      if (value.size() != 10 || !read_date(value)) return blame(parameter, fmt::format("\"{}\" is no day; write YYYY-MM-DD", value));
      return std::nullopt;
    case yes_no:
      if (value != "true" && value != "false") return blame(parameter, fmt::format("\"{}\" is neither true nor false", value));
      return std::nullopt;
    case text: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

const std::vector<Parameter>& parameters() {
  static const std::vector<Parameter> all = make_parameters();
  return all;
}

const Parameter* find_parameter(std::string_view name) {
  const auto found = std::ranges::find(parameters(), name, &Parameter::name);
  return found == parameters().end() ? nullptr : &*found;
}

std::vector<std::string_view> names_of_query(const Route& route) {
  std::vector<std::string_view> names;
  for (const std::string_view name : route.query) {
    if (name != "filters") {
      names.push_back(name);
      continue;
    }
    for (const Parameter& one : parameters())
      if (one.is_filter) names.push_back(one.name);
  }
  return names;
}

std::optional<Refusal> find_query_fault(const Route& route, const Request& request) {
  if (request.query.empty()) return std::nullopt;
  const auto names = names_of_query(route);
  std::string_view last;
  for (const auto& [name, value] : request.query) {
    if (std::ranges::find(names, name) == names.end())
      return Refusal{400, "bad_parameter",
                     names.empty() ? fmt::format("{} takes no parameters", route.path)
                                   : fmt::format("{} has no parameter \"{}\"; it has {}", route.path, name, list_some(names)),
                     name};
    if (name == last) return Refusal{400, "bad_parameter", fmt::format("{}: is given twice; part values by commas", name), name};
    if (auto fault = find_value_fault(*find_parameter(name), value)) return fault;
    last = name;
  }
  return std::nullopt;
}

}  // namespace nutgraf::serve
