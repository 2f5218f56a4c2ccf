#pragma once

#include <string>
#include <vector>

#include "base/examples.h"
#include "reading/reader.h"
#include "where/where.h"

namespace nutgraf::where {

// "words" KIND COUNTRY [ADMIN1] [qualifies], with `-` for places in no single country and `?` for names that no place is
// known by; a stand-in ("the capital") has KIND stand_in.
std::string describe(const Report& report, const Place& place);

// One of the places is the one described by `expected`, whose end may be left out, but not `qualifies`.
bool is_among(const std::string& expected, const std::vector<std::string>& described);
// One of the places has these words and is a place or a metonym. `words` with quotation marks.
bool is_place_among(const std::string& words, const std::vector<std::string>& described);

// Tries the examples of lexicon/where. `answer` describes one of its places, or is `no "words"`: these are no place.
Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Gazetteer& gazetteer);

}  // namespace nutgraf::where
