// The tables that the report's head is read with: agencies, outlets with the order of their dates, zones, sections.

#include "report/lexicon.h"

#include <cassert>
#include <charconv>

#include <fmt/format.h>

#include "base/split.h"
#include "base/utf8.h"

namespace nutgraf::report {

namespace {

std::optional<int> read_number(std::string_view cell) {
  int value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

bool is_country(std::string_view cell) { return cell.empty() || (cell.size() == 3 && is_all_upper(cell)); }

std::optional<std::string> bad_country(const Table& table, const Row& row, std::string_view cell) {
  if (is_country(cell)) return std::nullopt;
  return fmt::format("{}: country \"{}\" is no ISO 3166 alpha-3 code; write for example GBR", table.place_of(row), cell);
}

Result<void> load_agencies(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/report/agencies.tsv", {.columns = {"name", "also", "country"}, .key = {"name"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    if (const auto bad = bad_country(*table, row, row.cells[2])) return fail(*bad);
    const Agency agency{row.cells[0], row.cells[2]};
    lexicon.agencies.emplace(fold(row.cells[0]), agency);
    for (const std::string& name : split<std::string>(row.cells[1], '|')) {
      if (!lexicon.agencies.emplace(fold(name), agency).second)
        return fail(fmt::format("{}: \"{}\" names another agency already", table->place_of(row), name));
    }
  }
  return {};
}

Result<void> load_outlets(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/report/outlets.tsv",
                                 {.columns = {"name", "also", "domains", "country", "order"}, .key = {"name"}, .required = {"order"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    if (const auto bad = bad_country(*table, row, row.cells[3])) return fail(*bad);
    if (const auto bad = explain_unknown(*table, row, "order", row.cells[4], {"mdy", "dmy", "ymd"}); !bad.empty()) return fail(bad);
    const DateOrder order = row.cells[4] == "mdy"   ? DateOrder::month_first
                            : row.cells[4] == "dmy" ? DateOrder::day_first
                                                    : DateOrder::year_first;
    const Outlet outlet{row.cells[0], row.cells[3], order};
    lexicon.outlets.emplace(fold(row.cells[0]), outlet);
    for (const std::string& name : split<std::string>(row.cells[1], '|'))
      if (!lexicon.outlets.emplace(fold(name), outlet).second)
        return fail(fmt::format("{}: \"{}\" names another outlet already", table->place_of(row), name));
    for (const std::string& domain : split<std::string>(row.cells[2], '|'))
      if (!lexicon.domains.emplace(domain, outlet).second)
        return fail(fmt::format("{}: {} belongs to another outlet already", table->place_of(row), domain));
  }
  return {};
}

Result<void> load_zones(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/report/zones.tsv",
                                 {.columns = {"zone", "winter_minutes", "summer_minutes"}, .key = {"zone"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    const auto winter = read_number(row.cells[1]), summer = read_number(row.cells[2]);
    if (!winter || !summer)
      return fail(fmt::format("{}: minutes east of UTC must be whole numbers, such as -300", table->place_of(row)));
    lexicon.zones.emplace(fold(row.cells[0]), Zone{*winter, *summer});
  }
  return {};
}

Result<void> load_sections(const TableSource& tables, Lexicon& lexicon) {
  const auto table = tables.read("lexicon/report/sections.tsv", {.columns = {"section"}, .key = {"section"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) lexicon.sections.insert(fold(row.cells[0]));
  return {};
}

// "https://www.bbc.co.uk/news/1" -> "www.bbc.co.uk".
std::string_view host_of(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return url.substr(0, std::min(url.find_first_of("/:?#"), url.size()));
}

}  // namespace

const Agency* Lexicon::find_agency(std::string_view phrase) const {
  std::string folded = fold(phrase);
  auto found = agencies.find(folded);
  if (found == agencies.end() && folded.starts_with("the ")) found = agencies.find(folded.substr(4));
  return found == agencies.end() ? nullptr : &found->second;
}

const Outlet* Lexicon::find_outlet(std::string_view name, std::string_view url) const {
  if (!name.empty()) {
    const std::string folded = fold(name);
    auto found = outlets.find(folded);
    if (found == outlets.end() && folded.starts_with("the ")) found = outlets.find(folded.substr(4));
    if (found != outlets.end()) return &found->second;
  }
  const std::string host = lower_case(host_of(url));
  for (std::string_view rest = host; !rest.empty();) {
    if (const auto found = domains.find(rest); found != domains.end()) return &found->second;
    const std::size_t dot = rest.find('.');
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return nullptr;
}

Result<Lexicon> load_lexicon(const TableSource& tables) {
  Lexicon lexicon;
  for (const auto load : {load_agencies, load_outlets, load_zones, load_sections})
    if (const auto loaded = load(tables, lexicon); !loaded) return std::unexpected(loaded.error());
  return lexicon;
}

const Lexicon& built_in_lexicon() {
  static const Lexicon lexicon = [] {
    auto loaded = load_lexicon(TableSource{});
    assert(loaded && "the built-in tables of lexicon/report are damaged");
    return loaded ? std::move(*loaded) : Lexicon{};
  }();
  return lexicon;
}

}  // namespace nutgraf::report
