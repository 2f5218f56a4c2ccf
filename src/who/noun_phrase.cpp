// The extent of a noun phrase: what stands before the head and belongs to it ("Turkey's
// anti-terrorism police"), and "of ..." after words that say little alone ("members of the Knesset").
// Clauses, appositions and other prepositions are left out: the shortest phrase that identifies.

#include <algorithm>
#include <set>

#include "who/mention.h"

namespace nutgraf::who {

namespace {

constexpr std::int32_t longest_phrase = 14;

bool is_front_modifier(Deprel relation) {
  switch (relation) {
    case Deprel::det:
    case Deprel::det_predet:
    case Deprel::amod:
    case Deprel::nummod:
    case Deprel::compound:
    case Deprel::nmod_poss:
    case Deprel::nmod_desc:
    case Deprel::nmod_unmarked:
    case Deprel::advmod:
    case Deprel::flat:
    case Deprel::goeswith:
    case Deprel::nmod:
    case Deprel::case_:
    case Deprel::obl_unmarked:
      return true;
    default:
      return false;
  }
}

bool is_case_before_number(const Reading& reading, std::int32_t token) {
  // "at least", "more than", "over", "about" hang as advmod; a preposition hangs as case and stays outside.
  return reading[token].deprel != Deprel::case_;
}

// "FILE - Supporters": a dash with blanks around parts phrases.
bool is_dash(const Reading& reading, std::int32_t token) {
  const std::string& form = reading[token].form;
  if (form != "-" && form != "--" && form != "\u2013" && form != "\u2014") return false;
  return token > 0 && reading[token - 1].span.end < reading[token].span.begin;
}

bool is_quantity(const Reading& reading, std::int32_t t) {
  static const std::set<std::string_view> words = {
      "dozen",     "score",     "hundred", "thousand",  "million", "ten",     "number", "majority", "minority",
      "group",     "crowd",     "band",    "handful",   "couple",  "lot",     "pair",   "most",     "some",
      "all",       "many",      "several", "few",       "none",    "bunch",   "both",   "each",     "half",
      "third",     "quarter",   "one",     "two",       "three",   "wave",    "series", "bulk",     "rest",
      "remainder", "mob",       "busload", "truckload", "throng",  "percent", "%",      "dozens",   "scores",
      "hundreds",  "thousands", "tens",    "millions",  "groups",  "crowds",  "bands"};
  return reading[t].upos == Upos::num || words.contains(reading[t].lemma) || words.contains(reading[t].lower);
}

}  // namespace

bool stands_before_noun(const Reading& reading, std::int32_t token) {
  const Token& word = reading[token];
  if (word.head <= token) return false;
  const Upos above = reading[word.head].upos;
  if (above == Upos::verb || above == Upos::aux) return false;
  switch (word.deprel) {
    case Deprel::compound:
    case Deprel::amod:
    case Deprel::nmod_desc:
    case Deprel::nmod_unmarked:
    case Deprel::flat:
    case Deprel::goeswith:
      return true;
    default:
      return false;
  }
}

std::int32_t head_of(const Reading& reading, TokenRange tokens) {
  for (std::int32_t t = tokens.last - 1; t >= tokens.first; --t)
    if (!tokens.contains(reading[t].head) && reading[t].upos != Upos::punct && reading[t].deprel != Deprel::case_)
      return t;
  return tokens.last - 1;
}

TokenRange noun_phrase(const Reading& reading, TokenRange core, std::int32_t head, bool takes_of) {
  TokenRange phrase = core;
  const TokenRange sentence = reading.sentences[static_cast<std::size_t>(reading[head].sentence)].tokens;
  for (const std::int32_t child : children(reading, head)) {
    if (child >= core.first || !is_front_modifier(reading[child].deprel) || !is_case_before_number(reading, child))
      continue;
    // "by jailing opponents": a word with a preposition of its own is a clause.
    if (reading[child].deprel == Deprel::amod && child_with(reading, child, Deprel::mark) != no_token) continue;
    const TokenRange under = subtree_of(reading, child);
    if (under.last > core.first || core.last - under.first > longest_phrase) continue;
    // A clause or an aside inside the modifier would make the phrase a sentence of its own.
    bool is_short = true;
    for (std::int32_t t = under.first; t < under.last; ++t)
      if ((reading[t].form == "," && reading[child].deprel != Deprel::amod) || is_dash(reading, t)) is_short = false;
    if (is_short) phrase.first = std::min(phrase.first, under.first);
  }
  // What stands between the first modifier and the head may have a case of its own: cut at a comma or verb.
  for (std::int32_t t = core.first - 1; t >= phrase.first; --t)
    if (reading[t].deprel == Deprel::case_ && reading[t].head == head && reading[t].form != "'s" &&
        reading[t].form != "’s") {
      phrase.first = t + 1;
      break;
    }
  if (takes_of) {
    for (const std::int32_t child : children(reading, head)) {
      if (child < core.last || (reading[child].deprel != Deprel::nmod && reading[child].deprel != Deprel::obl))
        continue;
      const std::int32_t marker = child_with(reading, child, Deprel::case_);
      if (marker == no_token || reading[marker].lower != "of" || marker != core.last) continue;
      phrase.last = std::max(phrase.last, noun_phrase(reading, {child, child + 1}, child, false).last);
      for (const std::int32_t part : children(reading, child))
        if (part > child && (reading[part].deprel == Deprel::flat || reading[part].deprel == Deprel::compound))
          phrase.last = std::max(phrase.last, part + 1);
      if (const std::int32_t name = reading[child].name; name >= 0)
        phrase.last = std::max(phrase.last, reading.names[static_cast<std::size_t>(name)].tokens.last);
      break;
    }
  }
  phrase.first = std::max(phrase.first, sentence.first);
  phrase.last = std::min(phrase.last, sentence.last);
  while (phrase.first < core.first &&
         (reading[phrase.first].upos == Upos::punct && reading[phrase.first].form != "\"" &&
          reading[phrase.first].form != "“" && reading[phrase.first].form != "$"))
    ++phrase.first;
  return phrase;
}

// "Hundreds of protesters", "a group of militants": the counting word is the head of the phrase, the noun says who.
void take_quantity(const Reading& reading, Mention& mention) {
  const Token& token = reading[mention.party.head];
  if (token.deprel != Deprel::nmod || token.head == no_token || token.head >= mention.party.head) return;
  const std::int32_t marker = child_with(reading, mention.party.head, Deprel::case_);
  if (marker == no_token || reading[marker].lower != "of" || !is_quantity(reading, token.head)) return;
  const bool is_definite_part = mention.is_definite;
  const std::int32_t head = token.head;
  const TokenRange front = noun_phrase(reading, {head, head + 1}, head, false);
  mention.party.tokens.first = std::min(front.first, mention.party.tokens.first);
  mention.party.span = span_of(reading, mention.party.tokens);
  mention.party.head = head;
  mention.is_indefinite = true;
  mention.is_definite = false;
  if (reading[head].lower == "one") {
    mention.number = Number::singular;
    mention.party.kind = Kind::person;
  } else if (mention.party.kind == Kind::person) {
    mention.party.kind = Kind::group;
  }
  if (!is_definite_part && (reading[head].lower == "group" || reading[head].lower == "crowd") &&
      child_with(reading, head, Deprel::det) != no_token &&
      reading[child_with(reading, head, Deprel::det)].lower == "the")
    mention.is_definite = true;
}

}  // namespace nutgraf::who
