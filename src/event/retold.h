#pragma once

#include <vector>

#include "event/mention.h"
#include "event/same_event.h"

namespace nutgraf::event {

// A party of a record with the mention that tells it.
struct ToldParty {
  Party party;
  const Mention* mention = nullptr;
  bool is_alone = false;  // the only one in its role there
};

// The parties without those that only tell another one again: "a 20-year-old man", "the driver" and "Milan Horak", each the one
// victim of his clause, are one man; "the six guards" are "six prison guards". Names stay before descriptions.
std::vector<Party> drop_retold(const std::vector<ToldParty>& told, const Context& context);

// Takes out of one role of a record the parties that are told as part of another one's phrase ("detectives from the Fraud Office") and those
// that another one names more fully ("the post" beside "the Karvel border post").
void drop_parts_of_phrases(std::vector<Party>& parties, const Context& context);

}  // namespace nutgraf::event
