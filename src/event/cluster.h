#pragma once

#include <vector>

#include "event/same_event.h"

namespace nutgraf::event {

// Mentions of one event, as indices into the list of mentions, in text order.
using Cluster = std::vector<std::size_t>;

// Groups mentions that tell the same event. Mentions of different types are never joined.
std::vector<Cluster> group_mentions(const std::vector<Mention>& mentions, const Context& context);

}  // namespace nutgraf::event
