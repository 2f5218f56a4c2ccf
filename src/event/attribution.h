#pragma once

#include <vector>

#include "event/accounts.h"
#include "event/cluster.h"

namespace nutgraf::event {

// Gives a record the speakers who tell its event, claim or deny the deed, and what their words do to its certainty; who claims
// a deed of unknown authors becomes its actor.
void attribute(Record& record, const std::vector<Mention>& mentions, const Cluster& cluster, const std::vector<Account>& accounts,
               const Context& context);

}  // namespace nutgraf::event
