#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace nutgraf::where {

// The bytes of a gazetteer file and whatever keeps them mapped.
struct GazetteerBytes {
  std::string_view bytes;
  std::string path;
  std::shared_ptr<const void> keeper;  // null when they live as long as the program
};

// What to take from a GeoNames dump.
struct ImportOptions {
  std::string admin1_path;  // admin1CodesASCII.txt; without it divisions are named by their rows in the dump
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2; empty: all
  std::uint64_t least_population = 0;  // for populated places
};

struct ImportReport {
  std::string path;
  std::uint64_t lines = 0, places = 0, skipped = 0, names = 0, bytes = 0;
};

// Where a user's import lies: $NUTGRAF_DATA, else $XDG_DATA_HOME/nutgraf, else ~/.local/share/nutgraf.
std::string import_path();

// Builds a gazetteer from `allCountries.txt` (or a country's file) of GeoNames and puts it in place of an earlier import in
// one step; until then, and when it fails, nothing changes. Errors: a file that cannot be read or is no GeoNames dump.
Result<ImportReport> import_gazetteer(const std::string& dump_path, const ImportOptions& options);

// Removes the import; the built-in gazetteer counts again. False when there was none.
Result<bool> drop_import();

// The import mapped into memory; nothing when there is none.
std::optional<GazetteerBytes> open_import();

}  // namespace nutgraf::where
