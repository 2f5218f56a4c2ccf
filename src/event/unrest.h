#pragma once

#include <functional>
#include <vector>

#include "event/mention.h"

namespace nutgraf::event {

constexpr int sentences_within_reach = 4;  // from an attack, or unrest, to its toll

// The nearest mention of those asked for that is told to have happened, in the sentence of the token or at most `reach` sentences before; nullptr when there is none.
Mention* nearest_told(std::vector<Mention>& mentions, const Reading& reading, std::int32_t token, int reach, const std::function<bool(const Mention&)>& is_wanted);

// "Died in the riots", "the riots left 70 hurt", "riots in which 70 were hurt": the protest that is told beside the word of harm; nullptr when there is none.
Mention* unrest_over(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers, std::int32_t harm);

// "Fourteen people have died in the unrest", "12 officers were hurt" at a riot: by no act that is told, so the protest counts them (section 11 of the event record).
void move_harm_in_unrest(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers);

}  // namespace nutgraf::event
