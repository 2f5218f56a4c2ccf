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
  explicit Beside(const Reading& reading) : reading_(reading) {}

  // The speaker's words beside the verb: "..., police said.", "..., said one source."; empty when there are none.
  TokenRange phrase_beside(std::int32_t verb) const;
  bool is_phrase_word(std::int32_t token) const;
  std::int32_t head_of(TokenRange phrase) const;

  // After "that", after a colon at the sentence's end, before a closing ", police said", or all that follows "said".
  Words words_beside(std::int32_t verb, std::int32_t speaker) const;
  Words words_after_that(std::int32_t verb) const;

  // A quotation in the same sentence that the verb is not part of.
  Words quoted_beside(std::int32_t verb, const Cue& cue) const;

  static Words run(std::int32_t first, std::int32_t last);

 private:
  const Token& at(std::int32_t token) const { return reading_[token]; }
  bool closes_clause(std::int32_t token) const;
  Words next_sentence(std::int32_t first) const;

  const Reading& reading_;
};

}  // namespace nutgraf::says_who
