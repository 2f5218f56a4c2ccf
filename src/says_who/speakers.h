#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reading/reading.h"
#include "says_who/lexicon.h"

namespace nutgraf::says_who {

// The words of a speaker's phrase, without its preposition and without relative clauses.
std::vector<std::int32_t> phrase_words(const Reading& reading, std::int32_t head);
Span phrase_of(const Reading& reading, std::int32_t head);

// The phrase with the rest of a name that the tree leaves out of it, between the phrase and the verb of saying or after both:
// "Minister for Trade, Ora Lindqvist" said, said "Ora Lindqvist".
Span speaker_phrase(const Reading& reading, std::int32_t head, std::int32_t cue);

// Who does what the verb says: its subject; the agent of a passive; the subject of the verb it is joined to, or that governs
// it ("adding that ..."); the noun it describes ("a statement saying ..."). no_token when nobody is told.
std::int32_t subject_of(const Reading& reading, std::int32_t verb);

// Whose words a noun is: "Oduya's claim", "a claim by Oduya", "police reports", "issued a statement".
std::int32_t owner_of(const Reading& reading, std::int32_t noun);

// "Monday", "today", "earlier": tells when something is said, whatever the tag.
bool is_day_word(std::string_view lower);

// Words before a headline's colon name who says the rest: "Police: two die in Aldmoor".
bool is_label(const Reading& reading, TokenRange words);

// A news agency, paper or broadcaster.
bool is_media(const Reading& reading, std::int32_t head, const Lexicon& lexicon);

// The verb is a passive: "was told".
bool is_passive(const Reading& reading, std::int32_t verb);

}  // namespace nutgraf::says_who
