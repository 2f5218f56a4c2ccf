#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "event/mention.h"
#include "event/party_book.h"
#include "event/same_event.h"

namespace nutgraf::event {

// The attribution that a statement gives to what it tells; nothing when its speaker is not named ("reportedly") or is a
// pronoun that stands for nothing in the report.
// The author stands for a paper of his ("the army's statement": the army).
std::optional<Attribution> attribution_of(const says_who::Statement& statement, const Context& context);

// The attributions of all its speakers: "the army and the mayor said" gives two.
std::vector<Attribution> attributions_of(const says_who::Statement& statement, const Context& context);

// What kind of speaker a party is, from its sector and words.
SpeakerKind speaker_kind(const who::Party& party, std::string_view words);

}  // namespace nutgraf::event
