// `nutgraf export`: records out, in the forms of others. Takes canonical lines as `nutgraf read --format jsonl` prints them, or
// reads reports itself. Rows go to the output, a summary of what was left out to standard error.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "cli/read_all.h"
#include "event/versions.h"
#include "export/export.h"
#include "export/json.h"
#include "export/muc.h"

namespace nutgraf::cli {

namespace {

namespace fs = std::filesystem;

int complain(const std::string& message, int status = 2) {
  fmt::print(stderr, "nutgraf: {}\n", message);
  return status;
}

int export_muc(const Settings& settings, const ExportOptions& options) {
  const auto muc = export_::load_muc(TableSource{settings.data_folder});
  if (!muc) return complain(muc.error().message);
  return read_all(settings, options.inputs,
                  [&](const ReportRead& read, const Knowledge&) { return export_::write_muc(read, *muc) + "\n"; });
}

// True when the file's first line is a canonical report line.
bool has_canonical_lines(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string start(4096, '\0');
  file.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(file.gcount()));
  const std::size_t brace = start.find_first_not_of(" \t\r\n");
  if (brace == std::string::npos || start[brace] != '{') return false;
  const std::size_t key = start.find_first_not_of(" \t\r\n", brace + 1);
  return key != std::string::npos && start.compare(key, 8, "\"report\"") == 0;
}

class Exporting {
 public:
  Exporting(const Settings& settings, export_::Writer writer) : settings_(settings), writer_(std::move(writer)) {}

  // Returns the exit status.
  int add_inputs(const std::vector<std::string>& inputs) {
    std::vector<std::string> reports;
    for (const std::string& input : inputs) {
      if (input != "-" && !has_canonical_lines(input)) {
        reports.push_back(input);
        continue;
      }
      if (const int status = add_reports(reports); status > 1) return status;
      reports.clear();
      std::ifstream file(input, std::ios::binary);
      if (const int status = add_lines(input == "-" ? std::cin : file, input == "-" ? "standard input" : input); status > 0) return status;
    }
    return std::max(status_, add_reports(reports));
  }

  export_::Export finish() { return writer_.finish(); }

 private:
  int add_lines(std::istream& lines, const std::string& name) {
    std::string line;
    for (std::uint64_t number = 1; std::getline(lines, line); ++number) {
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      if (const auto added = writer_.add(line); !added) return complain(fmt::format("{}:{}: {}", name, number, added.error().message));
    }
    return 0;
  }

  int add_reports(const std::vector<std::string>& paths) {
    if (paths.empty()) return 0;
    const int status = read_all(
        settings_, paths, [](const ReportRead& read, const Knowledge& knowledge) { return export_::write_json(read, *knowledge.plover); },
        [&](const std::string& line) {
          if (const auto added = writer_.add(line); !added) complain(added.error().message);
        });
    status_ = std::max(status_, status);
    return status;
  }

  const Settings& settings_;
  export_::Writer writer_;
  int status_ = 0;
};

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
  auto book = export_::Codebook::load(TableSource{settings.data_folder});
  if (!book) return complain(book.error().message);
  const auto shared = std::make_shared<const export_::Codebook>(*std::move(book));
  export_::Options wanted{.is_masked = options.is_masked,
                          .has_full_text = options.has_full_text,
                          .salt = options.salt,
                          .who = options.who,
                          .reason = options.reason,
                          .program = std::string(program_version)};
  if (!options.is_masked)
    wanted.at = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  if (const auto versions = read_versions(settings.model, settings.data_folder)) {
    wanted.lexicon = versions->lexicon;
    if (std::ranges::none_of(options.inputs, [](const std::string& input) { return input == "-" || has_canonical_lines(input); }))
      wanted.model = versions->model;  // the model that reads here; of lines read before it is not known
  }
  auto writer = export_::Writer::open(options.format, wanted, shared);
  if (!writer) return complain(writer.error().message);
  Exporting exporting(settings, *std::move(writer));
  const int status = exporting.add_inputs(options.inputs);
  if (status > 1) return status;
  const export_::Export written = exporting.finish();
  if (!write_out(*format, written, options)) return 2;
  print_summary(*format, written, *shared);
  return status;
}

}  // namespace nutgraf::cli
