// Routes about the service itself, and the one that reads a report without keeping it.

#include <filesystem>

#include <fmt/format.h>

#include "serve/desk.h"
#include "serve/json_answers.h"
#include "serve/openapi.h"
#include "serve/reading.h"
#include "serve/route.h"
#include "serve/version.h"

namespace nutgraf::serve {

namespace {

Answer tell_desk(Desk& desk, const Request&) {
  const auto counts = desk.project().counts();
  if (!counts) return write_failure(counts.error());
  const auto& versions = desk.versions();
  return json_answer(fmt::format(
      R"({{"name":"nutgraf","version":"{}","model":{},"lexicon":{},"project":{},"read_only":{},"masks":true,"seq":{},)"
      R"("counts":{{"reports":{},"events":{},"stories":{},"reviewed":{},"edits":{}}}}})",
      program_version, versions ? quote_json(versions->model) : "null", versions ? quote_json(versions->lexicon) : "null",
      quote_json(std::filesystem::path(desk.project().path()).filename().string()), desk.is_read_only(), counts->seq, counts->reports,
      counts->events, counts->stories, counts->reviewed, counts->edits));
}

Answer tell_health(Desk& desk, const Request&) {
  return json_answer(fmt::format(R"({{"status":"ok","reader":"{}"}})", desk.reader_state()));
}

Answer describe(Desk&, const Request&) { return json_answer(openapi()); }

Answer tell_metrics(Desk& desk, const Request&) {
  Answer answer;
  answer.type = "text/plain; version=0.0.4; charset=utf-8";
  answer.body = desk.metrics().write();
  if (const auto counts = desk.project().counts()) {
    answer.body += write_metric("nutgraf_reports", "gauge", "Reports in the project.", static_cast<double>(counts->reports));
    answer.body += write_metric("nutgraf_events", "gauge", "Events in the project.", static_cast<double>(counts->events));
    answer.body += write_metric("nutgraf_stories", "gauge", "Stories in the project.", static_cast<double>(counts->stories));
    answer.body += write_metric("nutgraf_reviewed_events", "gauge", "Events that a person accepted.", static_cast<double>(counts->reviewed));
    answer.body += write_metric("nutgraf_edits_total", "counter", "Edits in the log.", static_cast<double>(counts->edits));
  }
  answer.body += write_metric("nutgraf_kept_answers_hits_total", "counter", "Answers given from those kept.", static_cast<double>(desk.cache().hits()));
  answer.body += write_metric("nutgraf_kept_answers_misses_total", "counter", "Answers that had to be made.", static_cast<double>(desk.cache().misses()));
  return answer;
}

Answer read_text(Desk& desk, const Request& request) {
  auto report = take_report(request);
  if (!report) return write_refusal(report.error());
  const auto model = take_model(request, desk.model());
  if (!model) return write_refusal(model.error());
  auto line = desk.read_line(*std::move(report), *model);
  return line ? json_answer(*std::move(line)) : write_refusal({503, "no_reader", line.error().message, {}});
}

}  // namespace

std::vector<Route> service_routes() {
  return {
      {.method = "GET", .path = "/api", .summary = "What this desk is and how much is in its project", .keep = Keep::until_changed, .answer = "Desk", .handle = tell_desk},
      {.method = "GET", .path = "/api/openapi.json", .summary = "This description", .answer = "OpenAPI", .handle = describe},
      {.method = "GET", .path = "/api/health", .summary = "Whether the desk answers and its reader is loaded", .answer = "Health", .handle = tell_health},
      {.method = "GET", .path = "/metrics", .summary = "Counters, as Prometheus reads them", .answer_type = "text/plain", .handle = tell_metrics},
      {.method = "POST", .path = "/api/read", .summary = "Reads a text, file or page and answers with its events; nothing is kept",
       .access = Access::read, .body = "ReadRequest", .takes_files = true, .answer = "ReportRead", .handle = read_text},
  };
}

}  // namespace nutgraf::serve
