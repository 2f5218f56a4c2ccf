// Reads the tab-separated word tables under lexicon/ and refuses what it does not know, with file and
// line: "lexicon/how_many/hedges.tsv:14: unknown kind "atleast"; did you mean "at_least"?".

#include "base/table.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <numeric>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "base/embedded.h"
#include "base/table_content.h"

namespace nutgraf {

namespace {

std::vector<std::string> split_cells(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t from = 0;;) {
    const std::size_t tab = line.find('\t', from);
    std::string_view cell = line.substr(from, tab == std::string_view::npos ? tab : tab - from);
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
    cells.emplace_back(cell);
    if (tab == std::string_view::npos) return cells;
    from = tab + 1;
  }
}

// Letters to add, drop or change to get from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string nearest(std::string_view value, const std::vector<std::string>& known) {
  const auto best = std::ranges::min_element(known, {}, [&](const std::string& k) { return edit_distance(value, k); });
  return best == known.end() ? std::string() : *best;
}

std::optional<std::size_t> index_of(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return found - names.begin();
}

}  // namespace

std::string Table::place_of(const Row& row) const { return fmt::format("{}:{}", path, row.line); }

std::string explain_unknown(const Table& table, const Row& row, std::string_view column, std::string_view value,
                            const std::vector<std::string>& known) {
  if (std::ranges::find(known, value) != known.end()) return {};
  return fmt::format("{}: unknown {} \"{}\"; did you mean \"{}\"?", table.place_of(row), column, value,
                     nearest(value, known));
}

Result<Table> read_table(std::string path, std::string_view content, const TableShape& shape) {
  Table table{.path = std::move(path), .columns = shape.columns, .rows = {}};
  std::vector<std::size_t> order;  // column of the file -> column of the shape
  std::vector<std::size_t> key;
  for (const std::string& name : shape.key) key.push_back(*index_of(shape.columns, name));
  std::unordered_map<std::string, std::size_t> seen;

  std::size_t line_number = 0;
  for (std::size_t from = 0; from < content.size();) {
    std::size_t end = content.find('\n', from);
    if (end == std::string_view::npos) end = content.size();
    std::string_view line = content.substr(from, end - from);
    from = end + 1;
    ++line_number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string> cells = split_cells(line);

    if (order.empty()) {
      for (const std::string& name : cells) {
        const auto column = index_of(shape.columns, name);
        if (!column)
          return fail(fmt::format("{}:{}: unknown column \"{}\"; did you mean \"{}\"?", table.path, line_number, name,
                                  nearest(name, shape.columns)));
        order.push_back(*column);
      }
      for (const auto* needed : {&shape.key, &shape.required})
        for (const std::string& name : *needed)
          if (!index_of(cells, name))
            return fail(fmt::format("{}:{}: the column \"{}\" is missing", table.path, line_number, name));
      continue;
    }

    if (cells.size() > order.size())
      return fail(fmt::format("{}:{}: {} cells, but the table has {} columns", table.path, line_number, cells.size(),
                              order.size()));
    Row row{.cells = std::vector<std::string>(shape.columns.size()), .line = line_number};
    for (std::size_t i = 0; i < cells.size(); ++i) row.cells[order[i]] = std::move(cells[i]);
    for (const std::string& name : shape.required)
      if (row.cells[*index_of(shape.columns, name)].empty())
        return fail(fmt::format("{}: the column \"{}\" is empty", table.place_of(row), name));
    if (!key.empty()) {
      std::string joined;
      for (const std::size_t column : key) joined += row.cells[column] + '\t';
      const auto [first, is_new] = seen.emplace(joined, line_number);
      if (!is_new) {
        joined.pop_back();
        return fail(fmt::format("{}: \"{}\" stands in line {} already", table.place_of(row), joined, first->second));
      }
    }
    table.rows.push_back(std::move(row));
  }
  if (order.empty()) return fail(fmt::format("{}:1: no line names the columns", table.path));
  return table;
}

Result<Table> TableSource::read(const std::string& path, const TableShape& shape) const {
  const auto content = read_table_content(*this, path);
  if (!content) return std::unexpected(content.error());
  return read_table(path, *content, shape);
}

Result<std::string> read_table_content(const TableSource& tables, const std::string& path) {
  if (!tables.folder.empty()) {
    std::ifstream file(tables.folder + "/" + path, std::ios::binary);
    if (!file) return fail(fmt::format("{}/{}: cannot be opened", tables.folder, path));
    return std::string{std::istreambuf_iterator<char>(file), {}};
  }
  const auto content = find_embedded(path);
  if (!content) return fail(fmt::format("{}: not built into this program", path));
  return std::string(*content);
}

Result<Table> read_table_as_it_stands(const TableSource& tables, const std::string& path) {
  const auto content = read_table_content(tables, path);
  if (!content) return std::unexpected(content.error());
  for (std::size_t from = 0; from < content->size();) {
    const std::size_t end = std::min(content->find('\n', from), content->size());
    std::string_view line = std::string_view(*content).substr(from, end - from);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() && !line.starts_with('#')) return read_table(path, *content, {.columns = split_cells(line)});
    from = end + 1;
  }
  return fail(fmt::format("{}:1: no line names the columns", path));
}

}  // namespace nutgraf
