#pragma once

#include <cstdint>
#include <vector>

#include "reading/reading.h"
#include "says_who/content.h"
#include "says_who/lexicon.h"

namespace nutgraf::says_who {

// What is said and who says it by word order alone, where the tree misses them.
class Beside {
 public:
  Beside(const Reading& reading, const Lexicon& lexicon) : reading_(reading), lexicon_(lexicon) {}

  // The speaker's words beside the verb: "..., police said.", "..., said one source."; empty when there are none.
  TokenRange phrase_beside(std::int32_t verb) const;
  bool is_phrase_word(std::int32_t token) const;
  std::int32_t head_of(TokenRange phrase) const;

  // After "that", after a colon at the sentence's end, before a closing ", police said", or all that follows "said".
  Words words_beside(std::int32_t verb, std::int32_t speaker) const;
  Words words_after_that(std::int32_t verb) const;

  // ", police said at the time." at a sentence's end: the speaker's words; empty when the sentence does not end so.
  TokenRange closing_speaker(std::int32_t verb) const;

  // "..., critics say, ...": the speaker's words between two commas; empty when the verb is not put in so.
  TokenRange inserted_speaker(std::int32_t verb) const;
  // The sentence without them.
  Words words_around(TokenRange inserted, std::int32_t verb) const;

  // "a blast that police say killed four": the speaker's words between the pronoun and the verb; empty when the verb is not put in so.
  TokenRange speaker_in_relative(std::int32_t verb) const;

  // The sentence before a closing speaker, or before a closing ", according to police".
  Words words_before(std::int32_t closing) const;

  // What a colon at the sentence's end announces: the paragraph after it and those that go on, up to the next that has a
  // speaker of its own; empty when the sentence ends otherwise or long after the verb.
  Words announced(std::int32_t verb) const;

  // The last token of the sentence that is no punctuation, plus one.
  std::int32_t end_of_words(std::int32_t token) const;

  // A quotation in the same sentence that the verb is not part of.
  Words quoted_beside(std::int32_t verb, const Cue& cue) const;

  static Words run(std::int32_t first, std::int32_t last);

 private:
  const Token& at(std::int32_t token) const { return reading_[token]; }
  bool is_abbreviation_stop(std::int32_t token) const;
  bool closes_clause(std::int32_t token) const;
  Words next_sentence(std::int32_t first) const;
  bool tells_when_or_whom(std::int32_t verb, TokenRange tail) const;
  bool is_inner_preposition(std::int32_t token) const;
  bool has_own_speaker(const Sentence& sentence) const;

  bool is_other_cue(std::int32_t token) const;
  bool is_set_apart(TokenRange quoted, std::int32_t verb) const;

  const Reading& reading_;
  const Lexicon& lexicon_;
};

}  // namespace nutgraf::says_who
