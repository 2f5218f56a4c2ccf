// Writes a report with its answers and events as one line of JSON. Offsets are bytes of `text`; what is unknown is
// left out, as event-record.md asks.

#include "export/json.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "export/names.h"

namespace nutgraf::export_ {

namespace {

using Json = nlohmann::ordered_json;

Json write_number(double value) {
  if (value == std::floor(value) && std::abs(value) < 9e15) return static_cast<std::int64_t>(value);
  return value;
}

double round_score(double score) { return std::round(score * 10000) / 10000; }

// Puts begin, end and text of a span into an object.
void put_span(Json& object, const Report& report, Span span) {
  object["begin"] = span.begin;
  object["end"] = span.end;
  object["text"] = words_of(report.text, span);
}

Json write_span(const Report& report, Span span) {
  Json object;
  put_span(object, report, span);
  return object;
}

template <typename T>
void put(Json& object, const char* key, const std::optional<T>& value) {
  if (value) object[key] = *value;
}
void put(Json& object, const char* key, const std::optional<double>& value) {
  if (value) object[key] = write_number(*value);
}
void put(Json& object, const char* key, const std::optional<Date>& value) {
  if (value) object[key] = write_date(*value);
}

std::string write_filing_time(const FilingTime& time) {
  std::string written = write_date(time.date);
  if (!time.minute_of_day) return written;
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  written += "T" + two(*time.minute_of_day / 60) + ":" + two(*time.minute_of_day % 60);
  if (time.zone_offset_minutes) {
    const int offset = std::abs(*time.zone_offset_minutes);
    written += (*time.zone_offset_minutes < 0 ? "-" : "+") + two(offset / 60) + ":" + two(offset % 60);
  }
  return written;
}

Json write_report(const Report& report) {
  Json object;
  object["source_id"] = report.source_id;
  Json spans = Json::object();
  const auto put_told = [&](const char* key, const std::optional<Told>& told) {
    if (!told) return;
    object[key] = told->text;
    if (told->span) spans[key] = {{"begin", told->span->begin}, {"end", told->span->end}};
  };
  put_told("headline", report.headline);
  put(object, "outlet", report.outlet);
  put_told("agency", report.agency);
  put_told("byline", report.byline);
  put_told("section", report.section);
  put(object, "url", report.url);
  if (report.dateline) put_told("dateline", report.dateline->place);
  const auto put_time = [&](const char* key, const std::optional<FilingTime>& time) {
    if (!time) return;
    object[key] = write_filing_time(*time);
    if (time->span) spans[key] = {{"begin", time->span->begin}, {"end", time->span->end}};
  };
  put_time("filed", report.filed);
  put_time("updated", report.updated);
  if (report.replaced_bytes > 0) object["replaced_bytes"] = report.replaced_bytes;
  object["text"] = report.text;
  if (!spans.empty()) object["spans"] = spans;
  Json blocks = Json::array();
  for (const Block& block : report.blocks) {
    Json one{{"kind", name_of(block.kind)}, {"begin", block.span.begin}, {"end", block.span.end}};
    if (block.repeats) one["repeats"] = *block.repeats;
    blocks.push_back(std::move(one));
  }
  object["blocks"] = std::move(blocks);
  return object;
}

Json write_candidate(const where::Candidate& place) {
  Json object;
  object["name"] = place.name;
  if (!place.country.empty()) object["country"] = place.country;
  if (!place.admin1.empty()) object["admin1"] = place.admin1;
  if (place.geonameid != 0) object["geonameid"] = place.geonameid;
  object["lat"] = round_score(place.lat);
  object["lon"] = round_score(place.lon);
  object["precision"] = name_of(place.precision);
  return object;
}

Json write_runners_up(const std::vector<where::Candidate>& places) {
  Json list = Json::array();
  for (const where::Candidate& place : places) {
    Json one = write_candidate(place);
    one["score"] = round_score(place.score);
    list.push_back(std::move(one));
  }
  return list;
}

Json write_time(const Report& report, const when::TimeExpression& time) {
  Json object = write_span(report, time.span);
  object["type"] = name_of(time.type);
  object["value"] = time.value;
  put(object, "earliest", time.earliest);
  put(object, "latest", time.latest);
  object["precision"] = name_of(time.precision);
  put(object, "part_of_day", time.part_of_day);
  object["basis"] = name_of(time.basis);
  if (time.is_ongoing) object["ongoing"] = true;
  if (time.is_approximate) object["approximate"] = true;
  object["because"] = time.because;
  object["confidence"] = round_score(time.confidence);
  return object;
}

Json write_place(const Report& report, const where::Place& place) {
  Json object = write_span(report, place.span);
  object["kind"] = name_of(place.kind);
  if (place.best) object.update(write_candidate(*place.best));
  if (place.only_qualifies) object["only_qualifies"] = true;
  if (!place.runners_up.empty()) object["runners_up"] = write_runners_up(place.runners_up);
  object["because"] = place.because;
  object["confidence"] = round_score(place.confidence);
  return object;
}

Json write_party(const Report& report, const std::vector<who::Party>& parties, const who::Party& party) {
  Json object = write_span(report, party.span);
  put(object, "name", party.name);
  object["kind"] = name_of(party.kind);
  put(object, "country", party.country);
  if (!party.sectors.empty()) object["sector"] = party.sectors;
  put(object, "group", party.group);
  if (party.is_suspected) object["suspected"] = true;
  if (party.is_minor) object["minor"] = true;
  if (party.chain >= 0) object["chain"] = party.chain;
  if (party.refers_to >= 0) {
    object["refers_to"] = write_span(report, parties[static_cast<std::size_t>(party.refers_to)].span);
    object["link"] = name_of(party.link);
  }
  object["because"] = party.because;
  object["confidence"] = round_score(party.confidence);
  return object;
}

Json write_figure(const Report& report, const std::vector<how_many::Figure>& figures, const how_many::Figure& figure) {
  Json object = write_span(report, figure.span);
  object["kind"] = name_of(figure.kind);
  put(object, "value", figure.value);
  put(object, "low", figure.low);
  put(object, "high", figure.high);
  object["bound"] = name_of(figure.bound);
  if (figure.change == how_many::Change::up) object["change"] = "up";
  if (figure.change == how_many::Change::down) object["change"] = "down";
  put(object, "unit", figure.unit);
  put(object, "normalized_unit", figure.normalized_unit);
  put(object, "counted", figure.counted_text);
  put(object, "subgroup", figure.subgroup);
  if (figure.of >= 0) object["of"] = write_span(report, figures[static_cast<std::size_t>(figure.of)].span);
  object["because"] = figure.because;
  object["confidence"] = round_score(figure.confidence);
  return object;
}

Json write_statement(const Report& report, const says_who::Statement& statement) {
  Json object;
  if (statement.speaker) object["speaker"] = write_span(report, *statement.speaker);
  object["cue"] = write_span(report, statement.cue);
  object["content"] = Json::array();
  for (const Span span : statement.content) object["content"].push_back(write_span(report, span));
  object["kind"] = name_of(statement.kind);
  object["manner"] = name_of(statement.manner);
  if (statement.via) object["via"] = write_span(report, *statement.via);
  object["because"] = statement.because;
  object["confidence"] = round_score(statement.confidence);
  return object;
}

Json write_factuality(const Report& report, const says_who::Factuality& one) {
  Json object = write_span(report, one.span);
  object["polarity"] = name_of(one.polarity);
  object["certainty"] = name_of(one.certainty);
  object["time"] = name_of(one.time);
  if (one.is_alleged) object["alleged"] = true;
  if (one.is_planned) object["planned"] = true;
  if (one.is_foiled) object["foiled"] = true;
  object["because"] = one.because;
  return object;
}

Json write_happening(const Report& report, const Reading& reading, const what::Happening& happening) {
  Json object = write_span(report, happening.span);
  object["event"] = happening.type;
  object["mode"] = happening.modes;
  Json roles = Json::array();
  for (const what::Filler& filler : happening.fillers) {
    Json one = write_span(report, reading[filler.head].span);
    one["role"] = name_of(filler.role);
    one["because"] = filler.because;
    roles.push_back(std::move(one));
  }
  object["roles"] = std::move(roles);
  if (happening.is_presupposed) object["presupposed"] = true;
  if (happening.status_hint != what::StatusHint::none) object["status_hint"] = name_of(happening.status_hint);
  if (!happening.figure_role.empty()) object["figure_role"] = happening.figure_role;
  object["because"] = happening.because;
  object["confidence"] = round_score(happening.confidence);
  return object;
}

Json write_answers(const Report& report, const Reading& reading, const Answers& answers) {
  Json object;
  object["when"] = Json::array();
  for (const auto& time : answers.when) object["when"].push_back(write_time(report, time));
  object["where"] = Json::array();
  for (const auto& place : answers.where) object["where"].push_back(write_place(report, place));
  object["who"] = Json::array();
  for (const auto& party : answers.who) object["who"].push_back(write_party(report, answers.who, party));
  object["how_many"] = Json::array();
  for (const auto& figure : answers.how_many)
    object["how_many"].push_back(write_figure(report, answers.how_many, figure));
  object["says_who"] = Json::array();
  for (const auto& statement : answers.says_who.statements)
    object["says_who"].push_back(write_statement(report, statement));
  object["factuality"] = Json::array();
  for (const auto& one : answers.says_who.factuality) object["factuality"].push_back(write_factuality(report, one));
  object["what"] = Json::array();
  for (const auto& happening : answers.what) object["what"].push_back(write_happening(report, reading, happening));
  return object;
}

// A value's words, or that it is inferred, and the reason.
void put_source(Json& object, const event::Source& source) {
  if (source.span) {
    object["begin"] = source.span->begin;
    object["end"] = source.span->end;
  }
  if (source.is_inferred) object["inferred"] = true;
  object["because"] = source.because;
}

Json write_event_party(const event::Party& party) {
  Json object;
  object["text"] = party.text;
  put(object, "name", party.name);
  object["kind"] = name_of(party.kind);
  put(object, "country", party.country);
  if (!party.sectors.empty()) object["sector"] = party.sectors;
  put(object, "group", party.group);
  if (party.is_suspected) object["suspected"] = true;
  if (party.is_minor) object["minor"] = true;
  put_source(object, party.source);
  return object;
}

Json write_event_when(const event::When& when) {
  Json object;
  put(object, "earliest", when.earliest);
  put(object, "latest", when.latest);
  object["precision"] = name_of(when.precision);
  put(object, "part_of_day", when.part_of_day);
  object["basis"] = name_of(when.basis);
  if (when.is_ongoing) object["ongoing"] = true;
  if (!when.text.empty()) object["text"] = when.text;
  put_source(object, when.source);
  return object;
}

Json write_event_where(const event::Where& where) {
  Json object;
  object["text"] = where.text;
  if (where.is_resolved) object.update(write_candidate(where.place));
  else object["precision"] = name_of(where.place.precision);
  if (!where.runners_up.empty()) object["runners_up"] = write_runners_up(where.runners_up);
  put_source(object, where.source);
  return object;
}

Json write_attribution(const event::Attribution& attribution) {
  Json object;
  object["speaker"] = attribution.speaker;
  object["kind"] = name_of(attribution.kind);
  object["manner"] = name_of(attribution.manner);
  put(object, "via", attribution.via);
  put_source(object, attribution.source);
  return object;
}

Json write_event_figure(const event::Figure& figure) {
  Json object;
  object["id"] = figure.id;
  object["what"] = figure.what;
  put(object, "unit", figure.unit);
  put(object, "value", figure.value);
  object["bound"] = name_of(figure.bound);
  put(object, "low", figure.low);
  put(object, "high", figure.high);
  put(object, "subgroup", figure.subgroup);
  put(object, "of", figure.of);
  if (figure.says_who) object["says_who"] = write_attribution(*figure.says_who);
  if (figure.is_best) object["best"] = true;
  object["text"] = figure.text;
  put_source(object, figure.source);
  return object;
}

Json write_evidence(const Report& report, const std::vector<event::Evidence>& evidence) {
  Json list = Json::array();
  for (const event::Evidence& one : evidence) {
    Json object = write_span(report, one.span);
    object["because"] = one.because;
    list.push_back(std::move(object));
  }
  return list;
}

template <typename T, typename Write>
Json write_list(const std::vector<T>& items, Write write) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(write(item));
  return list;
}

Json write_record(const Report& report, const event::Plover& plover, const event::Record& record) {
  Json object;
  object["id"] = record.id;
  object["report"] = report.source_id;
  object["event"] = record.type;
  object["mode"] = record.modes;
  object["context"] = record.contexts;
  if (!record.contexts_because.empty()) object["context_because"] = record.contexts_because;
  if (const auto code = plover.code_of(record.type, record.modes)) {
    if (!code->cameo.empty()) object["cameo"] = code->cameo;
    object["quad_code"] = code->quad;
    object["event_scale"] = code->scale;
  }
  object["status"] = name_of(record.status);
  object["background"] = record.is_background;
  object["certainty"] = name_of(record.certainty);
  object["actor"] = write_list(record.actors, write_event_party);
  object["recipient"] = write_list(record.recipients, write_event_party);
  object["instrument"] = write_evidence(report, record.instruments);
  if (record.when) object["when"] = write_event_when(*record.when);
  object["where"] = write_list(record.where, write_event_where);
  object["how_many"] = write_list(record.how_many, write_event_figure);
  object["says_who"] = write_list(record.says_who, write_attribution);
  put(object, "part_of", record.part_of);
  if (record.sums) {
    Json sums{{"result", name_of(*record.sums)}};
    put(sums, "remainder_low", record.remainder_low);
    put(sums, "remainder_high", record.remainder_high);
    object["sums"] = std::move(sums);
  }
  object["evidence"] = write_evidence(report, record.evidence);
  object["confidence"] = round_score(record.confidence);
  return object;
}

}  // namespace

std::string write_json(const ReportRead& read, const event::Plover& plover) {
  Json object;
  object["report"] = write_report(read.report);
  object["answers"] = write_answers(read.report, read.reading, read.answers);
  object["events"] = Json::array();
  for (const event::Record& record : read.events)
    object["events"].push_back(write_record(read.report, plover, record));
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace nutgraf::export_
