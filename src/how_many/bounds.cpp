// Turns the words around an amount into the range that it allows: "at least 12" is 12 or more, "over 440" 441 or more.
// Newsrooms hedge on purpose, so the hedge is kept. The words are in lexicon/how_many/hedges.tsv.

#include <cmath>

#include "how_many/draft.h"

namespace nutgraf::how_many {

namespace {

void set_bound(Draft& draft, Bound bound) {
  Figure& figure = draft.figure;
  if (draft.form == AmountForm::vague || figure.bound == Bound::range || (figure.bound == Bound::vague && !figure.value)) {
    if (bound == Bound::at_least || bound == Bound::more_than) figure.high.reset();
    if (bound == Bound::at_most || bound == Bound::less_than) figure.low.reset();
    return;
  }
  if (!figure.value) return;
  const double value = *figure.value;
  const double step = value == std::floor(value) && (figure.kind == Kind::count) ? 1 : 0;
  figure.bound = bound;
  figure.low.reset();
  figure.high.reset();
  switch (bound) {
    case Bound::exact: figure.low = figure.high = value; break;
    case Bound::at_least: figure.low = value; break;
    case Bound::more_than: figure.low = value + step; break;
    case Bound::at_most: figure.high = value; break;
    case Bound::less_than: figure.high = value - step; break;
    case Bound::about: case Bound::range: case Bound::vague: break;
  }
}

// "over three days" is a time, "for over three days" a bound.
bool is_preposition(const Reading& reading, TokenRange hedge, const Draft& draft) {
  if (hedge.size() != 1) return false;
  const std::string_view word = reading[hedge.first].lower;
  if (word == "over" && draft.figure.kind == Kind::duration) {
    const std::string_view before = word_at(reading, hedge.first - 1);
    return !(before == "for" || before == "after" || before == "than" || before == "in" || before == "to" || before == "of" ||
             before == "lasted" || before == "with" || before == "just" || before == "is" || before == "was");
  }
  if (word == "around" || word == "about" || word == "over" || word == "under" || word == "above" || word == "below")
    return draft.form == AmountForm::single || draft.form == AmountForm::zero;
  return word == "some" && draft.form != AmountForm::number;
}

}  // namespace

void read_bound(const Reading& reading, const Lexicon& lexicon, Draft& draft) {
  Bound bound = Bound::exact;
  std::string because;
  for (int steps = 0; steps < 3 && bound == Bound::exact; ++steps) {
    if (word_at(reading, draft.first - 1) == "the" && steps == 0 &&
        lexicon.hedges_before.match_before(reading, draft.first - 1).tokens.size() > 1)
      --draft.first;
    const auto hedge = lexicon.hedges_before.match_before(reading, draft.first);
    if (!hedge || is_preposition(reading, hedge.tokens, draft)) break;
    if (reading[hedge.tokens.first].sentence != reading[draft.first].sentence) break;
    bound = hedge.value->bound;
    because = hedge.value->because;
    draft.first = hedge.tokens.first;
  }
  for (const std::int32_t end : {draft.amount.last, draft.last}) {
    if (bound != Bound::exact) break;
    const auto hedge = lexicon.hedges_after.match_at(reading, end);
    if (!hedge) continue;
    bound = hedge.value->bound;
    because = hedge.value->because;
    draft.last = std::max(draft.last, hedge.tokens.last);
  }
  if (draft.figure.bound == Bound::range && word_at(reading, draft.first - 1) == "between") --draft.first;
  if (bound == Bound::exact) return;
  set_bound(draft, bound);
  draft.figure.because += ", " + because;
}

}  // namespace nutgraf::how_many
