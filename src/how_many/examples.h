#pragma once

#include <string>
#include <vector>

#include "base/examples.h"
#include "how_many/how_many.h"
#include "reading/reader.h"

namespace nutgraf::how_many {

// "words" KIND BOUND [value=] [low=] [high=] [change=] [unit=""] [counted=""] [subgroup=""] [of="words of the whole"];
// the limits of an exact figure are its value and left out. `all` are the report's figures.
std::string describe(const Report& report, const std::vector<Figure>& all, const Figure& figure);

// Tries the examples of lexicon/how_many: one of the figures has the bound, amount, unit or change of the row.
Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon);

}  // namespace nutgraf::how_many
