#pragma once

#include <vector>

#include "event/event.h"

namespace nutgraf::event {

// Fills what a record does not tell itself from where the report tells it: a part takes the actor and speakers of its whole,
// an event without a time that of the event told just before. All of it is marked inferred.
void inherit_from_report(std::vector<Record>& records);

}  // namespace nutgraf::event
