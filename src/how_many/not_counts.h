#pragma once

#include <cstdint>

#include "how_many/lexicon.h"

namespace nutgraf::how_many {

// A number that names, dates or ranks instead of counting: "Boeing 737", "in 2016", "10:30", "Highway 61", "24 Elm Street",
// "5 March", "one another".
bool is_no_count(const Reading& reading, const NumberWords& number, const Lexicon& lexicon);

// The person whom "a" or "an" counts ("a policeman"), or no_token: a thing, a trade ("he is a teacher"), a comparison.
std::int32_t single_person(const Reading& reading, std::int32_t article, const Lexicon& lexicon);

// The second of two persons under one article ("a man and woman", "a father and son"), or no_token.
std::int32_t joined_person(const Reading& reading, std::int32_t person);

// How many persons a noun under "a" tells: 2 for "a couple" and two under one article, else 1.
double persons_at(const Reading& reading, std::int32_t person);

// A person told without an article, as headlines do ("Man shot in Aldmoor"): true for the noun.
bool is_bare_person(const Reading& reading, std::int32_t noun, const Lexicon& lexicon);

// "The deputy was not hurt", "the children escaped unharmed": whom "not" or "unharmed" spares, or no_token.
std::int32_t spared_person(const Reading& reading, std::int32_t word, const Lexicon& lexicon);

// The noun whose number "no" puts at zero ("no casualties"), or no_token.
std::int32_t zero_noun(const Reading& reading, std::int32_t no, const Lexicon& lexicon);

// The head noun of the words right of `from`, passing adjectives and joined nouns; no_token when there is none near.
std::int32_t noun_after(const Reading& reading, std::int32_t from);

}  // namespace nutgraf::how_many
