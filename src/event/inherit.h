#pragma once

#include <vector>

#include "event/same_event.h"

namespace nutgraf::event {

// Fills what a record does not tell itself from where the report tells it: a part takes the actor and speakers of its whole, and where no report network was asked
// an event without a time that of the event told just before, an arrest without an agent the police that the report names, and
// an attack without an author the one person who is charged or held for it (as a suspect). All of it is marked inferred.
void inherit_from_report(std::vector<Record>& records, const Context& context, bool has_network);

}  // namespace nutgraf::event
