// Finds every quantity of a report: first the words that tell how many, then around each one its hedge, its unit and what it
// counts, then which figure is a part of which. "At least 12 people, including three children" is two figures.

#include "how_many/how_many.h"

#include <utility>

#include "how_many/draft.h"

namespace nutgraf::how_many {

namespace {

Draft start(Amount amount) {
  Draft draft;
  draft.form = amount.form;
  draft.amount = amount.tokens;
  draft.first = amount.tokens.first;
  draft.last = amount.tokens.last;
  draft.figure.number = amount.number;
  draft.figure.value = amount.value;
  draft.figure.low = amount.low;
  draft.figure.high = amount.high;
  draft.figure.bound = amount.bound;
  draft.figure.because = std::move(amount.because);
  draft.figure.confidence = amount.form == AmountForm::number ? 0.95 : amount.form == AmountForm::single ? 0.7 : 0.85;
  return draft;
}

// "The deputy was not hurt": from the deputy on, if no other amount stands before.
void take_in_spared(const Reading& reading, const std::vector<Draft>& drafts, Draft& draft) {
  std::int32_t first = draft.figure.counted;
  if (first == no_token || first >= draft.amount.first || reading[first].sentence != reading[draft.amount.first].sentence) return;
  for (const std::int32_t child : children_of(reading, first)) first = std::min(first, child);
  if (drafts.empty() || drafts.back().last <= first) draft.first = first;
}

// "45 and 50 mg", "12 or 13 people": the first number has the unit of the second.
void share_units(const Reading& reading, std::vector<Draft>& drafts) {
  for (std::size_t i = drafts.size(); i-- > 1;) {
    Draft& first = drafts[i - 1];
    const Draft& second = drafts[i];
    const bool is_bare = first.form == AmountForm::number && !first.figure.unit && first.figure.kind == Kind::count &&
                         first.link == Link::none;
    const std::string_view joint = word_at(reading, first.last);
    const bool joins = (joint == "and" || joint == "or" || joint == ",") && second.first == first.last + 1;
    if (!is_bare || !joins || second.form != AmountForm::number || (!second.figure.unit && second.figure.kind != Kind::age)) continue;
    const bool has_sign = second.first < second.amount.first && second.figure.kind == Kind::money;
    const bool may_be_ages = second.figure.kind == Kind::age && first.figure.value && *first.figure.value <= 110;
    if (has_sign || (second.figure.kind == Kind::age && !may_be_ages)) continue;
    first.figure.kind = second.figure.kind;
    first.figure.unit = second.figure.unit;
    first.figure.normalized_unit = second.figure.normalized_unit;
    first.figure.because += ", how_many.same_unit";
  }
}

// Which figure each one is a part of goes by position; the words are set last, since linking may add some.
std::vector<Figure> finish(const Reading& reading, std::vector<Draft> drafts) {
  std::vector<Figure> figures;
  figures.reserve(drafts.size());
  for (Draft& draft : drafts) {
    const TokenRange sentence = reading.sentences[static_cast<std::size_t>(reading[draft.amount.first].sentence)].tokens;
    draft.figure.tokens = {std::max(draft.first, sentence.first), std::min(draft.last, sentence.last)};
    draft.figure.span = span_of(reading, draft.figure.tokens);
    figures.push_back(std::move(draft.figure));
  }
  return figures;
}

}  // namespace

std::vector<Figure> find_figures(const Report& report, const Reading& reading, const Lexicon& lexicon) {
  std::vector<Draft> drafts;
  for (Amount& amount : find_amounts(report, reading, lexicon)) {
    // "Six feet two inches" was read with its first number.
    if (!drafts.empty() && amount.tokens.first < drafts.back().last && amount.number >= 0 &&
        drafts.back().figure.kind != Kind::count && drafts.back().link == Link::none)
      continue;
    Draft draft = start(std::move(amount));
    read_unit(report, reading, lexicon, draft);
    if (draft.figure.kind != Kind::age) read_counted(report, reading, lexicon, draft);
    if (draft.form == AmountForm::zero) take_in_spared(reading, drafts, draft);
    read_bound(reading, lexicon, draft);
    draft.figure.is_excepted = word_at(reading, draft.first - 1) == "but" && word_at(reading, draft.first - 2) == "all" && word_at(reading, draft.first - 3) != ",";  // not "the workers, all but three of them women"
    read_change(reading, lexicon, draft);
    drafts.push_back(std::move(draft));
  }
  share_units(reading, drafts);
  link_parts(report, reading, drafts);
  return finish(reading, std::move(drafts));
}

}  // namespace nutgraf::how_many
