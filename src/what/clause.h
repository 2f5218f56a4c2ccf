#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "reading/reading.h"
#include "what/slot.h"

namespace nutgraf::what {

// One phrase beside a trigger.
struct Argument {
  Slot slot = Slot::subject;
  std::int32_t head = no_token;
  std::string_view because;  // "nsubj", "controller of xcomp"; points to static text
};

// The phrases beside a trigger by their deep roles.
struct Arguments {
  std::vector<Argument> all;
  bool is_passive = false;

  bool has(Slot slot) const;
  // The first phrase in the slot, or no_token.
  std::int32_t first(Slot slot) const;
};

// The phrases beside a verb: active, passive, participles, relative clauses, shared and controlled subjects.
Arguments read_verb(const Reading& reading, std::int32_t verb);

// The phrases beside a noun: "of" and other prepositions, possessors, words before it, and those of a light verb that
// governs it ("carried out an attack on ...").
Arguments read_noun(const Reading& reading, std::int32_t noun);

// "Face", "suffer", "endure": the subject undergoes what the object names.
bool is_undergoing(const Token& verb);

// The token itself and the nouns joined to it by "and" or "or".
std::vector<std::int32_t> joined_with(const Reading& reading, std::int32_t token);

// The noun that a relative pronoun stands for; the token itself when it is none.
std::int32_t antecedent_of(const Reading& reading, std::int32_t token);

// The verb that has this noun as its object (or passive subject), when that verb only carries the noun: "carried out
// an attack", "the arrests made by police". no_token when there is none.
std::int32_t light_verb_of(const Reading& reading, std::int32_t noun);

}  // namespace nutgraf::what
