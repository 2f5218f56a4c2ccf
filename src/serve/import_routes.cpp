// Routes of imports: files or a text in, then progress, as JSON or as a stream of events, and pause, resume and cancel.

#include <charconv>

#include <fmt/format.h>

#include "serve/desk.h"
#include "serve/json_answers.h"
#include "serve/reading.h"
#include "serve/route.h"

namespace nutgraf::serve {

namespace {

constexpr std::size_t most_errors_told = 1000;
constexpr int seconds_between_signs_of_life = 10;

std::string write_number_or_null(std::uint64_t number) { return number == 0 ? "null" : std::to_string(number); }

Result<std::string> write_import(Desk& desk, const ImportView& view) {
  const store::Import& import = view.import;
  std::string body = fmt::format(
      R"({{"id":{},"state":"{}","started":{},"finished":{},"source":{},"documents":{},"total":{},"bytes":{},"total_bytes":{},)"
      R"("events":{},"errors":{},"unchanged":{},"seconds_left":{},"error_list":[)",
      import.id, store::name_of(import.state), quote_json(import.started), write_next(import.finished), quote_json(import.source),
      import.documents, write_number_or_null(import.total), import.bytes, import.total_bytes, import.events, import.errors,
      import.unchanged, view.seconds_left ? fmt::format("{:.1f}", *view.seconds_left) : "null");
  if (import.errors > 0) {
    const auto errors = desk.project().import_errors(import.id);
    if (!errors) return std::unexpected(errors.error());
    for (std::size_t i = 0; i < std::min(errors->size(), most_errors_told); ++i) {
      const store::ImportError& error = (*errors)[i];
      body += fmt::format(R"({}{{"file":{},"line":{},"message":{}}})", i == 0 ? "" : ",", quote_json(error.file),
                          write_number_or_null(error.line), quote_json(error.message));
    }
  }
  return body += "]}";
}

std::int64_t id_of(const Request& request) {
  const std::string& text = request.path_values[0];
  std::int64_t id = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc() && end == text.data() + text.size() ? id : -1;
}

Answer answer_import(Desk& desk, const Result<ImportView>& view) {
  if (!view) return write_failure(view.error(), 409);
  auto body = write_import(desk, *view);
  return body ? json_answer(*std::move(body)) : write_failure(body.error());
}

Answer start_import(Desk& desk, const Request& request) {
  std::vector<UploadedFile> files = request.files;
  if (files.empty()) {
    const auto report = take_report(request);
    if (!report) return write_refusal(report.error());
    files.push_back({report->source_id, write_told_line(request.body)});
  }
  const auto id = desk.imports().start(files);
  return id ? json_answer(fmt::format(R"({{"id":{}}})", *id)) : write_failure(id.error());
}

Answer list_imports(Desk& desk, const Request&) {
  const auto views = desk.imports().list();
  if (!views) return write_failure(views.error());
  std::string body = R"({"items":[)";
  for (const ImportView& view : *views) {
    const auto one = write_import(desk, view);
    if (!one) return write_failure(one.error());
    body += fmt::format("{}{}", body.back() == '[' ? "" : ",", *one);
  }
  return json_answer(body += "]}");
}

Answer find_import(Desk& desk, const Request& request) { return answer_import(desk, desk.imports().find(id_of(request))); }
Answer pause_import(Desk& desk, const Request& request) { return answer_import(desk, desk.imports().pause(id_of(request))); }
Answer resume_import(Desk& desk, const Request& request) { return answer_import(desk, desk.imports().resume(id_of(request))); }
Answer cancel_import(Desk& desk, const Request& request) { return answer_import(desk, desk.imports().cancel(id_of(request))); }

// What a stream of progress has told so far.
struct Told {
  std::uint64_t version = 0;
  int idle_seconds = 0;
  bool is_first = true;
};

// One step of a stream: waits for news and tells them. False when there are no more.
bool tell_progress(Desk& desk, std::int64_t id, Told& told, const Sink& sink) {
  if (!told.is_first) desk.imports().wait_for_change(id, told.version);
  if (desk.is_stopping()) return false;
  const auto view = desk.imports().find(id);
  if (!view) return false;
  if (!told.is_first && view->version == told.version) {
    if (++told.idle_seconds < seconds_between_signs_of_life) return true;
    told.idle_seconds = 0;
    return sink(": nothing new\n\n");
  }
  told = {.version = view->version, .is_first = false};
  const auto body = write_import(desk, *view);
  if (!body) return false;
  const bool is_over = view->import.state == store::ImportState::done || view->import.state == store::ImportState::cancelled;
  return sink(fmt::format("event: {}\ndata: {}\n\n", is_over ? "done" : "progress", *body)) && !is_over;
}

Answer stream_import(Desk& desk, const Request& request) {
  const std::int64_t id = id_of(request);
  if (const auto view = desk.imports().find(id); !view) return write_failure(view.error());
  Answer answer;
  answer.type = "text/event-stream";
  answer.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  answer.stream = [&desk, id, told = std::make_shared<Told>()](const Sink& sink) { return tell_progress(desk, id, *told, sink); };
  return answer;
}

}  // namespace

std::vector<Route> import_routes() {
  return {
      {.method = "POST", .path = "/api/imports", .summary = "Takes files, or one text, into the project", .access = Access::write,
       .body = "ImportRequest", .takes_files = true, .answer = "ImportStarted", .handle = start_import},
      {.method = "GET", .path = "/api/imports", .summary = "All imports, the last first", .answer = "ImportList", .handle = list_imports},
      {.method = "GET", .path = "/api/imports/{id}", .summary = "One import", .answer = "Import", .handle = find_import},
      {.method = "GET", .path = "/api/imports/{id}/stream",
       .summary = "Server-sent events: `progress` with the import whenever it changed, at last `done`", .answer_type = "text/event-stream",
       .handle = stream_import},
      {.method = "POST", .path = "/api/imports/{id}/pause", .summary = "Stops an import after the reports in hand", .access = Access::write,
       .answer = "Import", .handle = pause_import},
      {.method = "POST", .path = "/api/imports/{id}/resume", .summary = "Goes on with an import", .access = Access::write, .answer = "Import",
       .handle = resume_import},
      {.method = "POST", .path = "/api/imports/{id}/cancel", .summary = "Ends an import; what was read stays", .access = Access::write,
       .answer = "Import", .handle = cancel_import},
  };
}

}  // namespace nutgraf::serve
