#pragma once

#include <cstdint>
#include <vector>

#include "reading/reading.h"

namespace nutgraf::says_who {

// "Called the report a fabrication", "described the account as lies", "a charge that the ministry calls absurd": `content` are the words that the
// verb governs.
bool calls_untrue(const Reading& reading, std::int32_t verb, const std::vector<std::int32_t>& content);

}  // namespace nutgraf::says_who
