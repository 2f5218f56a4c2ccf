#pragma once

#include <cstdint>
#include <vector>

#include "reading/reading.h"
#include "says_who/content.h"
#include "says_who/lexicon.h"

namespace nutgraf::says_who {

// The ways in which a noun or verb takes its content by a preposition.
constexpr std::uint32_t preposition_frames =
    static_cast<std::uint32_t>(Frame::of) | static_cast<std::uint32_t>(Frame::for_) | static_cast<std::uint32_t>(Frame::about) |
    static_cast<std::uint32_t>(Frame::against) | static_cast<std::uint32_t>(Frame::as);

// What verbs of saying govern in the tree.
class VerbContents {
 public:
  VerbContents(const Reading& reading, const Lexicon& lexicon) : reading_(reading), lexicon_(lexicon) {}

  // The verb's row, or null when it is no verb of saying.
  const Cue* verb_cue(std::int32_t verb) const;

  // The words of the clauses and phrases that the verb governs; empty when the tree has none.
  Words verb_content(std::int32_t verb, const Cue& cue, std::int32_t speaker);

  // True when the content found last is an infinitive: "is said to have fled".
  bool is_infinitive() const { return is_infinitive_; }

  bool claims_own_deed(std::int32_t claim) const;

  // "Put the number of arrests at 19", "put the toll at 30"; and what stands after "at".
  bool puts_number(std::int32_t verb) const;
  Words number_put_at(std::int32_t verb) const;

  // What a clause whose verb, or whose auxiliary, opens it says, by the tree; the words up to the next mark where the tree breaks it off.
  Words words_of_clause(std::int32_t opening) const;

  // Takes from the content whom it is told ("told reporters its men had fired") and what another says after a semicolon.
  void leave_out_listeners(std::int32_t verb, Words& content) const;
  void leave_out_next_speaker(std::int32_t verb, Words& content) const;

  static bool is_first_or_second(const Token& word);

 private:
  const Token& at(std::int32_t token) const { return reading_[token]; }
  std::int32_t end_of_words(std::int32_t token) const;
  bool fits_clause(std::int32_t verb, std::int32_t clause, const Cue& cue, std::uint32_t frame) const;
  bool is_description(std::int32_t clause) const;
  std::int32_t object_of_clause(std::int32_t verb, std::int32_t clause) const;
  Words claimed_words(std::int32_t verb) const;
  bool is_clause_before(std::int32_t verb, std::int32_t clause) const;
  bool has_clause(std::int32_t verb) const;
  bool has_two_objects(std::int32_t verb) const;
  bool is_told_person(std::int32_t verb, std::int32_t object) const;
  bool is_question_refused(std::int32_t verb, std::int32_t clause) const;
  Words clause_words(std::int32_t clause, std::int32_t verb) const;
  Words host_words(std::int32_t verb) const;
  bool is_after_comma(std::int32_t first, std::int32_t verb) const;
  bool is_last_clause(std::int32_t verb) const;
  std::int32_t subtree_start(std::int32_t host, std::int32_t verb) const;

  const Reading& reading_;
  const Lexicon& lexicon_;
  bool is_infinitive_ = false;
};

}  // namespace nutgraf::says_who
