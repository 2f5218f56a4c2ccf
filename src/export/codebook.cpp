// Loads the tables of the export formats. What a table means is said in the table; what is done with it, in the format's own file.

#include "export/codebook.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/utf8.h"

namespace nutgraf::export_ {

namespace {

using Cells = std::vector<std::string>;

// Reads one table row by row. Errors: the table's own, and what `take` says of a row.
template <typename Take>
Result<void> read_rows(const TableSource& tables, const std::string& path, const TableShape& shape, Take take) {
  const auto table = tables.read(path, shape);
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    const std::string fault = take(*table, row, row.cells);
    if (!fault.empty()) return fail(fault);
  }
  return {};
}

Result<void> read_countries(Codebook& book, const TableSource& tables) {
  auto read = read_rows(tables, "lexicon/where/countries.tsv",
                        {.columns = {"alpha3", "alpha2", "name", "aliases", "adjectives", "people", "capital", "lat", "lon", "radius_km"},
                         .key = {"alpha3"},
                         .required = {"name", "radius_km"}},
                        [&](const Table& table, const Row& row, const Cells& cells) -> std::string {
                          Country& country = book.countries[cells[0]];
                          country.name = cells[2];
                          const std::string& radius = cells[9];
                          const auto number = std::from_chars(radius.data(), radius.data() + radius.size(), country.radius_km);
                          if (number.ec == std::errc()) return "";
                          return fmt::format("{}: the radius \"{}\" is no number", table.place_of(row), radius);
                        });
  if (!read) return read;
  return read_rows(tables, "lexicon/export/countries.tsv",
                   {.columns = {"alpha3", "iso_numeric", "fips", "cow", "acled_region", "capital", "lat", "lon"},
                    .key = {"alpha3"},
                    .required = {"acled_region"}},
                   [&](const Table& table, const Row& row, const Cells& cells) -> std::string {
                     const auto found = book.countries.find(cells[0]);
                     if (found == book.countries.end())
                       return fmt::format("{}: \"{}\" is not in lexicon/where/countries.tsv", table.place_of(row), cells[0]);
                     Country& country = found->second;
                     country.iso_numeric = cells[1];
                     country.fips = cells[2];
                     country.cow = cells[3];
                     country.acled_region = cells[4];
                     country.capital = cells[5];
                     country.lat = cells[6];
                     country.lon = cells[7];
                     return "";
                   });
}

Result<void> read_names(Codebook& book, const TableSource& tables) {
  const auto mark_ordinary = [&](const std::string& word) { book.name_words.try_emplace(fold(word), NameWord::ordinary); };
  auto read = read_rows(tables, "lexicon/export/name_words.tsv",
                        {.columns = {"word", "kind"}, .key = {"word"}, .required = {"kind"}},
                        [&](const Table& table, const Row& row, const Cells& cells) -> std::string {
                          if (cells[1] != "ordinary" && cells[1] != "particle")
                            return explain_unknown(table, row, "kind", cells[1], {"ordinary", "particle"});
                          book.name_words[cells[0]] = cells[1] == "particle" ? NameWord::particle : NameWord::ordinary;
                          return "";
                        });
  if (!read) return read;
  read = read_rows(tables, "lexicon/reading/lemmas.tsv", {.columns = {"lemma", "tag"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string { return mark_ordinary(cells[0]), ""; });
  if (!read) return read;
  read = read_rows(tables, "lexicon/who/ordinary.tsv", {.columns = {"word", "note"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string { return mark_ordinary(cells[0]), ""; });
  if (!read) return read;
  read = read_rows(tables, "lexicon/export/offices.tsv",
                   {.columns = {"phrase", "kind", "note"}, .key = {"phrase"}, .required = {"kind"}},
                   [&](const Table& table, const Row& row, const Cells& cells) -> std::string {
                     const std::vector<std::string> kinds = {"office", "spokesperson", "none"};
                     const auto kind = std::ranges::find(kinds, cells[1]);
                     if (kind == kinds.end()) return explain_unknown(table, row, "kind", cells[1], kinds);
                     book.offices[cells[0]] = static_cast<Office>(kind - kinds.begin());
                     return "";
                   });
  if (!read) return read;
  return read_rows(tables, "lexicon/who/first_names.tsv", {.columns = {"name", "gender", "note"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string { return book.first_names.insert(fold(cells[0])), ""; });
}

Result<void> read_acled(Codebook& book, const TableSource& tables) {
  auto read = read_rows(
      tables, "lexicon/export/acled_types.tsv",
      {.columns = {"event", "mode", "situation", "disorder_type", "event_type", "sub_event_type", "left_out", "note"},
       .key = {"event", "mode", "situation"},
       .required = {"event", "mode", "situation"}},
      [&](const Table& table, const Row& row, const Cells& cells) -> std::string {
        if (cells[4].empty() == cells[6].empty())
          return fmt::format("{}: a row has either an event_type or a reason in left_out", table.place_of(row));
        if (!cells[6].empty() && !book.reasons.contains(cells[6]))
          return fmt::format("{}: the reason \"{}\" is not in lexicon/export/left_out.tsv", table.place_of(row), cells[6]);
        book.acled_types.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]});
        return "";
      });
  if (!read) return read;
  read = read_rows(tables, "lexicon/export/acled_actors.tsv",
                   {.columns = {"sector", "sort", "unnamed", "keeps_name", "associated"}, .key = {"sector"}, .required = {"sort", "unnamed"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string {
                     book.acled_actors[cells[0]] = {cells[1], cells[2], cells[4], cells[3] == "yes"};
                     return "";
                   });
  if (!read) return read;
  read = read_rows(tables, "lexicon/export/acled_words.tsv", {.columns = {"word", "class"}, .key = {"word", "class"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string { return book.acled_words.emplace(cells[1], cells[0]), ""; });
  if (!read) return read;
  read = read_rows(tables, "lexicon/export/acled_numbers.tsv",
                   {.columns = {"phrase", "number", "note"}, .key = {"phrase"}, .required = {"number"}},
                   [&](const Table& table, const Row& row, const Cells& cells) -> std::string {
                     int number = 0;
                     const auto end = cells[1].data() + cells[1].size();
                     if (std::from_chars(cells[1].data(), end, number).ptr != end)
                       return fmt::format("{}: \"{}\" is no number", table.place_of(row), cells[1]);
                     book.acled_numbers.emplace_back(cells[0], number);
                     return "";
                   });
  std::ranges::stable_sort(book.acled_numbers, std::greater{}, [](const auto& row) { return row.first.size(); });
  return read;
}

}  // namespace

Result<Codebook> Codebook::load(const TableSource& tables) {
  Codebook book;
  auto read = read_rows(tables, "lexicon/export/columns.tsv",
                        {.columns = {"format", "table", "column", "type", "description"},
                         .key = {"format", "table", "column"},
                         .required = {"type", "description"}},
                        [&](const Table& table, const Row& row, const Cells& cells) -> std::string {
                          const std::vector<std::string> types = {"string", "integer", "number", "boolean", "date", "year"};
                          if (std::ranges::find(types, cells[3]) == types.end()) return explain_unknown(table, row, "type", cells[3], types);
                          book.columns.push_back({cells[0], cells[1], cells[2], cells[3], cells[4]});
                          return "";
                        });
  if (!read) return std::unexpected(read.error());
  read = read_rows(tables, "lexicon/export/left_out.tsv",
                   {.columns = {"reason", "formats", "message"}, .key = {"reason"}, .required = {"formats", "message"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string { return book.reasons[cells[0]] = cells[2], ""; });
  if (!read) return std::unexpected(read.error());
  read = read_rows(tables, "lexicon/export/gdelt_counts.tsv",
                   {.columns = {"what", "count_type"}, .key = {"what"}, .required = {"count_type"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string { return book.gdelt_counts[cells[0]] = cells[1], ""; });
  if (!read) return std::unexpected(read.error());
  read = read_rows(tables, "lexicon/report/agencies.tsv", {.columns = {"name", "also", "country"}},
                   [&](const Table&, const Row&, const Cells& cells) -> std::string {
                     const std::vector<std::string> world = {"Agence France-Presse", "Reuters", "The Associated Press"};
                     if (std::ranges::find(world, cells[0]) == world.end()) return "";
                     book.world_agencies.insert(fold(cells[0]));
                     for (std::size_t from = 0; from < cells[1].size();) {
                       const std::size_t bar = std::min(cells[1].find('|', from), cells[1].size());
                       book.world_agencies.insert(fold(cells[1].substr(from, bar - from)));
                       from = bar + 1;
                     }
                     return "";
                   });
  if (!read) return std::unexpected(read.error());
  auto plover = event::Plover::load(tables);
  if (!plover) return std::unexpected(plover.error());
  book.plover = *std::move(plover);
  for (const auto& part : {read_countries, read_names, read_acled})
    if (const auto done = part(book, tables); !done) return std::unexpected(done.error());
  return book;
}

std::vector<Column> Codebook::columns_of(std::string_view format, std::string_view table) const {
  std::vector<Column> list;
  std::ranges::copy_if(columns, std::back_inserter(list), [&](const Column& c) { return c.format == format && c.table == table; });
  return list;
}

NameWord Codebook::sort_of(const std::string& folded) const {
  const auto found = name_words.find(folded);
  if (found != name_words.end()) return found->second;
  return folded.size() == 1 ? NameWord::particle : NameWord::plain;
}

const Country* Codebook::country(std::string_view alpha3) const {
  const auto found = countries.find(alpha3);
  return found == countries.end() ? nullptr : &found->second;
}

double radius_km(const Codebook& book, std::string_view precision, std::string_view country) {
  if (precision == "spot") return 1;
  if (precision == "city") return 5;
  if (precision == "district") return 25;
  if (precision == "admin1") return 100;
  const Country* found = precision == "country" ? book.country(country) : nullptr;
  return found ? found->radius_km : 500;
}

}  // namespace nutgraf::export_
