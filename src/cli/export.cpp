// `nutgraf export`: records out, in the forms of others, from a project, canonical lines or reports (export_inputs.cpp). Rows go to the
// output, a summary of what was left out to standard error.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/date.h"
#include "cli/export_inputs.h"
#include "cli/read_all.h"
#include "event/versions.h"
#include "export/export.h"
#include "export/muc.h"

namespace nutgraf::cli {

namespace {

namespace fs = std::filesystem;

int complain(const std::string& message, int status = 2) {
  fmt::print(stderr, "nutgraf: {}\n", message);
  return status;
}

int export_muc(const Settings& settings, const ExportOptions& options) {
  const std::string& folder = settings.data_folder;
  const auto knowledge = load_knowledge(settings.model, folder, settings.with_network);
  if (!knowledge) return complain(knowledge.error().message);
  const Result<std::shared_ptr<const Reader>> accurate = settings.model == ModelName::accurate ? knowledge->reader : load_reader(ModelName::accurate, models_of(folder));
  if (!accurate) return complain(accurate.error().message);
  const auto muc = export_::load_muc(TableSource{folder}, *accurate);
  if (!muc) return complain(muc.error().message);
  return read_all(settings, *knowledge, options.inputs,
                  [&](const ReportRead& read, const Knowledge&) { return export_::write_muc(read, *muc) + "\n"; });
}

bool write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) complain(fmt::format("{}: could not be written", path.string()));
  return !file.fail();
}

std::string quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

std::string write_left_out(const export_::Export& written) {
  std::string text = "event_id,reason,message\n";
  for (const export_::LeftOut& one : written.left_out) text += one.event + "," + one.reason + "," + quoted(one.message) + "\n";
  return text;
}

// Writes the parts where they are wanted; the manifest beside them.
bool write_out(const export_::Format& format, const export_::Export& written, const ExportOptions& options) {
  std::string manifest_path = options.manifest_path;
  if (options.out.empty()) {
    const std::string bytes = format.has_parts ? export_::zip_parts(written) : written.parts[0].bytes;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size() || std::fflush(stdout) != 0) {
      complain("the output could not be written whole");
      return false;
    }
  } else if (!format.has_parts || options.out.ends_with(".zip")) {
    if (!write_file(options.out, format.has_parts ? export_::zip_parts(written) : written.parts[0].bytes)) return false;
    if (manifest_path.empty() && !format.has_parts) manifest_path = options.out + ".manifest.json";
  } else {
    std::error_code fault;
    fs::create_directories(options.out, fault);
    if (fault) {
      complain(fmt::format("{}: no folder can be made there: {}", options.out, fault.message()));
      return false;
    }
    for (const export_::Part& part : written.parts)
      if (!write_file(fs::path(options.out) / part.name, part.bytes)) return false;
    if (manifest_path.empty()) manifest_path = (fs::path(options.out) / "manifest.json").string();
  }
  if (!manifest_path.empty() && !write_file(manifest_path, written.manifest)) return false;
  return options.left_out_path.empty() || write_file(options.left_out_path, write_left_out(written));
}

void print_summary(const export_::Format& format, const export_::Export& written, const export_::Codebook& book) {
  std::uint64_t rows = 0;
  for (const export_::Part& part : written.parts)
    if (!format.has_parts || part.name == "events.csv") rows += part.rows;
  fmt::print(stderr, "{}: {} events of {} reports, {} rows\n", format.name, written.events, written.reports, rows);
  for (const auto& [reason, count] : written.count_reasons()) fmt::print(stderr, "  left out {:5}  {}: {}\n", count, reason, book.reasons.at(reason));
}

}  // namespace

int run_export(const Settings& settings, const ExportOptions& options) {
  if (options.format == "muc") return export_muc(settings, options);
  const export_::Format* format = export_::find_format(options.format);
  if (!format) return complain("unknown export format \"" + options.format + "\"");
  if (!options.is_masked && options.out.empty() && options.manifest_path.empty())
    return complain("names are shown only where that is recorded: give -o or --manifest");
  if (format->has_parts && options.out.empty() && is_terminal_out()) return complain(format->id + " is a zip archive: give -o FOLDER or -o FILE.zip");
  const std::vector<std::string> inputs = options.inputs.empty() ? std::vector<std::string>{default_project} : options.inputs;
  if (options.inputs.empty() && !fs::exists(default_project))
    return complain(fmt::format("nothing to export: give a project, reports or canonical lines (there is no {} here)", default_project));
  auto book = export_::Codebook::load(TableSource{settings.data_folder});
  if (!book) return complain(book.error().message);
  const auto shared = std::make_shared<const export_::Codebook>(*std::move(book));
  export_::Options wanted{.is_masked = options.is_masked,
                          .has_full_text = options.has_full_text,
                          .has_coarse_places = options.has_coarse_places,
                          .salt = options.salt,
                          .who = options.who,
                          .reason = options.reason,
                          .program = std::string(program_version)};
  if (!options.is_masked)
    wanted.at = write_now();
  if (const auto versions = read_versions(settings.model, settings.data_folder, settings.with_network)) {
    wanted.lexicon = versions->lexicon;
    if (std::ranges::all_of(inputs, [](const std::string& input) { return find_input_kind(input) == InputKind::reports; }))
      wanted.model = versions->model;  // the model that reads here; of lines read before it is not known
  }
  auto writer = export_::Writer::open(options.format, wanted, shared);
  if (!writer) return complain(writer.error().message);
  if (!options.is_masked)
    for (const std::string& input : inputs)
      if (const auto noted = note_unmasking(input, options, wanted.at); !noted) return complain(noted.error().message);
  const int status = feed_export(settings, inputs, *writer);
  if (status > 1) return status;
  const export_::Export written = writer->finish();
  if (!write_out(*format, written, options)) return 2;
  print_summary(*format, written, *shared);
  return status;
}

}  // namespace nutgraf::cli
