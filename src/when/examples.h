#pragma once

#include <string>

#include "base/examples.h"
#include "reading/reader.h"
#include "when/when.h"

namespace nutgraf::when {

// TYPE VALUE EARLIEST .. LATEST "words" [part of day] [ongoing] [about]; `?` for a side that is open or unknown.
std::string describe(const Report& report, const TimeExpression& time);

// Tries the examples of lexicon/when: read as filed on 2024-03-06, one of its times has the row's `answer` as value.
Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon);

}  // namespace nutgraf::when
