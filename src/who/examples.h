#pragma once

#include "base/examples.h"
#include "reading/reader.h"
#include "who/who.h"

namespace nutgraf::who {

// Tries the examples of lexicon/who: one of the parties has the row as its reason or its name.
Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon);

}  // namespace nutgraf::who
