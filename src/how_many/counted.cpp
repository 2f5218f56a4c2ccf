// Finds what an amount counts: the noun that it stands before ("12 ISIS suspects"), or the one after "of" ("dozens of
// people", "five of the men"). "19 in Aksu" counts nothing that it names itself; parts.cpp takes it from the whole.

#include <algorithm>
#include <array>

#include "how_many/draft.h"
#include "how_many/not_counts.h"

namespace nutgraf::how_many {

namespace {

bool is_noun(const Token& token) { return token.upos == Upos::noun || token.upos == Upos::propn || token.upos == Upos::sym; }

// The word of the amount that hangs on something outside it, or no_token.
std::int32_t top_of(const Reading& reading, TokenRange amount) {
  for (std::int32_t i = amount.last - 1; i >= amount.first; --i)
    if (!amount.contains(reading[i].head)) return i;
  return no_token;
}

bool modifies(Deprel relation) {
  return relation == Deprel::nummod || relation == Deprel::amod || relation == Deprel::det || relation == Deprel::compound ||
         relation == Deprel::nmod || relation == Deprel::advmod || relation == Deprel::det_predet;
}

// "Of the 130 injured, most were shoppers": neither number stands before "shoppers", whatever the tree says.
bool is_parted(const Reading& reading, std::int32_t first, std::int32_t last, Deprel relation) {
  for (std::int32_t i = first; i < last; ++i)
    if (reading[i].upos == Upos::aux || reading[i].lower == "\u2013" || reading[i].lower == "\u2014" || (reading[i].lower == "," && relation == Deprel::nmod)) return true;
  return false;
}

std::int32_t of_phrase(const Reading& reading, std::int32_t of, Link& link) {
  std::int32_t at = of + 1;
  const std::string_view first = word_at(reading, at);
  constexpr std::array<std::string_view, 8> pronouns = {"them", "whom", "which", "us", "those", "these", "you", "whose"};
  if (std::ranges::find(pronouns, first) != pronouns.end() &&
      (at + 1 >= reading.size() || (first != "those" && first != "these") || !is_noun(reading[at + 1]))) {
    link = Link::of_pronoun;
    return no_token;
  }
  while (at < reading.size() && (reading[at].upos == Upos::det || (reading[at].upos == Upos::pron && reading[at].deprel != Deprel::obl)) &&
         at < of + 3)
    ++at;
  const std::int32_t noun = noun_after(reading, at);
  if (noun != no_token) link = Link::of_noun;
  return noun;
}

// "ten or so boys": what is counted stands behind the hedge.
std::int32_t past_hedge(const Reading& reading, const Lexicon& lexicon, std::int32_t at) {
  const auto hedge = lexicon.hedges_after.match_at(reading, at);
  return hedge ? hedge.tokens.last : at;
}

std::int32_t counted_noun(const Reading& reading, const Lexicon& lexicon, Draft& draft) {
  if (draft.form == AmountForm::single) return reading[draft.amount.first].upos == Upos::noun ? draft.amount.first : single_person(reading, draft.amount.first, lexicon);
  if (draft.form == AmountForm::zero) {
    const std::int32_t spared = spared_person(reading, draft.amount.first, lexicon);
    return spared == no_token ? zero_noun(reading, draft.amount.first, lexicon) : spared;
  }
  const std::int32_t end = draft.last;
  if (word_at(reading, end) == "of") {
    const std::int32_t noun = of_phrase(reading, end, draft.link);
    if (draft.link != Link::none) return noun;
  }
  if (draft.figure.kind != Kind::count && draft.figure.kind != Kind::share) return no_token;
  const std::int32_t top = top_of(reading, draft.amount);
  if (top == no_token) return no_token;
  const Token& token = reading[top];
  if (token.head != no_token && modifies(token.deprel)) {
    // "from 0 to 100 km": the noun behind the second number is not this one's.
    for (std::int32_t i = draft.amount.last; i < token.head; ++i)
      if (reading[i].lower == "to" || (reading[i].upos == Upos::num && reading[i].deprel != Deprel::compound && reading[i].head == token.head)) return no_token;
    const bool is_near = token.head >= draft.amount.last && token.head - draft.amount.last <= 7 && is_noun(reading[token.head]);
    if (is_near && !is_parted(reading, draft.amount.last, token.head, token.deprel)) return token.head;
    return noun_after(reading, past_hedge(reading, lexicon, draft.amount.last));
  }
  // Ranges and words like "several hundred" hang in many ways: the noun right behind is what they count.
  if (draft.amount.size() > 1 && !is_noun(reading[draft.amount.last - 1])) {
    const std::int32_t next = past_hedge(reading, lexicon, draft.amount.last);
    if (next < reading.size() && (is_noun(reading[next]) || reading[next].upos == Upos::adj || reading[next].lower == "more"))
      if (const std::int32_t noun = noun_after(reading, next); noun != no_token && noun > top) return noun;
  }
  if (const std::int32_t next = past_hedge(reading, lexicon, draft.amount.last);
      next > draft.amount.last && next < reading.size() && is_noun(reading[next]))
    return noun_after(reading, next);
  const bool has_tree = token.deprel != Deprel::dep;
  if (has_tree && token.upos != Upos::num && token.upos != Upos::adj && token.upos != Upos::det) return no_token;
  if (has_tree && token.deprel != Deprel::root) {
    if (is_noun(token)) return no_token;
    const std::int32_t next = draft.amount.last;
    const bool is_more = word_at(reading, next) == "more" || word_at(reading, next) == "other" || word_at(reading, next) == "-";
    return is_more ? noun_after(reading, next) : no_token;
  }
  return noun_after(reading, draft.amount.last);
}

// The noun with the nouns joined before it: "police officers".
TokenRange unit_words(const Reading& reading, std::int32_t noun, std::int32_t limit) {
  TokenRange words{noun, noun + 1};
  while (words.first > limit) {
    const Token& before = reading[words.first - 1];
    const bool joins = before.head == noun && (before.deprel == Deprel::compound || before.deprel == Deprel::flat) &&
                       before.upos == Upos::noun;
    if (!joins) break;
    --words.first;
  }
  return words;
}

}  // namespace

void read_counted(const Report& report, const Reading& reading, const Lexicon& lexicon, Draft& draft) {
  Figure& figure = draft.figure;
  const std::int32_t noun = counted_noun(reading, lexicon, draft);
  if (noun == no_token) {
    if (draft.link == Link::of_pronoun) draft.last = std::max(draft.last, draft.last + 2);
    if (draft.form == AmountForm::share && figure.kind == Kind::count) figure.kind = Kind::share;
    return;
  }
  if (draft.link == Link::none) draft.link = Link::direct;
  const bool is_measure = figure.kind != Kind::count && figure.kind != Kind::share;
  std::int32_t first = draft.link == Link::of_noun ? draft.last + 1 : past_hedge(reading, lexicon, draft.amount.last);
  while (first < noun && (word_at(reading, first) == "-" || word_at(reading, first) == "more" || word_at(reading, first) == "other"))
    ++first;
  if (draft.form == AmountForm::zero && reading[noun].deprel == Deprel::conj) first = noun;  // "no damage or casualties"
  figure.counted = noun;
  figure.counted_text = std::string(words_of(report.text, span_of(reading, {std::min(first, noun), noun + 1})));
  draft.last = std::max(draft.last, noun + 1);
  if (draft.form == AmountForm::single) draft.last = std::max(draft.last, joined_person(reading, noun) + 1);
  if (draft.form == AmountForm::share) figure.kind = Kind::share;
  if (is_measure) return;
  const TokenRange unit = unit_words(reading, noun, std::min(first, noun));
  figure.unit = std::string(words_of(report.text, span_of(reading, unit)));
  const bool is_people = reading[noun].lower == "people" || reading[noun].lower == "persons";
  figure.normalized_unit = is_people ? "people" : reading[noun].upos == Upos::propn ? reading[noun].form : reading[noun].lemma;
}

void read_change(const Reading& reading, const Lexicon& lexicon, Draft& draft) {
  const auto change_of = [&](std::int32_t token) {
    if (token < 0 || token >= reading.size()) return Change::none;
    if (reading[token].sentence != reading[draft.amount.first].sentence) return Change::none;
    const auto found = lexicon.changes.find(std::string_view(reading[token].lemma));
    if (found != lexicon.changes.end()) return found->second;
    const auto printed = lexicon.changes.find(word_at(reading, token));
    return printed == lexicon.changes.end() ? Change::none : printed->second;
  };
  const Kind kind = draft.figure.kind;
  const bool may_change = kind == Kind::percent || kind == Kind::money || kind == Kind::count || kind == Kind::share ||
                          kind == Kind::volume || kind == Kind::weight || kind == Kind::size || kind == Kind::temperature;
  if (!may_change || draft.form == AmountForm::single || draft.form == AmountForm::zero) return;
  const std::string_view before = word_at(reading, draft.first - 1);
  // "fell to 30" tells where it ended, not by how much.
  if (before == "to" || before == "from" || before == "at") return;
  std::int32_t at = draft.first - 1;
  if (before == "by" || before == "of" || before == "-" || before == ",") --at;
  Change change = change_of(at);
  const bool is_loose_particle = change != Change::none && (word_at(reading, at) == "up" || word_at(reading, at) == "down") &&
                                 kind != Kind::percent && kind != Kind::money && before != "by";
  if (is_loose_particle) change = Change::none;
  if (change != Change::none && kind == Kind::count && before != "by" && before != "of" && reading[at].upos == Upos::verb) {
    const std::string_view lemma = reading[at].lemma;
    const bool counts_things = draft.figure.counted != no_token && lemma != "lose" && lemma != "gain" && lemma != "shed";
    if (counts_things) change = Change::none;
  }
  if (change == Change::none && (kind == Kind::percent || kind == Kind::money)) {
    std::int32_t after = draft.last;
    if (word_at(reading, after) == "-") ++after;
    change = change_of(after);
    if (change == Change::none && after + 1 < reading.size() && reading[after].upos == Upos::adj) change = change_of(after + 1);
    const bool is_comparison = word_at(reading, after) == "more" || word_at(reading, after) == "less";
    if (is_comparison) change = Change::none;
  }
  draft.figure.change = change;
  if (change != Change::none) draft.figure.because += ", lexicon/how_many/changes.tsv";
}

}  // namespace nutgraf::how_many
