// Whether a happening is told as something that took place: "police foiled a plot to bomb", "threatened to", "no arrests",
// "if they attack". A hint only; what the report as a whole says of the event is weighed by `event`.

#include "what/status.h"

#include <algorithm>
#include <array>
#include <optional>

#include "what/tree.h"

namespace nutgraf::what {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// What a governing verb or noun says of the act that hangs on it.
std::optional<StatusHint> hint_of_governor(const Token& governor, Deprel relation) {
  const std::string_view lemma = governor.lemma;
  const bool is_clause = relation == Deprel::xcomp || relation == Deprel::acl || relation == Deprel::advcl || relation == Deprel::ccomp;
  if (is_one_of(lemma, {"foil", "thwart", "prevent", "avert", "disrupt", "stop", "abort"}) && relation != Deprel::nsubj) return StatusHint::foiled;
  if (is_one_of(lemma, {"deny", "rule"}) && relation != Deprel::nsubj) return StatusHint::negated;
  if (!is_clause) return std::nullopt;
  if (is_one_of(lemma, {"try", "attempt", "fail"})) return StatusHint::foiled;
  if (is_one_of(lemma, {"plan", "plot", "prepare", "intend", "schedule", "expect", "set", "vow", "promise", "pledge", "agree", "decide", "threaten", "want",
                        "conspire", "announce", "ready"}))
    return StatusHint::planned;
  if (is_one_of(lemma, {"urge", "demand", "call", "ask", "request", "could", "might", "allow", "refuse", "hope", "fear", "warn", "able", "help", "suspect"}))
    return StatusHint::hypothetical;
  return std::nullopt;
}

StatusHint hint_of_clause(const Reading& reading, std::int32_t verb) {
  for (const std::int32_t child : children(reading, verb)) {
    const Token& token = reading[child];
    if (token.deprel == Deprel::advmod && is_one_of(token.lower, {"not", "n't", "n’t", "never"})) return StatusHint::negated;
    if (token.deprel == Deprel::aux || token.deprel == Deprel::aux_pass) {
      if (is_one_of(token.lower, {"will", "shall", "wo", "’ll", "'ll"})) return StatusHint::planned;
      if (is_one_of(token.lower, {"would", "could", "may", "might", "should", "must", "can"})) return StatusHint::hypothetical;
    }
    if (token.deprel == Deprel::mark && is_one_of(token.lower, {"if", "unless", "whether"})) return StatusHint::hypothetical;
  }
  return StatusHint::none;
}

}  // namespace

StatusHint status_hint_of(const Reading& reading, std::int32_t trigger, bool is_noun) {
  if (is_noun) {
    for (const std::int32_t child : children(reading, trigger)) {
      const std::string_view word = reading[child].lower;
      if (reading[child].deprel == Deprel::det && is_one_of(word, {"no", "neither"})) return StatusHint::negated;
      if (reading[child].deprel == Deprel::amod || reading[child].deprel == Deprel::compound) {
        if (is_one_of(word, {"failed", "foiled", "attempted", "thwarted", "abortive", "botched"})) return StatusHint::foiled;
        if (is_one_of(word, {"planned", "upcoming", "scheduled", "impending", "imminent"})) return StatusHint::planned;
        if (is_one_of(word, {"possible", "potential", "hypothetical", "future"})) return StatusHint::hypothetical;
      }
    }
  } else if (const StatusHint own = hint_of_clause(reading, trigger); own != StatusHint::none) {
    return own;
  }
  const Token& token = reading[trigger];
  if (token.head == no_token) return StatusHint::none;
  const Token& governor = reading[token.head];
  if (const auto hint = hint_of_governor(governor, token.deprel)) {
    const StatusHint above = hint_of_clause(reading, token.head);
    return above == StatusHint::negated ? StatusHint::negated : *hint;
  }
  // "an attempt to kill", "a plot to bomb"; the noun's own governor for objects of light verbs ("will hold a protest").
  if (is_noun && (token.deprel == Deprel::obj || token.deprel == Deprel::nsubj || token.deprel == Deprel::nsubj_pass)) {
    if (is_one_of(governor.lemma, {"plan", "prepare", "schedule"})) return StatusHint::planned;
    return hint_of_clause(reading, token.head);
  }
  if (!is_noun && token.deprel == Deprel::conj) return hint_of_clause(reading, token.head);
  return StatusHint::none;
}

}  // namespace nutgraf::what
