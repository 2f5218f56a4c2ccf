#pragma once

#include "reading/reading.h"
#include "what/clause.h"
#include "what/lexicon.h"
#include "what/what.h"

namespace nutgraf::what {

// Adds to an ASSAULT the modes that its weapons give: "killed by a roadside bomb" is explosives, a "knife attack"
// primitive. Which word gives which mode is in lexicon/what/instruments.tsv.
void add_modes_of_means(const Reading& reading, const Lexicon& lexicon, const Arguments& arguments, Happening& happening);

}  // namespace nutgraf::what
