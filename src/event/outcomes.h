#pragma once

#include <optional>
#include <vector>

#include "event/same_event.h"

namespace nutgraf::event {

// The attack told before whose dead or injured the mention with index `later` tells: "Three others were wounded". Nothing
// when it has an author, day, place or means of its own, or when no attack is told shortly before.
std::optional<std::size_t> attack_told_before(const std::vector<Mention>& mentions, std::size_t later, const Context& context);

}  // namespace nutgraf::event
