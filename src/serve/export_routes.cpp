// Routes of exports: the events that fit a filter, in the forms of others. Names of private people are masked unless a person
// says who they are and why not, which is put on record before a byte leaves.

#include <map>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/json_values.h"
#include "export/export.h"
#include "serve/desk.h"
#include "serve/json_answers.h"
#include "serve/route.h"
#include "serve/version.h"

namespace nutgraf::serve {

namespace {

using Json = nlohmann::json;

Answer list_formats(Desk&, const Request&) {
  std::string body = R"({"formats":[)";
  for (const export_::Format& format : export_::formats())
    body += fmt::format(R"({}{{"id":{},"name":{},"extension":{},"profile":{},"description":{}}})", body.back() == '[' ? "" : ",",
                        quote_json(format.id), quote_json(format.name), quote_json(format.extension), quote_json(format.profile),
                        quote_json(format.description));
  return json_answer(body += "]}");
}

Refusal no_such_format(const std::string& id) {
  return {404, "not_found", fmt::format("there is no format \"{}\"; /api/exports lists them", id), "format"};
}

Result<export_::Export> write_export(Desk& desk, const export_::Format& format, const store::Filters& filters, export_::Options options) {
  options.program = fmt::format("nutgraf {}", program_version);
  if (const auto& versions = desk.versions()) {
    options.model = versions->model;
    options.lexicon = versions->lexicon;
  }
  const auto& book = desk.codebook();
  if (!book) return std::unexpected(book.error());
  auto writer = export_::Writer::open(format.id, std::move(options), *book);
  if (!writer) return std::unexpected(writer.error());
  std::optional<Error> fault;
  // The answers are never written out, but they decide who is a private person.
  const auto told = desk.project().each_line(filters, store::Lines::whole, [&](const std::string& line) {
    const auto added = writer->add(line);
    if (!added) fault = added.error();
    return !fault && !desk.is_stopping();
  });
  if (!told) return std::unexpected(told.error());
  if (fault) return std::unexpected(*fault);
  return writer->finish();
}

Answer send_export(const export_::Format& format, export_::Export written) {
  const bool is_zip = format.has_parts || written.parts.size() != 1;
  Answer answer;
  answer.type = is_zip ? "application/zip" : format.media_type;
  answer.headers = {{"Content-Disposition", fmt::format("attachment; filename=\"nutgraf-{}.{}\"", format.id, is_zip ? "zip" : format.extension)},
                    {"X-Nutgraf-Left-Out", std::to_string(written.left_out.size())},
                    {"X-Nutgraf-Events", std::to_string(written.events)}};
  answer.body = is_zip ? export_::zip_parts(written) : std::move(written.parts.front().bytes);
  return answer;
}

Answer send_masked(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  const export_::Format* format = export_::find_format(request.path_values[0]);
  if (!format) return write_refusal(no_such_format(request.path_values[0]));
  auto written = write_export(desk, *format, *filters, {.has_coarse_places = request.get("places") == "coarse"});
  return written ? send_export(*format, *std::move(written)) : write_failure(written.error());
}

Answer tell_left_out(Desk& desk, const Request& request) {
  const auto filters = read_filters(request);
  if (!filters) return write_refusal(filters.error());
  const export_::Format* format = export_::find_format(request.path_values[0]);
  if (!format) return write_refusal(no_such_format(request.path_values[0]));
  const auto written = write_export(desk, *format, *filters, {.has_coarse_places = request.get("places") == "coarse"});
  if (!written) return write_failure(written.error());
  std::string body = fmt::format(R"({{"count":{},"reasons":{{)", written->left_out.size());
  for (const auto& [reason, count] : written->count_reasons())
    body += fmt::format("{}{}:{}", body.back() == '{' ? "" : ",", quote_json(reason), count);
  body += R"(},"items":[)";
  for (const export_::LeftOut& one : written->left_out)
    body += fmt::format(R"({}{{"id":{},"reason":{},"message":{}}})", body.back() == '[' ? "" : ",", quote_json(one.event),
                        quote_json(one.reason), quote_json(one.message));
  return json_answer(body += "]}");
}

Answer send_unmasked(Desk& desk, const Request& request) {
  const export_::Format* format = export_::find_format(request.path_values[0]);
  if (!format) return write_refusal(no_such_format(request.path_values[0]));
  const Json body = Json::parse(request.body);
  const Json filter = body.value("filter", Json::object());
  const auto filters = store::read_filters(std::string_view(filter.dump(-1, ' ', false, Json::error_handler_t::replace)));
  if (!filters) return write_refusal({400, "bad_body", "filter: " + filters.error().message, "filter"});
  const bool has_coarse_places = text_at(body, "places") == "coarse", has_full_text = body.value("full_text", false);
  if (has_coarse_places && has_full_text) return write_refusal({400, "bad_body", "places: the full text tells where everything was", "places"});
  const std::string who = body["who"], reason = body["reason"], now = write_now();
  const auto edit = desk.project().review({.action = store::Action::unmask_export,
                                           .value = Json{{"format", format->id}, {"filter", filter}, {"places", has_coarse_places ? "coarse" : "exact"}}.dump(-1, ' ', false, Json::error_handler_t::replace),
                                           .reason = reason,
                                           .who = who,
                                           .at = now});
  if (!edit) return write_failure(edit.error(), 400);
  auto written = write_export(desk, *format, *filters,
                              {.is_masked = false, .has_full_text = has_full_text, .has_coarse_places = has_coarse_places, .who = who, .reason = reason, .at = now});
  return written ? send_export(*format, *std::move(written)) : write_failure(written.error());
}

}  // namespace

std::vector<Route> export_routes() {
  return {
      {.method = "GET", .path = "/api/exports", .summary = "The forms in which events can be taken away", .answer = "Formats", .handle = list_formats},
      {.method = "GET", .path = "/api/export/{format}",
       .summary = "The events that fit the filters, as a file; private names masked; X-Nutgraf-Left-Out tells how many had no row",
       .query = {"filters", "places"}, .answer_type = "application/octet-stream", .handle = send_masked},
      {.method = "GET", .path = "/api/export/{format}/left-out", .summary = "Which events a form has no row for, and why",
       .query = {"filters", "places"}, .answer = "LeftOut", .handle = tell_left_out},
      {.method = "POST", .path = "/api/export/{format}", .summary = "The same with private names, which is put on record",
       .access = Access::write, .body = "ExportRequest", .answer_type = "application/octet-stream", .handle = send_unmasked},
  };
}

}  // namespace nutgraf::serve
