#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_map.h"
#include "says_who/says_who.h"

namespace nutgraf::says_who {

// How a word governs what it speaks of: "said that ...", "vowed to ...", "denied killing", "accused of", "denied the claim".
enum class Frame : std::uint32_t {
  that = 1U << 0, to = 1U << 1, ing = 1U << 2, noun = 1U << 3, quote = 1U << 4, subject = 1U << 5, of = 1U << 6,
  for_ = 1U << 7, from = 1U << 8, about = 1U << 9, against = 1U << 10, as = 1U << 11, in = 1U << 12, with = 1U << 13,
  on = 1U << 14, compound = 1U << 15, object_to = 1U << 16
};

// What a word does to the truth of what it governs.
enum class Effect {
  none,
  same,          // managed to: as true as the word itself
  fact,          // regretted that: true, whatever stands above
  told,          // said that: told as true by a speaker
  reversed,      // failed to: the opposite of the word itself
  probable,      // believes that
  possible,      // doubts that
  alleged,       // accused of
  planned,       // plans to
  foiled,        // thwarted
  tried,         // tried to
  hypothetical,  // demands that
  denied,        // denied that
  obliged,       // had to: true in the past, else only a demand
  future,        // will
};

enum class Place { verb, noun, adjective, adverb, auxiliary, mark, preposition };

struct Cue {
  std::uint32_t frames = 0;
  Manner manner = Manner::says;
  std::string kind;  // "speech", "thought" or "intention"
  std::string because;
};

struct Signature {
  std::uint32_t frames = 0;
  Effect when_true = Effect::none;
  Effect when_false = Effect::none;
  std::string because;
};

struct Modifier {
  Effect effect = Effect::none;
  std::string because;
};

class Lexicon {
 public:
  WordMap<Cue> verb_cues, noun_cues, adverb_cues, adjective_cues, preposition_cues;
  WordMap<std::vector<Signature>> verb_signatures, noun_signatures, adjective_signatures;
  WordMap<Modifier> adverbs, auxiliaries, marks, adjectives;
  WordMap<Modifier> after_would, after_can, by_speaker;  // verbs that hold under a modal: "would like", "could see", "I must say"
  WordSet event_nouns, media_nouns, documents;
};

template <typename T>
const T* find_in(const WordMap<T>& map, std::string_view word) {
  const auto found = map.find(word);
  return found == map.end() ? nullptr : &found->second;
}

inline bool has(std::uint32_t frames, Frame frame) { return (frames & static_cast<std::uint32_t>(frame)) != 0; }

// True when a noun's own meaning is something that happens: "attack", "detention".
bool is_event_noun(std::string_view lemma, const Lexicon& lexicon);

std::string_view name_of(Effect effect);
std::string_view name_of(Manner manner);

// The effect named by a table cell; `none` when there is no such effect.
Effect effect_named(std::string_view name);

// One statement finder and one factuality reader, each over the whole report.
std::vector<Statement> find_all_statements(const Reading& reading, const Lexicon& lexicon);
std::vector<Factuality> find_factuality(const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::says_who
