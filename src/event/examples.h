#pragma once

#include "base/examples.h"
#include "event/tolls.h"
#include "how_many/how_many.h"
#include "reading/reader.h"

namespace nutgraf::event {

// Tries the examples of lexicon/event/tolls.tsv: one of the counts is a toll by the row.
Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const how_many::Lexicon& counts, const Tolls& tolls);

}  // namespace nutgraf::event
