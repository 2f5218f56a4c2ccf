#pragma once

#include <optional>
#include <string>

#include "store/database.h"
#include "store/pages.h"

namespace nutgraf::store {

// An event with everything that stands beside its record, by its number; nothing when there is none.
std::optional<Event> compose_event(Database& database, std::int64_t number);

// Nothing when there is no such event.
std::optional<std::int64_t> find_event_number(Database& database, const std::string& id);

}  // namespace nutgraf::store
