#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "reading/reading.h"
#include "says_who/lexicon.h"

namespace nutgraf::says_who {

template <typename Visit>
void each_child(const Reading& reading, std::int32_t token, Visit&& visit) {
  const auto index = static_cast<std::size_t>(token);
  for (std::int32_t i = reading.child_start[index]; i < reading.child_start[index + 1]; ++i)
    visit(reading.children[static_cast<std::size_t>(i)]);
}

inline bool has_child(const Reading& reading, std::int32_t token, Deprel relation) {
  return child_with(reading, token, relation) != no_token;
}

// Auxiliaries and copulas.
bool is_function_word(Deprel relation);

// Subjects, objects, obliques, and what hangs on nouns.
bool is_nominal_argument(Deprel relation);

// "to leave".
bool has_infinitive_mark(const Reading& reading, std::int32_t token);

// The verb, or one of its auxiliaries, has a tense.
bool is_finite_clause(const Reading& reading, std::int32_t token);

// "the", a possessive, a name.
bool is_definite(const Reading& reading, std::int32_t token);

// The preposition or "of"-like conjunction that opens the phrase; empty when there is none.
std::string_view preposition_of(const Reading& reading, std::int32_t token);

std::optional<Frame> frame_of_preposition(std::string_view word);

// How a token hangs on its governor, as a set of frames (usually one); 0 when in none of the tables' ways.
std::uint32_t frame_of(const Reading& reading, std::int32_t token);

// Lemma by which the tables know the word.
std::string_view table_lemma(const Token& token);

// The value of the verb with its particle or fixed object ("carry out", "take place"), else of the verb alone.
template <typename T>
const T* find_verb(const WordMap<T>& map, const Reading& reading, std::int32_t token) {
  const Token& word = reading[token];
  const T* longer = nullptr;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& part = reading[child];
    const bool is_object = part.deprel == Deprel::obj || part.deprel == Deprel::nsubj_pass;
    const bool is_fixed_object = is_object && (part.lower == "place" || part.lower == "part" ||
                                                                part.lower == "responsibility" || part.lower == "credit");
    const bool is_particle = part.deprel == Deprel::compound_prt || (part.deprel == Deprel::advmod && part.upos == Upos::adp);
    if (!is_fixed_object && !is_particle) return;
    if (const T* found = find_in(map, std::string(table_lemma(word)) + ' ' + part.lower)) longer = found;
  });
  return longer ? longer : find_in(map, table_lemma(word));
}

// Words of a tense: the verb's own, or that of its first auxiliary; future and modal auxiliaries are not looked at.
Time time_of(const Reading& reading, std::int32_t token);

}  // namespace nutgraf::says_who
