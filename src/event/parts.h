#pragma once

#include <vector>

#include "event/event.h"

namespace nutgraf::event {

// Finds wholes and their parts among the records of one report (a total of 445, of which 60 in one city): sets part_of,
// `of` of the parts' figures, and sums of the wholes. Records must have their ids.
void link_parts(std::vector<Record>& records);

}  // namespace nutgraf::event
