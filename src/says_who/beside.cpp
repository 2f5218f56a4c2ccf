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
    case Upos::punct: return at(token).lower == "-" || is_abbreviation_stop(token);
    default: return false;
  }
}

// The stop of "Capt." and "J.", printed apart from it, inside a name.
bool Beside::is_abbreviation_stop(std::int32_t token) const {
  constexpr std::size_t longest = 5;
  if (at(token).lower != "." || token == 0 || token + 1 >= reading_.size()) return false;
  return at(token - 1).upos == Upos::propn && at(token - 1).form.size() <= longest && at(token + 1).upos == Upos::propn &&
         at(token - 1).sentence == at(token + 1).sentence;
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
  const std::int32_t end = end_of_words(verb);
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
  const std::int32_t end = end_of_words(verb);
  const std::string_view next = verb + 1 < end ? std::string_view(at(verb + 1).lower) : "";
  const bool is_about = next == "on" || next == "about" || next == "over";  // "speculated on the role that they will play"
  for (std::int32_t i = verb + 1; i < std::min(verb + 6, end); ++i) {
    if (at(i).upos == Upos::verb && is_other_cue(i)) break;
    if (at(i).lower == "that" && end - i > 3) return run(is_about ? verb + 1 : i, end);
    if (!is_phrase_word(i) && at(i).upos != Upos::adp) break;
  }
  return {};
}

Words Beside::run(std::int32_t first, std::int32_t last) {
  Words words;
  for (std::int32_t i = first; i < last; ++i) words.push_back(i);
  return words;
}

std::int32_t Beside::end_of_words(std::int32_t token) const {
  std::int32_t end = reading_.sentences[static_cast<std::size_t>(at(token).sentence)].tokens.last;
  while (end > token && at(end - 1).upos == Upos::punct) --end;
  return end;
}

// "Friday", "earlier", "at the time", "to reporters", "in a statement": nothing that could itself be what is said.
bool Beside::tells_when_or_whom(std::int32_t verb, TokenRange tail) const {
  constexpr int longest = 8;
  if (tail.size() > longest) return false;
  for (std::int32_t i = tail.first; i < tail.last; ++i)
    if (at(i).upos == Upos::verb || at(i).upos == Upos::aux || at(i).upos == Upos::sconj || at(i).lower == "that" || at(i).lower == ",") return false;
  if (tail.size() == 0) return true;
  const Token& opening = at(tail.first);
  if (at(verb).lemma == "tell") return true;
  return opening.upos == Upos::adp || opening.upos == Upos::adv || is_day_word(opening.lower);
}

// "Police in Aldmoor", "a clerk familiar with the case".
bool Beside::is_inner_preposition(std::int32_t token) const {
  if (at(token).upos != Upos::adp || token == 0 || at(token - 1).upos == Upos::punct) return false;
  const std::string_view word = at(token).lower;
  return word == "in" || word == "with" || word == "at" || word == "from" || word == "to" || word == "near";
}

TokenRange Beside::closing_speaker(std::int32_t verb) const {
  constexpr int longest_phrase = 12, shortest_content = 4;
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  if (at(verb).quote >= 0 || at(verb).tense == Tense::none || !tells_when_or_whom(verb, {verb + 1, end_of_words(verb)})) return {};
  std::int32_t first = verb;
  while (first > sentence.first && verb - first < longest_phrase && (is_phrase_word(first - 1) || is_inner_preposition(first - 1))) --first;
  const std::int32_t comma = first - 1;
  if (first == verb || comma - sentence.first < shortest_content || at(comma).lower != "," || at(comma - 1).upos == Upos::punct) return {};
  if (at(comma).quote >= 0 || at(comma - 1).quote >= 0) return {};
  for (std::int32_t i = first; i < verb; ++i)
    if (at(i).upos == Upos::pron && (at(i).lower == "who" || at(i).lower == "which" || at(i).lower == "that" || at(i).lower == "whom")) return {};
  bool has_verb = false;
  for (std::int32_t i = sentence.first; i < comma; ++i) has_verb = has_verb || at(i).upos == Upos::verb || at(i).upos == Upos::aux;
  return has_verb ? TokenRange{first, verb} : TokenRange{};
}

TokenRange Beside::inserted_speaker(std::int32_t verb) const {
  constexpr int longest_phrase = 8, shortest_rest = 2;
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  if (at(verb).quote >= 0 || at(verb).tense == Tense::none || verb + 1 >= sentence.last || at(verb + 1).lower != ",") return {};
  if (end_of_words(verb) - verb < shortest_rest + 2) return {};
  std::int32_t first = verb;
  while (first > sentence.first && verb - first < longest_phrase && is_phrase_word(first - 1)) --first;
  const bool is_between = first < verb && first - 1 > sentence.first && at(first - 1).lower == "," && at(first - 1).quote < 0;
  const Token& next = at(verb + 2);
  const bool goes_on = next.upos != Upos::punct && next.quote < 0 && !(next.upos == Upos::verb && next.lower.ends_with("ing"));  // not "said, citing ..."
  if (!is_between || !goes_on || at(first - 2).quote >= 0) return {};
  for (std::int32_t i = first; i < verb; ++i)
    if (at(i).lower == "who" || at(i).lower == "which" || at(i).lower == "that" || at(i).lower == "what") return {};
  return {first, verb};
}

TokenRange Beside::speaker_in_relative(std::int32_t verb) const {
  constexpr int longest_phrase = 6;
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  if (at(verb).quote >= 0 || at(verb).tense == Tense::none || verb + 1 >= sentence.last) return {};
  const Token& next = at(verb + 1);
  const bool is_clause_open = (next.upos == Upos::verb || next.upos == Upos::aux) && next.tense != Tense::none;
  std::int32_t first = verb;
  const auto is_relative = [&](std::int32_t i) { return at(i).lower == "who" || at(i).lower == "which" || at(i).lower == "that" || at(i).lower == "whom"; };
  while (first > sentence.first && verb - first < longest_phrase && is_phrase_word(first - 1) && !is_relative(first - 1)) --first;
  if (!is_clause_open || first == verb || first - 1 <= sentence.first || !is_relative(first - 1)) return {};
  return at(head_of({first, verb})).upos == Upos::det ? TokenRange{} : TokenRange{first, verb};
}

Words Beside::words_around(TokenRange inserted, std::int32_t verb) const {
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  Words words = run(sentence.first, inserted.first - 1);
  const Words rest = run(verb + 2, end_of_words(verb));
  words.insert(words.end(), rest.begin(), rest.end());
  return words;
}

Words Beside::words_before(std::int32_t closing) const {
  return run(reading_.sentences[static_cast<std::size_t>(at(closing).sentence)].tokens.first, closing);
}

bool Beside::has_own_speaker(const Sentence& sentence) const {
  for (std::int32_t i = sentence.tokens.first; i < sentence.tokens.last; ++i) {
    if (at(i).quote >= 0) continue;
    if (at(i).lower == "according") return true;
    if (at(i).lemma != "say" && at(i).lemma != "tell" && at(i).lemma != "add" && at(i).lemma != "state") continue;
    const std::int32_t subject = child_with(reading_, i, Deprel::nsubj);
    if (subject != no_token && at(subject).lower != "i" && at(subject).lower != "we" && at(subject).lower != "you") return true;
  }
  return false;
}

Words Beside::announced(std::int32_t verb) const {
  constexpr int farthest = 6;
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  if (at(sentence.last - 1).lower != ":" || sentence.last - verb > farthest) return {};
  return next_sentence(sentence.last);
}

// The paragraphs that a colon announces, or the next sentence when the colon stands in the same one. A quotation ends with its
// paragraph; a statement printed without marks goes on until somebody else speaks.
Words Beside::next_sentence(std::int32_t first) const {
  if (first >= reading_.size()) return {};
  const auto at_sentence = [&](std::int32_t token) -> const Sentence& { return reading_.sentences[static_cast<std::size_t>(at(token).sentence)]; };
  const std::int32_t here = at_sentence(first - 1).block, opening = at_sentence(first).block;
  const bool is_quoted = at(first).quote >= 0 || (first + 1 < reading_.size() && at(first + 1).quote >= 0);
  if (opening == here && is_quoted) return run(first, at_sentence(first).tokens.last);
  if (opening == here) {  // without marks: the rest of the paragraph
    std::int32_t last = at_sentence(first).tokens.last;
    while (last < reading_.size() && at_sentence(last).block == here && at(last).quote < 0 && !has_own_speaker(at_sentence(last))) last = at_sentence(last).tokens.last;
    return run(first, last);
  }
  std::int32_t last = first;
  while (last < reading_.size()) {
    const Sentence& sentence = at_sentence(last);
    const bool goes_on = sentence.block == opening || (!is_quoted && at(last).quote < 0 && !has_own_speaker(sentence));
    if (!goes_on) break;
    last = sentence.tokens.last;
  }
  return run(first, last);
}

bool Beside::is_other_cue(std::int32_t token) const {
  const Cue* cue = at(token).upos == Upos::verb && at(token).quote < 0 ? find_in(lexicon_.verb_cues, table_lemma(at(token))) : nullptr;
  return cue && cue->kind == "speech" && has(cue->frames, Frame::quote);
}

// A quotation is the verb's own when no other verb of saying stands between them, and when it does not stand in the middle of another
// phrase ("those involved in "a plot" against the state").
bool Beside::is_set_apart(TokenRange quoted, std::int32_t verb) const {
  const std::int32_t from = std::min(verb + 1, quoted.last), to = std::max(verb, quoted.first);
  for (std::int32_t i = from; i < to; ++i)
    if (!quoted.contains(i) && is_other_cue(i)) return false;
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  if (quoted.first <= sentence.first) return true;
  const Token& before = at(quoted.first - 1);
  if (before.upos == Upos::punct || before.upos == Upos::verb || before.lower == "that") return true;
  return verb < quoted.first && before.upos != Upos::adp;
}

// With no clause in the tree, a quotation in the same sentence that the verb is not part of.
Words Beside::quoted_beside(std::int32_t verb, const Cue& cue) const {
  if (!has(cue.frames, Frame::quote)) return {};
  const Sentence& sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)];
  Words words;
  for (const Quote& quote : reading_.quotes) {
    const std::int32_t first = std::max(quote.tokens.first, sentence.tokens.first);
    const std::int32_t last = std::min(quote.tokens.last, sentence.tokens.last);
    if (last - first < 2 || quote.tokens.contains(verb) || !is_set_apart({first, last}, verb)) continue;
    for (std::int32_t i = first; i < last; ++i) words.push_back(i);
  }
  return words;
}

}  // namespace nutgraf::says_who
