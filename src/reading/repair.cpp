// Repairs of the trees, by grammar alone. Each looks at one verb and what hangs on it.

#include "reading/repair.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace nutgraf::reading {

namespace {

// Words before a number that hedge it and are no prepositions there.
constexpr std::array<std::string_view, 11> hedges = {"at",    "up",   "over",  "about", "around", "under",
                                                     "below", "than", "above", "near",  "to"};
constexpr std::array<std::string_view, 16> measures = {"year", "month", "week", "day",       "hour",  "minute", "second", "time",
                                                       "mile", "metre", "meter", "kilometre", "kilometer", "km", "percent", "decade"};

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_subject(Deprel relation) { return relation == Deprel::nsubj || relation == Deprel::nsubj_pass; }

// The first token of the sentence with this head and relation after `from`, or no_token.
std::int32_t dependent(const Reading& reading, const Sentence& sentence, std::int32_t head, Deprel relation) {
  for (std::int32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t)
    if (reading[t].head == head && reading[t].deprel == relation) return t;
  return no_token;
}

bool has_subject(const Reading& reading, const Sentence& sentence, std::int32_t head) {
  return dependent(reading, sentence, head, Deprel::nsubj) != no_token ||
         dependent(reading, sentence, head, Deprel::nsubj_pass) != no_token;
}

void move_second_subjects(Reading& reading, const Sentence& sentence) {
  for (std::int32_t second = sentence.tokens.first; second < sentence.tokens.last; ++second) {
    Token& token = reading.tokens[static_cast<std::size_t>(second)];
    if (!is_subject(token.deprel) || token.head == no_token || second < token.head) continue;
    const std::int32_t verb = token.head;
    bool has_first = false;
    for (std::int32_t t = sentence.tokens.first; t < verb; ++t)
      has_first = has_first || (reading[t].head == verb && is_subject(reading[t].deprel));
    if (!has_first) continue;
    const std::int32_t clause = dependent(reading, sentence, verb, Deprel::ccomp);
    if (clause == no_token || clause < second || has_subject(reading, sentence, clause)) continue;
    token.head = clause;
    const bool is_passive = dependent(reading, sentence, clause, Deprel::aux_pass) != no_token;
    token.deprel = is_passive ? Deprel::nsubj_pass : Deprel::nsubj;
  }
}

// Nothing stands before the noun but its own words and a hedge.
bool is_bare_or_hedged(Reading& reading, const Sentence& sentence, std::int32_t noun) {
  for (std::int32_t t = sentence.tokens.first; t < noun; ++t)
    if (reading[t].head == noun && reading[t].deprel == Deprel::case_ && !holds(hedges, reading[t].lower)) return false;
  return true;
}

// "At" is a hedge only with least or most after it, "to" only in "up to" and "close to".
bool is_true_preposition(const Reading& reading, std::int32_t token, std::int32_t noun) {
  const std::string& word = reading[token].lower;
  if (word == "at") return reading[token + 1].lower != "least" && reading[token + 1].lower != "most";
  if (word == "to") return reading[token - 1].lower != "up" && reading[token - 1].lower != "close";
  for (std::int32_t t = token + 1; t <= noun; ++t)
    if (reading[t].upos == Upos::num) return false;
  return true;
}

void find_counted_objects(Reading& reading, const Sentence& sentence) {
  for (std::int32_t noun = sentence.tokens.first + 1; noun < sentence.tokens.last; ++noun) {
    Token& token = reading.tokens[static_cast<std::size_t>(noun)];
    if (token.deprel != Deprel::obl || token.head == no_token || token.head > noun) continue;
    if (token.upos != Upos::noun && token.upos != Upos::num && token.upos != Upos::propn) continue;
    const bool is_counted = token.upos == Upos::num || dependent(reading, sentence, noun, Deprel::nummod) != no_token;
    if (!is_counted || holds(measures, token.lemma) || !is_bare_or_hedged(reading, sentence, noun)) continue;
    const std::int32_t verb = token.head;
    if (reading[verb].upos != Upos::verb || dependent(reading, sentence, verb, Deprel::obj) != no_token ||
        dependent(reading, sentence, verb, Deprel::nsubj_pass) != no_token ||
        dependent(reading, sentence, verb, Deprel::aux_pass) != no_token)
      continue;
    bool is_prepositional = false;
    for (std::int32_t t = sentence.tokens.first; t < noun; ++t)
      if (reading[t].head == noun && reading[t].deprel == Deprel::case_)
        is_prepositional = is_prepositional || is_true_preposition(reading, t, noun);
    if (!is_prepositional) token.deprel = Deprel::obj;
  }
}

}  // namespace

void repair_trees(Reading& reading) {
  for (const Sentence& sentence : reading.sentences) {
    move_second_subjects(reading, sentence);
    find_counted_objects(reading, sentence);
  }
}

}  // namespace nutgraf::reading
