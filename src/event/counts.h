#pragma once

#include <vector>

#include "event/mention.h"

namespace nutgraf::event {

// Gives every count of the report to the mentions whose parties it counts, with its role there ("detained", "killed").
// Counts that belong to no mention are left out.
void attach_counts(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers, const Tolls& tolls);

}  // namespace nutgraf::event
