#pragma once

#include <cstdint>
#include <vector>

#include "reading/reading.h"
#include "what/clause.h"
#include "what/lexicon.h"

namespace nutgraf::what {

// A trigger with the row that it fits and the phrases beside it.
struct Match {
  const TriggerRow* row = nullptr;
  std::int32_t trigger = no_token;  // the word whose clause holds the roles
  TokenRange words;                 // from the first to the last word of the trigger
  bool is_noun = false;
  std::vector<std::int32_t> parts;  // the words of a longer trigger; empty for a single word
  Arguments arguments;
};

// The triggers of a report in text order, at most one row each. Words that are part of a longer trigger ("fire" of
// "opened fire") are none of their own.
std::vector<Match> match_triggers(const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::what
