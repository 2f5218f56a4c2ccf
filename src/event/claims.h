#pragma once

#include <vector>

#include "event/mention.h"

namespace nutgraf::event {

// Gives claims of responsibility, denials and accusations to the mentions of the deed that they are about: the deed told in
// their words, or the last one told before when they only look back to it ("The group claimed responsibility."). Who is
// blamed for a deed becomes its actor, as one accused.
void attach_claims(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers);

// "Denied involvement", "denies any role in it", "denied that its men were behind it": the speaker's part in the deed is denied, not the deed.
bool denies_own_part(const says_who::Statement& statement, const Reading& reading);

}  // namespace nutgraf::event
