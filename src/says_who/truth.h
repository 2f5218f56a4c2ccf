#pragma once

#include <cstdint>
#include <string_view>

#include "says_who/lexicon.h"

namespace nutgraf::says_who {

// What is known of one token's truth. `because` points into the lexicon or to a literal.
struct Truth {
  Polarity polarity = Polarity::positive;
  Certainty certainty = Certainty::certain;
  Time time = Time::none;
  bool is_alleged = false;
  bool is_planned = false;
  bool is_foiled = false;
  bool is_told = false;  // inside what somebody said in the past, where "would" is the future
  std::string_view because;
};

// One effect and the row or rule that has it.
struct Rule {
  Effect effect = Effect::none;
  std::string_view because;
};

// Told as having happened or happening, or as not.
bool is_actual(const Truth& truth);

// Makes it at most as sure as `certainty`; the reason is taken over when it changes something.
void soften(Truth& truth, Certainty certainty, std::string_view because);

// The doubts of a governor without its polarity: "may trigger" leaves clashes possible.
Truth doubts_of(const Truth& governor);

// What a table row leaves of a governor's truth for the word it governs.
Truth pass_down(const Rule& rule, const Truth& governor);

// Adds the words that hang on the token itself: "not", "may", "alleged", "if", "no", and its tense.
void add_own_words(const Reading& reading, std::int32_t token, const Lexicon& lexicon, Truth& truth);

}  // namespace nutgraf::says_who
