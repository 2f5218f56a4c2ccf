#pragma once

#include "reading/reading.h"
#include "what/what.h"

namespace nutgraf::what {

// What the words around a trigger say of its status.
StatusHint status_hint_of(const Reading& reading, std::int32_t trigger, bool is_noun);

}  // namespace nutgraf::what
