#pragma once

#include <string>

#include "base/examples.h"
#include "reading/reader.h"
#include "says_who/says_who.h"

namespace nutgraf::says_who {

// "SPEAKER" <CUE> MANNER KIND [via="WHO"]: content | more content; `-` for no speaker.
std::string describe(const Report& report, const Statement& one);
// WORD POLARITY CERTAINTY TIME [alleged] [planned] [foiled]
std::string describe(const Report& report, const Factuality& one);

// The first predicate with these letters; null when there is none.
const Factuality* find_predicate(const Report& report, const Answers& answers, const std::string& word);

// Tries the examples of lexicon/says_who: a cue's row makes a statement; the row of a governing word or modifier decides the
// truth of the word in brackets.
Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon);

}  // namespace nutgraf::says_who
