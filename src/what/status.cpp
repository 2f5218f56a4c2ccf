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

bool is_clause(Deprel relation) {
  return relation == Deprel::xcomp || relation == Deprel::acl || relation == Deprel::advcl || relation == Deprel::ccomp;
}

std::string_view introduced_by(const Reading& reading, std::int32_t token) {
  for (const std::int32_t child : children(reading, token))
    if (reading[child].deprel == Deprel::mark || reading[child].deprel == Deprel::case_) return reading[child].lower;
  return {};
}

// "the power to arrest", "an interest in attacking", "more likely to be killed than": what could be, tied to no occasion.
bool is_possibility(const Reading& reading, std::int32_t token) {
  const std::int32_t governor = reading[token].head;
  const std::string_view lemma = reading[governor].lemma;
  if (is_one_of(lemma, {"power", "ability", "capability", "capacity", "capable", "authority", "interest", "reluctance", "reluctant", "willingness", "willing", "readiness",
                        "opportunity", "incentive", "temptation", "refrain", "avoid", "consider", "mull", "propose", "proposal", "debate", "unlikely", "tendency", "prone"})) {
    // "used their powers to arrest"
    const std::int32_t above = reading[governor].head;
    return above == no_token || !is_one_of(reading[above].lemma, {"use", "exercise", "invoke", "seize", "take"});
  }
  const std::string_view word = introduced_by(reading, token);
  if (word == "against") return is_one_of(lemma, {"warn", "stance", "argue", "advise", "position", "caution", "decide", "vote", "recommend", "case"});
  if (word == "about") return is_one_of(lemma, {"mind", "talk", "think", "speak", "worry", "joke", "debate", "question", "dream", "caution"});
  if (lemma != "likely") return false;
  return std::ranges::any_of(children(reading, governor), [&](std::int32_t child) { return is_one_of(reading[child].lower, {"more", "less", "as", "times", "most", "least"}); });
}

// "the risk of an attack", "in the event of his execution".
bool is_feared(const Reading& reading, std::int32_t noun) {
  if (reading[noun].deprel != Deprel::nmod || introduced_by(reading, noun) != "of") return false;
  return is_one_of(reading[reading[noun].head].lemma, {"risk", "danger", "fear", "possibility", "prospect", "event", "likelihood", "chance", "spectre", "specter", "probability"});
}

// What the verb or noun on which an act hangs says of it.
std::optional<StatusHint> hint_of_governor(const Reading& reading, std::int32_t token) {
  const Token& governor = reading[reading[token].head];
  const Deprel relation = reading[token].deprel;
  const std::string_view lemma = governor.lemma;
  const bool stands_beside = relation == Deprel::nsubj || relation == Deprel::conj || relation == Deprel::parataxis || relation == Deprel::advcl;
  if (is_one_of(lemma, {"foil", "thwart", "prevent", "avert", "disrupt", "stop", "abort"}) && !stands_beside) return StatusHint::foiled;
  if (lemma == "deny" && relation != Deprel::nsubj) return StatusHint::negated;
  // "Fled to avoid arrest".
  if (relation == Deprel::obj && is_one_of(lemma, {"avoid", "escape", "evade", "elude", "dodge"}) &&
      is_one_of(reading[token].lemma, {"conviction", "arrest", "prosecution", "capture", "detention", "extradition", "deportation", "jail", "prison", "execution", "sanction", "charge", "trial", "sentence"}))
    return StatusHint::negated;
  if (lemma == "rule" && relation != Deprel::nsubj && std::ranges::any_of(children(reading, reading[token].head), [&](std::int32_t child) { return reading[child].lower == "out"; }))
    return StatusHint::negated;
  if (is_feared(reading, token)) return StatusHint::hypothetical;
  if (!is_clause(relation)) return std::nullopt;
  if (is_one_of(lemma, {"try", "attempt", "fail"})) return StatusHint::foiled;
  // "announced that it is blocking": the clause's own tense decides.
  if (lemma == "announce" && relation == Deprel::ccomp && reading[token].verb_form != VerbForm::infinitive) return std::nullopt;
  if (is_one_of(lemma, {"plan", "plot", "prepare", "intend", "schedule", "expect", "set", "vow", "promise", "pledge", "agree", "decide", "threaten", "want",
                        "conspire", "announce", "ready"}))
    return StatusHint::planned;
  if (is_one_of(lemma, {"urge", "demand", "call", "ask", "request", "could", "might", "allow", "refuse", "hope", "fear", "warn", "able", "help", "suspect"}))
    return StatusHint::hypothetical;
  if (is_possibility(reading, token)) return StatusHint::hypothetical;
  // "the offensive to retake the town", "fought to hold the bridge": the aim of what is under way.
  if (reading[token].verb_form == VerbForm::infinitive && is_one_of(lemma, {"campaign", "offensive", "operation", "push", "drive", "battle", "fight", "fighting", "assault", "advance", "bid", "effort", "war"}))
    return StatusHint::hypothetical;
  return std::nullopt;
}

bool is_present(const Reading& reading, std::int32_t verb) {
  for (const std::int32_t child : children(reading, verb)) {
    const Token& token = reading[child];
    if (token.deprel == Deprel::aux) return false;  // "has killed", "will kill", "were killing"
    if (token.deprel == Deprel::aux_pass) return is_one_of(token.lower, {"is", "are", "get", "gets"});
  }
  return reading[verb].tense == Tense::present && reading[verb].verb_form == VerbForm::finite;
}

// "On average two people are shot every day", "police usually arrest": a rule, not an occasion.
bool is_general(const Reading& reading, std::int32_t verb) {
  if (!is_present(reading, verb)) return false;
  return std::ranges::any_of(children(reading, verb), [&](std::int32_t child) {
    const Token& token = reading[child];
    if (token.deprel == Deprel::advmod && is_one_of(token.lower, {"usually", "typically", "generally", "normally", "often", "sometimes", "always", "rarely", "seldom", "routinely"})) return true;
    if (is_one_of(token.lemma, {"average", "rate"}) && token.deprel == Deprel::obl) return true;
    if (!is_one_of(token.lemma, {"day", "week", "month", "year", "hour", "minute", "night", "time"})) return false;
    return std::ranges::any_of(children(reading, child), [&](std::int32_t word) { return is_one_of(reading[word].lower, {"every", "each", "per"}); });
  });
}

// "The novel tells of a man who kills his wife."
bool is_in_fiction(const Reading& reading, std::int32_t token) {
  for (std::int32_t t = token; t != no_token; t = reading[t].head)
    if (const std::int32_t subject = child_with(reading, t, Deprel::nsubj);
        subject != no_token && subject != token && is_one_of(reading[subject].lemma, {"novel", "film", "movie", "drama", "thriller", "sitcom", "opera", "musical", "fable", "play", "storyline"}) &&
        is_one_of(reading[t].lemma, {"tell", "follow", "depict", "portray", "centre", "center", "feature", "see", "star", "begin", "open", "end", "imagine", "chronicle"}))
      return true;
  return false;
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
  if (is_in_fiction(reading, trigger) || (!is_noun && is_general(reading, trigger))) return StatusHint::hypothetical;
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
  if (const auto hint = hint_of_governor(reading, trigger)) {
    const StatusHint above = hint_of_clause(reading, token.head);
    return above == StatusHint::negated ? StatusHint::negated : *hint;
  }
  // "an attempt to kill", "a plot to bomb"; the noun's own governor for objects of light verbs ("will hold a protest").
  if (is_noun && (token.deprel == Deprel::obj || token.deprel == Deprel::nsubj || token.deprel == Deprel::nsubj_pass)) {
    if (is_one_of(governor.lemma, {"plan", "prepare", "schedule"})) return StatusHint::planned;
    return hint_of_clause(reading, token.head);
  }
  // "should have given the order to seize": as the giving of the order.
  const bool is_ordered = governor.lemma == "order" || (governor.lemma == "give" && child_with(reading, token.head, Deprel::obj) != no_token);
  if (!is_noun && token.verb_form == VerbForm::infinitive && is_clause(token.deprel) && is_ordered) {
    const std::int32_t giving = governor.lemma == "order" && token.deprel == Deprel::acl ? governor.head : token.head;
    if (giving != no_token && hint_of_clause(reading, giving) == StatusHint::hypothetical) return StatusHint::hypothetical;
  }
  if (!is_noun && token.deprel == Deprel::conj) return hint_of_clause(reading, token.head);
  return StatusHint::none;
}

}  // namespace nutgraf::what
