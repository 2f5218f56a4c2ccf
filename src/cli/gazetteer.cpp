// `nutgraf gazetteer show | import FILE | drop`: the places that the program knows, and a user's own import of GeoNames.

#include "cli/gazetteer.h"

#include <cstdio>

#include <fmt/format.h>

#include "base/embedded.h"
#include "where/gazetteer_file.h"

namespace nutgraf::cli {

namespace {

int show_file(std::string_view bytes, const std::string& path) {
  const auto file = where::GazetteerFile::open(bytes, path);
  if (!file) {
    fmt::print(stderr, "{}\n", file.error().message);
    return 1;
  }
  if (!file->is_intact()) {
    fmt::print(stderr, "{}: damaged; drop it with \"nutgraf gazetteer drop\" and import again\n", path);
    return 1;
  }
  fmt::print("{}: {} places, {} names, {:.1f} MB, from {}\n", path, file->place_count(), file->name_count(),
             static_cast<double>(bytes.size()) / 1e6, file->source());
  return 0;
}

int show_gazetteer() {
  if (const auto imported = where::open_import()) return show_file(imported->bytes, imported->path);
  const auto built_in = find_embedded("data/gazetteer.bin");
  if (!built_in) {
    fmt::print(stderr, "data/gazetteer.bin: not built into this program\n");
    return 1;
  }
  return show_file(*built_in, "built in");
}

int import_dump(const GazetteerOptions& options) {
  const auto report = where::import_gazetteer(options.dump, options.import);
  if (!report) {
    fmt::print(stderr, "{}\n", report.error().message);
    return 1;
  }
  fmt::print("{}: {} places with {} names out of {} lines, {:.1f} MB\n", report->path, report->places, report->names,
             report->lines, static_cast<double>(report->bytes) / 1e6);
  return 0;
}

int drop_gazetteer() {
  const auto dropped = where::drop_import();
  if (!dropped) {
    fmt::print(stderr, "{}\n", dropped.error().message);
    return 1;
  }
  fmt::print("{}\n", *dropped ? "The import is gone; the built-in gazetteer counts again." : "There was no import.");
  return 0;
}

}  // namespace

int run_gazetteer(const GazetteerOptions& options) {
  switch (options.action) {
    case GazetteerAction::show: return show_gazetteer();
    case GazetteerAction::import: return import_dump(options);
    case GazetteerAction::drop: return drop_gazetteer();
  }
  return 1;
}

}  // namespace nutgraf::cli
