// Cuts a report line down to what tells whether two reports tell one event: days and places that were told (a time that
// only the filing day bounds says nothing), parties, figures, the words around, and the report's own words and names. "Gunmen kill
// nine in Aksu" keeps ASSAULT, Aksu, gunmen, nine killed, "kill", and that the report speaks of Aksu and of nine dead.

#include "story/telling.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/span.h"
#include "base/json_values.h"
#include "story/copies.h"

namespace nutgraf::story {

namespace {

using Json = nlohmann::json;

// Words that could be anybody's ("a man", "several people") tell no party from another.
Bag telling_words(const std::string& name, const CommonWords& common) {
  constexpr double least_weight = 2;  // in at most 135 of a thousand reports
  std::string kept;
  for (const std::string& word : words_of(name))
    if (common.weight_of(stem_of(word)) >= least_weight && !std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; }) && word != "year") kept += word + " ";
  return weigh_words(kept, common);
}

// "a 42-year-old man", "aged 42", "Ilen Dorad, 42, was": 42.
std::vector<int> ages_in(std::string_view sentences) {
  constexpr int oldest = 110;
  std::vector<int> ages;
  for (std::size_t at = 0; at < sentences.size();) {
    if (sentences[at] < '0' || sentences[at] > '9') {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < sentences.size() && sentences[at] >= '0' && sentences[at] <= '9') ++at;
    if (at - begin > 3) continue;
    const std::string_view before = sentences.substr(0, begin), after = sentences.substr(at);
    const bool is_age = after.starts_with("-year-old") || after.starts_with(" year old") || after.starts_with(" years old") ||
                        after.starts_with("-years-old") || before.ends_with("aged ") || before.ends_with("age ") ||
                        (before.ends_with(", ") && after.starts_with(","));
    const int age = std::stoi(std::string(sentences.substr(begin, at - begin)));
    if (is_age && age <= oldest) ages.push_back(age);
  }
  std::ranges::sort(ages);
  ages.erase(std::ranges::unique(ages).begin(), ages.end());
  return ages;
}

std::vector<TellingParty> parties_of(const Json& record, const char* role, const CommonWords& common) {
  std::vector<TellingParty> parties;
  for (const Json& one : list_at(record, role)) {
    TellingParty party{.name = text_at(one, "name"), .words = {}, .country = text_at(one, "country"), .sectors = texts_at(one, "sector")};
    party.is_named = !party.name.empty();
    if (!party.is_named) party.name = text_at(one, "text");
    party.words = telling_words(party.name, common);
    parties.push_back(std::move(party));
  }
  return parties;
}

std::vector<TellingPlace> places_of(const Json& record) {
  std::vector<TellingPlace> places;
  for (const Json& one : list_at(record, "where")) {
    const std::string precision = text_at(one, "precision");
    TellingPlace place{.name = text_at(one, "name"), .country = text_at(one, "country"), .admin1 = text_at(one, "admin1")};
    if (const auto id = find_number(one, "geonameid")) place.geonameid = static_cast<std::int64_t>(*id);
    place.lat = find_number(one, "lat");
    place.lon = find_number(one, "lon");
    place.is_wide = precision == "country" || precision == "region" || precision == "admin1";
    if (place.name.empty()) place.name = text_at(one, "text");
    places.push_back(std::move(place));
  }
  return places;
}

std::vector<TellingFigure> figures_of(const Json& record) {
  std::vector<TellingFigure> figures;
  for (const Json& one : list_at(record, "how_many")) {
    if (!text_at(one, "subgroup").empty()) continue;
    TellingFigure figure{.what = text_at(one, "what"), .low = find_number(one, "low"), .high = find_number(one, "high"), .is_best = holds(one, "best")};
    if (!figure.low && !figure.high) figure.low = figure.high = find_number(one, "value");
    if (figure.low || figure.high) figures.push_back(std::move(figure));
  }
  return figures;
}

// The line or sentence around a span, found by its end marks.
std::string_view sentence_around(std::string_view text, std::size_t begin, std::size_t end) {
  const auto is_end = [&](std::size_t at) {
    return text[at] == '\n' || ((text[at] == '.' || text[at] == '!' || text[at] == '?') && at + 1 < text.size() && text[at + 1] == ' ');
  };
  std::size_t from = begin;
  while (from > 0 && !is_end(from - 1)) --from;
  std::size_t to = end;
  while (to < text.size() && !is_end(to)) ++to;
  return text.substr(from, to - from);
}

std::optional<Span> span_of(const Json& object, std::size_t size) {
  const auto begin = find_number(object, "begin"), end = find_number(object, "end");
  if (!begin || !end || *begin < 0 || *end <= *begin || *end > static_cast<double>(size)) return std::nullopt;
  return Span{static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
}

// The word that tells a record: of the triggers inside its first evidence, the first one of its type; else the evidence's last word.
std::string trigger_of(const Json& record, const Json& answers, std::string_view text) {
  const Json& evidence = list_at(record, "evidence");
  if (evidence.empty()) return {};
  const auto span = span_of(evidence.front(), text.size());
  if (!span) return {};
  std::string_view told = nutgraf::words_of(text, *span);
  for (const Json& answer : list_at(answers, "what")) {
    const auto own = span_of(answer, text.size());
    if (!own || own->begin < span->begin || own->end > span->end || text_at(answer, "event") != text_at(record, "event")) continue;
    told = nutgraf::words_of(text, *own);
    break;
  }
  const auto words = words_of(told);
  return words.empty() ? std::string() : stem_of(words.back());
}

std::vector<std::string> names_in(const Json& answers) {
  std::vector<std::string> names;
  for (const char* question : {"who", "where"})
    for (const Json& answer : list_at(answers, question))
      if (std::string name = text_at(answer, "name"); !name.empty()) names.push_back(std::move(name));
  return names;
}

}  // namespace

Result<std::vector<Telling>> tellings_of(std::string_view report_line, const std::string& report_id, const CommonWords& common) {
  const Json line = Json::parse(report_line, nullptr, false);
  if (line.is_discarded() || !line.is_object()) return fail("report line: no JSON object; lines come from nutgraf read --format jsonl");
  const auto report = line.find("report");
  if (report == line.end() || !report->is_object() || !report->contains("text") || !(*report)["text"].is_string())
    return fail("report line: report.text is missing; lines come from nutgraf read --format jsonl");
  const std::string& text = (*report)["text"].get_ref<const std::string&>();
  const auto found = line.find("answers");
  const Json answers = found != line.end() && found->is_object() ? *found : Json::object();

  Telling shared;
  shared.report = report_id;
  shared.filed = read_date(text_at(*report, "filed"));
  shared.report_words = weigh_words(text, common);
  shared.report_names = weigh_names(names_in(answers), common);
  shared.shingles = sketch_shingles(text);

  std::vector<Telling> tellings;
  for (const Json& record : list_at(line, "events")) {
    if (!record.is_object()) continue;
    Telling telling = shared;
    const std::string id = text_at(record, "id");
    telling.record = id.starts_with(report_id + "-") ? id : report_id + "-" + id;
    telling.type = text_at(record, "event");
    telling.modes = texts_at(record, "mode");
    telling.status = text_at(record, "status");
    telling.is_background = holds(record, "background");
    if (const auto when = record.find("when"); when != record.end() && when->is_object() && text_at(*when, "basis") != "filing") {
      telling.earliest = read_date(text_at(*when, "earliest"));
      telling.latest = read_date(text_at(*when, "latest"));
    }
    telling.places = places_of(record);
    telling.actors = parties_of(record, "actor", common);
    telling.recipients = parties_of(record, "recipient", common);
    telling.figures = figures_of(record);
    telling.trigger = trigger_of(record, answers, text);
    std::string sentences;
    for (const Json& evidence : list_at(record, "evidence"))
      if (const auto span = span_of(evidence, text.size())) {
        sentences += sentence_around(text, span->begin, span->end);
        sentences += '\n';
      }
    telling.sentence = weigh_words(sentences, common);
    telling.ages = ages_in(sentences);
    tellings.push_back(std::move(telling));
  }
  return tellings;
}

}  // namespace nutgraf::story
