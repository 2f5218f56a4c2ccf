// Lays the records of one story side by side: who says what, what most independent sources agree on, and where they exclude one another.
// A toll of 12, then 15, then "at least 17" is a history of three; two outlets that print one wire story are one source.

#include "story/summary.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_values.h"
#include "story/reach.h"

namespace nutgraf::story {

const std::string_view policy =
    "Values: what most independent sources say, of equals what was filed first; copies of one wire story are one source. Counts: the figures "
    "filed on the last day that has one; of these what most sources say, of equals the exact and the higher one.";

namespace {

using Json = nlohmann::json;

struct Told {
  const Member* member;
  Json record;
};

// What counts as one source: a wire story, else an outlet, else the report.
std::string source_of(const Member& member) {
  if (!member.wire.empty()) return "wire " + member.wire;
  return member.outlet.empty() ? "report " + member.report : "outlet " + member.outlet;
}

std::string first_speaker(const Json& record) {
  const Json& speakers = list_at(record, "says_who");
  return speakers.empty() ? std::string() : text_at(speakers.front(), "speaker");
}

FieldValue value_of(const Told& told, std::string value, std::string text) {
  return {.value = std::move(value), .text = std::move(text), .report = told.member->report, .record = told.member->record,
          .outlet = told.member->outlet, .filed = told.member->filed_at, .speaker = first_speaker(told.record)};
}

// The items of a list field, named; each value once a record.
void add_named(Field& field, const Told& told, const char* key) {
  std::set<std::string> seen;
  for (const Json& one : list_at(told.record, key)) {
    if (!one.is_object()) continue;
    const std::string name = text_at(one, "name"), text = text_at(one, "text");
    const std::string& value = name.empty() ? text : name;
    if (!value.empty() && seen.insert(value).second) field.values.push_back(value_of(told, value, text));
  }
}

// Sources behind every value, and when it was first told.
struct Support {
  std::set<std::string> sources;
  std::size_t first = 0;
};

std::map<std::string, Support> support_of(const Field& field, const std::map<std::string, std::string>& source_of_record) {
  std::map<std::string, Support> support;
  for (std::size_t i = 0; i < field.values.size(); ++i) {
    auto [entry, is_new] = support.try_emplace(field.values[i].value);
    if (is_new) entry->second.first = i;
    entry->second.sources.insert(source_of_record.at(field.values[i].record));
  }
  return support;
}

// The value of most sources; with `several`, all values that at least half as many sources tell.
void agree(Field& field, const std::map<std::string, std::string>& source_of_record, bool several) {
  const auto support = support_of(field, source_of_record);
  std::vector<std::tuple<int, std::size_t, std::string>> ranked;
  for (const auto& [value, behind] : support) ranked.emplace_back(-static_cast<int>(behind.sources.size()), behind.first, value);
  std::ranges::sort(ranked);
  if (ranked.empty()) return;
  field.sources = -std::get<0>(ranked.front());
  for (const auto& [sources, first, value] : ranked)
    if (field.agreed.empty() || (several && -sources * 2 >= field.sources && -sources > 1)) field.agreed.push_back(value);
  for (FieldValue& value : field.values) value.agrees = std::ranges::find(field.agreed, value.value) != field.agreed.end();
  field.is_disputed = !several && ranked.size() > 1;
}

Field make_field(const std::string& name, const std::vector<Told>& tellings, const std::map<std::string, std::string>& sources) {
  Field field{.field = name, .values = {}, .agreed = {}};
  const bool is_list = name == "actor" || name == "recipient" || name == "where" || name == "mode";
  for (const Told& told : tellings) {
    if (name == "mode") {
      for (const Json& mode : list_at(told.record, "mode"))
        if (mode.is_string()) field.values.push_back(value_of(told, mode.get<std::string>(), {}));
    } else if (is_list) {
      add_named(field, told, name.c_str());
    } else if (std::string value = text_at(told.record, name.c_str()); !value.empty()) {
      field.values.push_back(value_of(told, std::move(value), {}));
    }
  }
  agree(field, sources, is_list);
  return field;
}

// The days that most sources allow. A time that only filing bounds does not vote unless no other is told.
Field make_when(const std::vector<Told>& tellings, const std::map<std::string, std::string>& sources, Summary& summary) {
  Field field{.field = "when", .values = {}, .agreed = {}};
  std::vector<Reach> reaches;
  for (const bool with_filing : {false, true}) {
    if (with_filing && !reaches.empty()) break;
    for (const Told& told : tellings) {
      const auto when = told.record.find("when");
      if (when == told.record.end() || !when->is_object()) continue;
      const bool is_filing = text_at(*when, "basis") == "filing";
      const auto earliest = read_date(text_at(*when, "earliest")), latest = read_date(text_at(*when, "latest"));
      if (is_filing != with_filing || (!earliest && !latest)) continue;
      field.values.push_back(value_of(told, text_at(*when, "earliest") + "/" + text_at(*when, "latest"), text_at(*when, "text")));
      reaches.push_back({.low = earliest ? std::optional<double>(day_number(*earliest)) : std::nullopt,
                         .high = latest ? std::optional<double>(day_number(*latest)) : std::nullopt,
                         .source = sources.at(told.member->record)});
    }
  }
  const Agreed agreed = agree_on_reach(reaches);
  for (std::size_t i = 0; i < field.values.size(); ++i) field.values[i].agrees = agreed.allows[i];
  field.sources = agreed.sources;
  field.is_disputed = agreed.is_disputed;
  if (agreed.low) summary.earliest = day_of(*agreed.low);
  if (agreed.high) summary.latest = day_of(*agreed.high);
  if (summary.earliest || summary.latest)
    field.agreed.push_back((summary.earliest ? write_date(*summary.earliest) : "") + "/" + (summary.latest ? write_date(*summary.latest) : ""));
  return field;
}

Count count_of(const Told& told, const Json& figure) {
  const auto says = figure.find("says_who");
  Count count{.text = text_at(figure, "text"), .bound = text_at(figure, "bound"), .value = find_number(figure, "value"), .low = find_number(figure, "low"),
              .high = find_number(figure, "high"), .report = told.member->report, .record = told.member->record, .outlet = told.member->outlet,
              .filed = told.member->filed_at};
  count.speaker = says != figure.end() && says->is_object() ? text_at(*says, "speaker") : first_speaker(told.record);
  return count;
}

// The best figure of every kind that a record has for the event as a whole.
std::map<std::string, const Json*> whole_counts(const Json& record) {
  std::map<std::string, const Json*> best;
  for (const Json& figure : list_at(record, "how_many")) {
    if (!figure.is_object() || !text_at(figure, "subgroup").empty() || !find_number(figure, "low").has_value()) continue;
    const auto [entry, is_new] = best.try_emplace(text_at(figure, "what"), &figure);
    const auto is_best = figure.find("best");
    if (!is_new && is_best != figure.end() && *is_best == true) entry->second = &figure;
  }
  return best;
}

// Copies of one wire story that print the same figure are one step.
void add_step(Toll& toll, Count count, const std::string& source, std::vector<std::string>& sources) {
  for (std::size_t i = 0; i < toll.history.size(); ++i) {
    Count& other = toll.history[i];
    if (sources[i] != source || !source.starts_with("wire ") || std::tie(other.low, other.high) != std::tie(count.low, count.high)) continue;
    ++other.copies;
    return;
  }
  toll.history.push_back(std::move(count));
  sources.push_back(source);
}

void agree_on_toll(Toll& toll, const std::vector<std::string>& sources) {
  const std::string last_day = toll.history.back().filed.substr(0, 10);
  std::vector<Reach> reaches;
  std::vector<std::size_t> of_last_day;
  for (std::size_t i = 0; i < toll.history.size(); ++i)
    if (toll.history[i].filed.substr(0, 10) == last_day) {
      of_last_day.push_back(i);
      reaches.push_back({.low = toll.history[i].low, .high = toll.history[i].high, .source = sources[i]});
    }
  const Agreed agreed = agree_on_reach(reaches);
  toll.low = agreed.low;
  toll.high = agreed.high;
  toll.is_disputed = agreed.is_disputed;
  for (std::size_t i = 0; i < of_last_day.size(); ++i) {
    Count& count = toll.history[of_last_day[i]];
    count.agrees = agreed.allows[i];
    if (count.agrees && (toll.text.empty() || count.bound == "exact")) toll.text = count.text;
  }
}

std::vector<Toll> make_tolls(const std::vector<Told>& tellings, const std::map<std::string, std::string>& sources) {
  std::map<std::string, std::pair<Toll, std::vector<std::string>>> tolls;
  for (const Told& told : tellings)
    for (const auto& [what, figure] : whole_counts(told.record)) {
      auto& [toll, of_steps] = tolls[what];
      toll.what = what;
      add_step(toll, count_of(told, *figure), sources.at(told.member->record), of_steps);
    }
  std::vector<Toll> all;
  for (auto& [what, toll] : tolls) {
    agree_on_toll(toll.first, toll.second);
    all.push_back(std::move(toll.first));
  }
  return all;
}

std::string title_of(const std::vector<Told>& tellings) {
  const Told& surest = *std::ranges::max_element(tellings, {}, [](const Told& told) { return find_number(told.record, "confidence").value_or(0); });
  const Json& evidence = list_at(surest.record, "evidence");
  return evidence.empty() ? std::string() : text_at(evidence.front(), "text");
}

}  // namespace

Result<Summary> summarise(std::vector<Member> members) {
  if (members.empty()) return fail("story: it has no records");
  std::ranges::sort(members, {}, [](const Member& one) { return std::tuple(one.filed_at.empty(), one.filed_at, one.report, one.record); });
  std::vector<Told> tellings;
  std::map<std::string, std::string> sources;
  std::set<std::string> reports, all_sources;
  for (const Member& member : members) {
    Json record = Json::parse(member.json, nullptr, false);
    if (!record.is_object()) return fail(fmt::format("story: record {} is no JSON object", member.record));
    tellings.push_back({&member, std::move(record)});
    sources[member.record] = source_of(member);
    reports.insert(member.report);
    all_sources.insert(source_of(member));
  }
  Summary summary;
  summary.reports = static_cast<int>(reports.size());
  summary.sources = static_cast<int>(all_sources.size());
  summary.title = title_of(tellings);
  for (const char* name : {"event", "mode", "status", "certainty", "actor", "recipient"}) summary.fields.push_back(make_field(name, tellings, sources));
  summary.fields.push_back(make_when(tellings, sources, summary));
  summary.fields.push_back(make_field("where", tellings, sources));
  summary.tolls = make_tolls(tellings, sources);
  for (const Field& field : summary.fields) {
    if (field.is_disputed) summary.disputed.push_back(field.field);
    if (field.agreed.empty()) continue;
    if (field.field == "event") summary.type = field.agreed.front();
    if (field.field == "status") summary.status = field.agreed.front();
    if (field.field == "where") summary.place = field.agreed.front();
  }
  for (const Toll& toll : summary.tolls)
    if (toll.is_disputed) summary.disputed.push_back(toll.what);
  return summary;
}

}  // namespace nutgraf::story
