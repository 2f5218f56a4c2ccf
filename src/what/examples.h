#pragma once

#include "base/examples.h"
#include "reading/reader.h"
#include "what/what.h"

namespace nutgraf::what {

// Tries the examples of lexicon/what: the row tells one of its happenings; a row without type tells none, and no other row does
// so with its words.
Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon);

}  // namespace nutgraf::what
