#pragma once

#include <cstdint>

#include "says_who/content.h"
#include "says_who/lexicon.h"
#include "says_who/verb_contents.h"

namespace nutgraf::says_who {

// What nouns of saying govern in the tree: "the claim that nobody died", "allegations of fraud".
class NounContents {
 public:
  NounContents(const Reading& reading, const VerbContents& verbs) : reading_(reading), verbs_(verbs) {}

  struct Found {
    Words words;  // empty when the noun governs nothing that is said
    bool is_clause = false;
  };
  // `owner`: whose claim it is, or no_token.
  Found content_of(std::int32_t noun, const Cue& cue, std::int32_t owner) const;

  // The clause opens with "that" as a conjunction.
  bool opens_with_that(std::int32_t clause) const;

 private:
  const Token& at(std::int32_t token) const { return reading_[token]; }
  Words clause_behind(std::int32_t owner) const;
  bool is_full_clause(std::int32_t clause) const;
  bool takes_statement(std::int32_t verb) const;

  const Reading& reading_;
  const VerbContents& verbs_;
};

}  // namespace nutgraf::says_who
