#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "store/path.h"

namespace nutgraf::store {

// Which event of an earlier reading of the same report each event of a new reading is: an index into `before`, or nothing for a
// new one; no index twice. Judged by the words that tell them, type, mode, parties, figures, day and place.
// `same_text`: both readings are of the same text, so that spans can be compared.
std::vector<std::optional<std::size_t>> match_events(const std::vector<Json>& before, const std::vector<Json>& now, bool same_text);

}  // namespace nutgraf::store
