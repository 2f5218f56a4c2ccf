#pragma once

#include <string_view>
#include <vector>

#include "how_many/how_many.h"

namespace nutgraf::event {

// Roles in which a report may say that there was nobody: "no one was hurt", "no arrests"; not "an attack that nobody has claimed".
bool may_count_none(std::string_view role);

// "She and her two children were not hurt", "106 others escaped": those counted came to no harm. False for a count of none.
bool are_spared(const Reading& reading, const how_many::Figure& figure, const std::vector<how_many::Figure>& figures);

// "The deputy was not hurt": a count of none that tells of one person only, who might have been.
bool is_one_spared(const Reading& reading, const how_many::Figure& figure);

}  // namespace nutgraf::event
