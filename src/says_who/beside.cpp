// Finds speakers and what they say by word order: ", police said." closes a sentence, "said that" opens a clause. A small
// reading model misses some of these in the tree, and news writes them alike everywhere.

#include "says_who/beside.h"

#include <algorithm>

#include "says_who/speakers.h"
#include "says_who/tree.h"

namespace nutgraf::says_who {

bool Beside::is_phrase_word(std::int32_t token) const {
  switch (at(token).upos) {
    case Upos::noun: case Upos::propn: case Upos::pron: case Upos::det: case Upos::adj: case Upos::num: return true;
    case Upos::part: return at(token).lower == "'s" || at(token).lower == "\u2019s";
    case Upos::adp: return at(token).lower == "of" || at(token).lower == "for";
    case Upos::punct: return at(token).lower == "-";
    default: return false;
  }
}

// The speaker beside the verb where the tree misses it: "..., police said.", "..., said one source."
TokenRange Beside::phrase_beside(std::int32_t verb) const {
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  std::int32_t first = verb;
  while (first > sentence.first && verb - first < 9 && is_phrase_word(first - 1) && at(first - 1).quote < 0) --first;
  const bool is_parted = first > sentence.first && first < verb && at(first - 1).upos == Upos::punct && at(first - 1).lower != "-";
  if (is_parted && verb + 1 < reading_.size() && closes_clause(verb + 1)) return {first, verb};
  std::int32_t last = verb + 1;
  while (last < sentence.last && last - verb < 9 && is_phrase_word(last) && at(last).quote < 0) ++last;
  const bool opens_after = verb > sentence.first && at(verb - 1).upos == Upos::punct;
  if (opens_after && last > verb + 1 && (last >= sentence.last || at(last).upos == Upos::punct)) return {verb + 1, last};
  return {};
}

bool Beside::closes_clause(std::int32_t token) const {
  return at(token).upos == Upos::punct || (at(token).upos == Upos::adp && token + 1 < reading_.size()) || at(token).upos == Upos::propn;
}

std::int32_t Beside::head_of(TokenRange phrase) const {
  std::int32_t head = phrase.first;
  for (std::int32_t i = phrase.first; i < phrase.last; ++i) {
    const bool is_noun = at(i).upos == Upos::noun || at(i).upos == Upos::propn || at(i).upos == Upos::pron;
    if (!phrase.contains(at(i).head) && is_noun) return i;
    if (is_noun) head = i;
  }
  return head;
}

// Where the tree gives no content: after "that", after a colon at the sentence's end, before a closing ", police said", or all
// that follows "said".
Words Beside::words_beside(std::int32_t verb, std::int32_t speaker) const {
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  if (at(verb).tense == Tense::none || at(verb).verb_form == VerbForm::infinitive) return {};
  std::int32_t end = sentence.last;
  while (end > verb && at(end - 1).upos == Upos::punct && at(end - 1).lower != ":") --end;
  if (end > verb && at(end - 1).lower == ":" && end - verb <= 6) return next_sentence(sentence.last);
  if (Words after = words_after_that(verb); !after.empty()) return after;
  const auto saying = phrase_words(reading_, speaker);
  const std::int32_t first = std::min(verb, saying.front());
  const std::int32_t last = std::max(verb + 1, saying.back() + 1);
  const bool closes = end - last <= 4 && first > sentence.first + 3 && at(first - 1).lower == ",";
  if (closes) return run(sentence.first, first - 1);
  if (at(verb).lemma == "say" && speaker < verb && end - verb > 4) return run(verb + 1, end);
  return {};
}

Words Beside::words_after_that(std::int32_t verb) const {
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  std::int32_t end = sentence.last;
  while (end > verb && at(end - 1).upos == Upos::punct) --end;
  for (std::int32_t i = verb + 1; i < std::min(verb + 6, end); ++i) {
    if (at(i).lower == "that" && end - i > 3) return run(i, end);
    if (!is_phrase_word(i) && at(i).upos != Upos::adp) break;
  }
  return {};
}

Words Beside::run(std::int32_t first, std::int32_t last) {
  Words words;
  for (std::int32_t i = first; i < last; ++i) words.push_back(i);
  return words;
}

// The whole paragraph that a colon announces, or its first sentence when the colon stands in the same one.
Words Beside::next_sentence(std::int32_t first) const {
  if (first >= reading_.size()) return {};
  const Sentence& next = reading_.sentences[static_cast<std::size_t>(at(first).sentence)];
  const Sentence& here = reading_.sentences[static_cast<std::size_t>(at(first - 1).sentence)];
  std::int32_t last = next.tokens.last;
  const bool is_new_block = next.block != here.block;
  while (is_new_block && last < reading_.size() &&
         reading_.sentences[static_cast<std::size_t>(at(last).sentence)].block == next.block)
    ++last;
  return run(first, last);
}

// With no clause in the tree, a quotation in the same sentence that the verb is not part of.
Words Beside::quoted_beside(std::int32_t verb, const Cue& cue) const {
  if (!has(cue.frames, Frame::quote)) return {};
  const Sentence& sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)];
  Words words;
  for (const Quote& quote : reading_.quotes) {
    const std::int32_t first = std::max(quote.tokens.first, sentence.tokens.first);
    const std::int32_t last = std::min(quote.tokens.last, sentence.tokens.last);
    if (last - first < 2 || quote.tokens.contains(verb)) continue;
    for (std::int32_t i = first; i < last; ++i) words.push_back(i);
  }
  return words;
}

}  // namespace nutgraf::says_who
