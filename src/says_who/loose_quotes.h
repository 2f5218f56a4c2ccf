#pragma once

#include <vector>

#include "reading/reading.h"
#include "says_who/lexicon.h"

namespace nutgraf::says_who {

// A quotation of a whole sentence with no cue goes on with the one before it when only that one's sentence, or a
// paragraph's end, lies between: “We will stay,” Oduya said. “Nobody can move us.”
void give_loose_quotes(const Reading& reading, std::vector<Statement>& statements);

// What a news outlet reports that somebody says is relayed by the outlet.
void name_relayers(const Reading& reading, const Lexicon& lexicon, std::vector<Statement>& statements);

}  // namespace nutgraf::says_who
