// Turns what a request brings into a report: a pasted text with what is known beside it, a page's HTML, or a file of any kind
// that `nutgraf read` takes.

#include "serve/reading.h"

#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/input.h"
#include "report/page.h"

namespace nutgraf::serve {

namespace {

using Json = nlohmann::ordered_json;

// A file in memory alone, so that an unpublished report that is only to be read leaves nothing on a disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : descriptor_(memfd_create("nutgraf", MFD_CLOEXEC)) {
    for (std::size_t at = 0; descriptor_ >= 0 && at < content.size();) {
      const ssize_t written = write(descriptor_, content.data() + at, content.size() - at);
      if (written <= 0) return;
      at += static_cast<std::size_t>(written);
    }
    is_whole_ = descriptor_ >= 0;
  }
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool is_whole() const { return is_whole_; }
  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

 private:
  int descriptor_;
  bool is_whole_ = false;
};

Checked<Report> take_file(const UploadedFile& file) {
  const MemoryFile kept(file.content);
  if (!kept.is_whole()) return refuse(503, "no_memory", "there is no memory for the file");
  report::Source source{.path = kept.path(), .name = file.name, .kind = report::SourceKind::unknown, .bytes = file.content.size()};
  report::Intake intake({std::move(source)});
  auto first = intake.next();
  if (!first) return refuse(400, "no_report", fmt::format("{}: there is no report in it", file.name), "file");
  if (!*first) {
    std::string message = first->error().message;
    if (message.starts_with(kept.path())) message.replace(0, kept.path().size(), file.name);
    return refuse(400, "no_report", message, "file");
  }
  Report report = std::move(**first);
  if (intake.next()) return refuse(400, "several_reports", fmt::format("{}: has several reports; import it to read them all", file.name), "file");
  return report;
}

Checked<Report> take_text(const std::string& text) {
  const Json body = Json::parse(text);
  const auto get = [&](const char* key) { return body.value(key, std::string()); };
  report::ToldReport told;
  told.text = get("text");
  if (is_page(told.text)) {
    auto page = report::read_page(std::move(told.text));
    if (!page) return refuse(400, "no_report", page.error().message, "text");
    told = *std::move(page);
  }
  const auto set = [&](std::string& field, const char* key) {
    if (auto value = get(key); !value.empty()) field = std::move(value);
  };
  set(told.fields.headline, "title");
  set(told.fields.filed, "filed");
  set(told.fields.outlet, "outlet");
  set(told.fields.url, "url");
  set(told.fields.source_id, "id");
  if (told.fields.source_id.empty()) told.fields.source_id = "pasted";
  return make_report(std::move(told.text), told.fields);
}

}  // namespace

bool is_page(std::string_view text) { return report::tell_kind(text) == report::SourceKind::page; }

Checked<Report> take_report(const Request& request) {
  if (request.files.size() > 1) return refuse(400, "several_reports", "one file is read at a time; import several", "file");
  return request.files.empty() ? take_text(request.body) : take_file(request.files.front());
}

Checked<ModelName> take_model(const Request& request, ModelName otherwise) {
  const auto field = request.fields.find("model");
  const std::string name = !request.files.empty() ? (field == request.fields.end() ? std::string() : field->second)
                                                  : Json::parse(request.body).value("model", std::string());
  if (name.empty()) return otherwise;
  if (name == "fast") return ModelName::fast;
  if (name == "accurate") return ModelName::accurate;
  return refuse(400, "bad_body", fmt::format("model: \"{}\" is neither fast nor accurate", name), "model");
}

std::string write_told_line(const std::string& text) {
  const Json body = Json::parse(text);
  Json line;
  for (const char* key : {"id", "title", "filed", "outlet", "url", "text"})
    if (body.contains(key) && !body[key].get_ref<const std::string&>().empty()) line[key] = body[key];
  return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace nutgraf::serve
