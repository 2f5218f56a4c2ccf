#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf {

// A row whose `example` is to be tried.
struct ExampleRow {
  const Table& table;
  const Row& row;

  // A cell by its column's name; empty when the table has no such column.
  const std::string& operator[](std::string_view column) const;
  const std::string& example() const { return (*this)["example"]; }
  // "lexicon/when/units.tsv:12"
  std::string place() const { return table.place_of(row); }
  // `because`, the reason of an answer, names this row, alone or in a list ("lexicon/when/units.tsv:12; who.alias").
  bool is_named_in(std::string_view because) const;
};

// What an example gives where that is not what its row says; nothing when it is.
using TryExample = std::function<std::optional<std::string>(const ExampleRow&)>;

struct ExampleTable {
  std::string path;
  TryExample try_example;
};

struct FailedExample {
  std::string place;  // "lexicon/when/units.tsv:12"
  std::string row;    // its first cell
  std::string example;
  std::string came_out;
};

struct ExamplesRun {
  std::size_t count = 0;
  std::vector<FailedExample> failed;  // in the order of the tables
};

// Tries the example of every row that has one. Errors: those of reading the tables.
Result<ExamplesRun> run_examples(const TableSource& tables, const std::vector<ExampleTable>& with_examples);

// "lexicon/when/units.tsv:12 (fortnight): "He left a fortnight ago." gives ...", one line and more where more came out.
std::string write_failure(const FailedExample& failed);

}  // namespace nutgraf
