#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace nutgraf {

// One row of a table: the cells in the order of the table's columns, and where it stands.
struct Row {
  std::vector<std::string> cells;
  std::size_t line = 0;  // 1-based line in the file
};

// A tab-separated table of words: `#` lines are remarks, the first other line names the columns.
struct Table {
  std::string path;
  std::vector<std::string> columns;
  std::vector<Row> rows;

  // "lexicon/when/units.tsv:12", for errors and for an answer's `because`.
  std::string place_of(const Row& row) const;
};

// Which columns a table may have. Rows shorter than the header get empty cells at the end.
struct TableShape {
  std::vector<std::string> columns;          // all known columns, in the order in which callers read cells
  std::vector<std::string> key = {};         // columns whose values together must be unique; none: no check
  std::vector<std::string> required = {};    // columns that may not be empty
};

// Reads a table. Its cells come back in the order of `shape.columns`, whatever the order in the file;
// columns that the file leaves out are empty. Errors name file and line: unknown column, missing
// column that is required or part of the key, too many cells, empty required cell, duplicate key.
Result<Table> read_table(std::string path, std::string_view content, const TableShape& shape);

// Where tables come from: a folder on disk when `folder` is not empty (it stands for the repository's
// root), else the tables built into the program.
struct TableSource {
  std::string folder;

  // Reads `path` ("lexicon/when/units.tsv"). Errors as read_table, and when there is no such file.
  Result<Table> read(const std::string& path, const TableShape& shape) const;
};

// Checks one value of a closed list: nothing when `value` is among `known`, else the error's text with the nearest one.
std::string explain_unknown(const Table& table, const Row& row, std::string_view column, std::string_view value,
                            const std::vector<std::string>& known);

}  // namespace nutgraf
