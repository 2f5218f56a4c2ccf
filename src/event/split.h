#pragma once

#include <vector>

#include "event/mention.h"

namespace nutgraf::event {

// Splits mentions that give counts town by town: "71 people were held in Aksu and 45 in Delmar", "more than 30: 19 in
// Samsun and 12 in the capital". Each count with a place of its own becomes a mention; a count without one, the total, stays.
void split_by_place(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers);

}  // namespace nutgraf::event
