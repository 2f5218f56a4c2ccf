// A user's full GeoNames: allCountries.txt has twelve million places where the built-in gazetteer has a quarter million.
// Kept are populated places, divisions, and of the rest what news happens at: regions, seas, islands, mountains, bases,
// camps, airports, hospitals, squares. Our own tables of countries and regions lie over it as over the built-in one.

#include "where/import.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unordered_map>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "where/gazetteer_writer.h"
#include "where/place_name.h"

namespace nutgraf::where {

namespace {

constexpr std::size_t dump_columns = 19;

struct CodeClass {
  std::string_view code;
  PlaceClass kind;
};
constexpr std::array<CodeClass, 62> kept_codes = {{
    {"PPLC", PlaceClass::capital}, {"PPLA", PlaceClass::seat1}, {"PPLG", PlaceClass::seat1}, {"PPLA2", PlaceClass::seat2},
    {"PPLA3", PlaceClass::seat3}, {"PPLA4", PlaceClass::seat4}, {"PPLA5", PlaceClass::seat4}, {"PPLX", PlaceClass::section},
    {"PPLQ", PlaceClass::gone}, {"PPLW", PlaceClass::gone}, {"PPLH", PlaceClass::gone}, {"PPLCH", PlaceClass::gone},
    {"ADM1", PlaceClass::admin1}, {"ADM2", PlaceClass::admin2}, {"ADM3", PlaceClass::lower_admin}, {"ADM4", PlaceClass::lower_admin},
    {"ADMD", PlaceClass::lower_admin}, {"RGN", PlaceClass::region}, {"RGNE", PlaceClass::region}, {"AREA", PlaceClass::region},
    {"OASV", PlaceClass::region}, {"PRK", PlaceClass::landmark}, {"RESN", PlaceClass::landmark}, {"MILB", PlaceClass::base},
    {"NVB", PlaceClass::base}, {"INSM", PlaceClass::base}, {"AIRB", PlaceClass::base}, {"AIRP", PlaceClass::airport},
    {"AIRF", PlaceClass::airport}, {"CMPRF", PlaceClass::camp}, {"CMP", PlaceClass::camp}, {"HSP", PlaceClass::landmark},
    {"NUCL", PlaceClass::landmark}, {"PS", PlaceClass::landmark}, {"PSN", PlaceClass::landmark}, {"SQR", PlaceClass::landmark},
    {"PRN", PlaceClass::landmark}, {"DAM", PlaceClass::landmark}, {"PAL", PlaceClass::landmark}, {"MSQE", PlaceClass::landmark},
    {"UNIV", PlaceClass::landmark}, {"BDG", PlaceClass::landmark}, {"SEA", PlaceClass::water}, {"STRT", PlaceClass::water},
    {"BAY", PlaceClass::water}, {"GULF", PlaceClass::water}, {"LK", PlaceClass::water}, {"LKS", PlaceClass::water},
    {"RSV", PlaceClass::water}, {"STM", PlaceClass::water}, {"CNL", PlaceClass::water}, {"OCN", PlaceClass::water},
    {"ISL", PlaceClass::island}, {"ISLS", PlaceClass::island}, {"PEN", PlaceClass::region}, {"MT", PlaceClass::mountain},
    {"MTS", PlaceClass::mountain}, {"VAL", PlaceClass::region}, {"PASS", PlaceClass::landmark}, {"DSRT", PlaceClass::region},
    {"CAPE", PlaceClass::landmark}, {"VLC", PlaceClass::mountain},
}};

std::optional<PlaceClass> class_of(std::string_view feature_class, std::string_view code) {
  for (const CodeClass& one : kept_codes)
    if (one.code == code) return one.kind;
  if (feature_class == "P") return PlaceClass::town;
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  for (std::size_t from = 0;;) {
    const std::size_t at = line.find(separator, from);
    cells.push_back(line.substr(from, at == std::string_view::npos ? at : at - from));
    if (at == std::string_view::npos) return cells;
    from = at + 1;
  }
}

bool is_latin(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const Character c = read_character(name, at);
    if (is_letter(c.code_point) && c.code_point >= 0x250 && !(c.code_point >= 0x1E00 && c.code_point < 0x1F00)) return false;
    at += c.bytes;
  }
  return true;
}

// Short alternates are airport codes; a small first letter marks machine romanisations.
bool is_good_alternate(std::string_view name) { return is_capitalised(name) && is_latin(name) && squeeze(name).size() > 3; }

constexpr std::array<std::string_view, 14> level_words = {"province", "governorate", "oblast", "region", "state", "district",
                                                          "county", "department", "prefecture", "municipality", "voivodeship",
                                                          "parish", "territory", "borough"};

// "Helmand Province" -> "Helmand".
std::string without_level(std::string_view name) {
  const std::size_t blank = name.rfind(' ');
  if (blank == std::string_view::npos) return {};
  const std::string word = lower_case(name.substr(blank + 1));
  for (const std::string_view level : level_words)
    if (word == level) return std::string(name.substr(0, blank));
  return {};
}

Result<std::unordered_map<std::string, std::string>> read_admin1_names(const std::string& path) {
  std::unordered_map<std::string, std::string> names;
  if (path.empty()) return names;
  std::ifstream file(path);
  if (!file) return fail(fmt::format("{}: cannot be opened", path));
  for (std::string line; std::getline(file, line);) {
    const auto cells = split(line, '\t');
    if (cells.size() >= 2) names.emplace(cells[0], cells[1]);
  }
  return names;
}

std::optional<PlaceRow> row_of(const std::vector<std::string_view>& cells, const ImportOptions& options,
                               const std::unordered_map<std::string, std::string>& admin1_names) {
  const auto kind = class_of(cells[6], cells[7]);
  if (!kind || cells[1].empty() || !is_latin(cells[1])) return std::nullopt;
  const std::string country(cells[8]);
  if (!options.countries.empty() && std::ranges::find(options.countries, country) == options.countries.end()) return std::nullopt;
  PlaceRow row{.geonameid = static_cast<std::uint32_t>(std::strtoul(std::string(cells[0]).c_str(), nullptr, 10)),
               .kind = *kind,
               .country = country,
               .admin1 = std::string(cells[10]),
               .admin2 = std::string(cells[11]),
               .lat = std::strtod(std::string(cells[4]).c_str(), nullptr),
               .lon = std::strtod(std::string(cells[5]).c_str(), nullptr),
               .population = std::strtoull(std::string(cells[14]).c_str(), nullptr, 10),
               .name = std::string(cells[1]),
               .alternates = {std::string(cells[2])},
               .short_names = {}};
  if (*kind == PlaceClass::town && row.population < options.least_population) return std::nullopt;
  if (*kind == PlaceClass::admin1)
    if (const auto found = admin1_names.find(row.country + '.' + row.admin1); found != admin1_names.end()) {
      row.alternates.push_back(row.name);
      row.name = found->second;
    }
  for (const std::string_view name : split(cells[3], ','))
    if (is_good_alternate(name)) row.alternates.emplace_back(name);
  if (*kind == PlaceClass::admin1 || *kind == PlaceClass::admin2)
    if (std::string rest = without_level(row.name); !rest.empty()) row.short_names.push_back(std::move(rest));
  return row;
}

}  // namespace

std::string import_path() {
  namespace fs = std::filesystem;
  if (const char* own = std::getenv("NUTGRAF_DATA"); own && *own) return fs::path(own) / "gazetteer.bin";
  if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data) return fs::path(data) / "nutgraf" / "gazetteer.bin";
  if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".local/share/nutgraf/gazetteer.bin";
  return {};
}

Result<ImportReport> import_gazetteer(const std::string& dump_path, const ImportOptions& options) {
  ImportReport report{.path = import_path()};
  if (report.path.empty()) return fail("no home for the import; set NUTGRAF_DATA to a folder");
  std::ifstream dump(dump_path);
  if (!dump) return fail(fmt::format("{}: cannot be opened; unzip allCountries.zip from GeoNames first", dump_path));
  const auto admin1_names = read_admin1_names(options.admin1_path);
  if (!admin1_names) return std::unexpected(admin1_names.error());

  GazetteerWriter writer;
  for (std::string line; std::getline(dump, line);) {
    ++report.lines;
    const auto cells = split(line, '\t');
    if (cells.size() != dump_columns)
      return fail(fmt::format("{}:{}: {} columns, but GeoNames dumps have {}", dump_path, report.lines, cells.size(), dump_columns));
    if (const auto row = row_of(cells, options, *admin1_names)) writer.add(*row);
    else ++report.skipped;
  }
  report.places = writer.size();
  if (report.places == 0) return fail(fmt::format("{}: no place in it was kept", dump_path));
  const std::string bytes = std::move(writer).finish(std::filesystem::path(dump_path).filename().string());
  report.bytes = bytes.size();
  const auto opened = GazetteerFile::open(bytes, report.path);
  if (!opened) return std::unexpected(opened.error());
  report.names = opened->name_count();

  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(report.path).parent_path(), error);
  if (error) return fail(fmt::format("{}: the folder cannot be made: {}", report.path, error.message()));
  if (const auto saved = GazetteerWriter::save(bytes, report.path); !saved) return std::unexpected(saved.error());
  return report;
}

Result<bool> drop_import() {
  const std::string path = import_path();
  if (path.empty()) return false;
  std::error_code error;
  const bool was_there = std::filesystem::remove(path, error);
  if (error) return fail(fmt::format("{}: cannot be removed: {}", path, error.message()));
  return was_there;
}

std::optional<GazetteerBytes> open_import() {
  const std::string path = import_path();
  if (path.empty()) return std::nullopt;
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat status {};
  const bool is_known = ::fstat(file, &status) == 0 && status.st_size > 0;
  void* start = is_known ? ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (start == MAP_FAILED) return std::nullopt;
  const auto size = static_cast<std::size_t>(status.st_size);
  std::shared_ptr<const void> keeper(start, [size](const void* mapped) { ::munmap(const_cast<void*>(mapped), size); });
  return GazetteerBytes{.bytes = {static_cast<const char*>(start), size}, .path = path, .keeper = std::move(keeper)};
}

}  // namespace nutgraf::where
