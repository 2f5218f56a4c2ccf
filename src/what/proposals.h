#pragma once

#include <vector>

#include "reading/report_view.h"
#include "what/classes.h"
#include "what/what.h"

namespace nutgraf::what {

// Adds what the report network takes for a telling of an event of a core type where no row of the tables does ("were towed back out to sea", "under a hail of
// stones"): type and modes are the network's, roles are the phrases in the plain places of a verb or noun. What is done to animals is none ("cattle were
// quarantined"). Keeps text order. Bound and modes: docs/events.md.
void add_proposals(const Reading& reading, const reading::ReportView& view, const Classes& classes, std::vector<Happening>& happenings);

}  // namespace nutgraf::what
