#pragma once

#include <vector>

#include "reading/reading.h"
#include "what/classes.h"
#include "what/what.h"

namespace nutgraf::what {

// The rules that hold between the happenings of a sentence: what a threat threatens and a protest demands are none of
// their own, a charge told as the ground of an arrest is none, a death told "in the attack" is the attack's. Modes pass
// from an attack to the deaths told in it.
std::vector<Happening> keep_boundaries(const Reading& reading, const Classes& classes, std::vector<Happening> happenings);

}  // namespace nutgraf::what
