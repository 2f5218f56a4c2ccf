// Runs the examples that stand in the tables: each must come out as its row says, so that an edit shows what it breaks.

#include "base/examples.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/table_content.h"

namespace nutgraf {

const std::string& ExampleRow::operator[](std::string_view column) const {
  static const std::string none;
  const auto found = std::ranges::find(table.columns, column);
  return found == table.columns.end() ? none : row.cells[static_cast<std::size_t>(found - table.columns.begin())];
}

bool ExampleRow::is_named_in(std::string_view because) const {
  const std::string name = place();
  for (std::size_t at = because.find(name); at != std::string_view::npos; at = because.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (end == because.size() || !std::isdigit(static_cast<unsigned char>(because[end]))) return true;
  }
  return false;
}

Result<ExamplesRun> run_examples(const TableSource& tables, const std::vector<ExampleTable>& with_examples) {
  ExamplesRun run;
  for (const ExampleTable& one : with_examples) {
    const auto table = read_table_as_it_stands(tables, one.path);
    if (!table) return std::unexpected(table.error());
    for (const Row& cells : table->rows) {
      const ExampleRow row{*table, cells};
      if (row.example().empty()) continue;
      ++run.count;
      if (auto came_out = one.try_example(row)) run.failed.push_back({row.place(), cells.cells.front(), row.example(), *std::move(came_out)});
    }
  }
  return run;
}

std::string write_failure(const FailedExample& failed) {
  return fmt::format("{} ({}): \"{}\" gives {}", failed.place, failed.row, failed.example,
                     failed.came_out.empty() ? "nothing" : failed.came_out);
}

}  // namespace nutgraf
