#pragma once

#include "reading/reading.h"

namespace nutgraf::reading {

// Sets right what greedy trees get wrong where grammar leaves no doubt:
// a verb has one subject, so a second one before a clause that has none is the clause's ("It said a total of 445 people were
// detained"); a counted noun after an active verb is its object when nothing but a hedge stands before it ("killed at least
// 31 people", "took into custody more than 100 suspects"). Needs heads and relations; run it before the children are linked.
void repair_trees(Reading& reading);

}  // namespace nutgraf::reading
