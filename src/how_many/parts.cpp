// Links parts to wholes inside a report: "10 minors among the foreigners", "five of them women", "12 people, seven women
// and five men", and the elliptic "30 people: 19 in Aksu and 12 in the capital". Nothing is split that the report does not split.

#include <algorithm>
#include <array>

#include "how_many/draft.h"
#include "how_many/not_counts.h"

namespace nutgraf::how_many {

namespace {

constexpr int no_whole = -1;

class Linker {
 public:
  Linker(const Report& report, const Reading& reading, std::vector<Draft>& drafts)
      : report_(report), reading_(reading), drafts_(drafts) {}

  void link() {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (!is_countable(at(i))) continue;
      if (link_of_pronoun(i) || link_of_noun(i) || link_including(i) || link_among(i) || link_breakdown(i) || link_ellipsis(i)) continue;
      borrow_unit(i);
    }
  }

 private:
  Draft& at(std::size_t i) { return drafts_[i]; }
  std::string_view word(std::int32_t token) const { return word_at(reading_, token); }
  std::int32_t sentence_of(const Draft& draft) const { return reading_[draft.amount.first].sentence; }

  static bool is_countable(const Draft& draft) {
    return draft.figure.kind == Kind::count || draft.figure.kind == Kind::share || draft.figure.kind == Kind::percent;
  }

  // The last whole count told before, at most `reach` sentences back; parts are passed over.
  int whole_before(std::size_t i, std::int32_t reach) {
    for (std::size_t k = i; k-- > 0;) {
      const Draft& earlier = drafts_[k];
      if (sentence_of(drafts_[i]) - sentence_of(earlier) > reach) return no_whole;
      if (earlier.figure.kind != Kind::count || earlier.figure.counted == no_token || earlier.figure.of >= 0) continue;
      if (earlier.form == AmountForm::zero || earlier.form == AmountForm::single) continue;
      return static_cast<int>(k);
    }
    return no_whole;
  }

  bool fits_into(const Draft& part, const Draft& whole) const {
    const auto most = whole.figure.high ? whole.figure.high : whole.figure.value;
    const bool is_open = whole.figure.bound == Bound::at_least || whole.figure.bound == Bound::more_than ||
                         whole.figure.bound == Bound::about || whole.figure.bound == Bound::vague;
    return !part.figure.value || !most || is_open || part.figure.kind != Kind::count || *part.figure.value <= *most;
  }

  bool set_part(std::size_t part, int whole, std::string_view because) {
    if (whole == no_whole || !fits_into(drafts_[part], drafts_[static_cast<std::size_t>(whole)])) return false;
    Figure& figure = drafts_[part].figure;
    figure.of = whole;
    figure.because += ", " + std::string(because);
    const Figure& whole_figure = drafts_[static_cast<std::size_t>(whole)].figure;
    if (figure.counted != no_token && whole_figure.counted != no_token &&
        reading_[figure.counted].lemma != reading_[whole_figure.counted].lemma && !figure.subgroup)
      figure.subgroup = figure.counted_text;
    if (!figure.unit && figure.kind == Kind::count) {
      figure.unit = whole_figure.unit;
      figure.normalized_unit = whole_figure.normalized_unit;
    }
    return true;
  }

  // "five of them women", "two of whom were children", "most of them expatriates".
  bool link_of_pronoun(std::size_t i) {
    Draft& draft = at(i);
    if (draft.link != Link::of_pronoun) return false;
    read_predicate(draft);
    // "12 in the capital, two of them minors": of the 12, though they are a part themselves.
    if (i > 0 && sentence_of(at(i - 1)) == sentence_of(draft) && at(i - 1).form == AmountForm::number &&
        at(i - 1).figure.kind == Kind::count && !at(i - 1).figure.subgroup)
      return set_part(i, static_cast<int>(i - 1), "how_many.of_them");
    return set_part(i, whole_before(i, 1), "how_many.of_them");
  }

  void read_predicate(Draft& draft) {
    std::int32_t at = draft.last;
    while (word(at) == "were" || word(at) == "are" || word(at) == "was" || word(at) == "is" || word(at) == ",") ++at;
    if (at >= reading_.size() || reading_[at].sentence != sentence_of(draft)) return;
    if (reading_[at].upos == Upos::det) ++at;
    const std::int32_t noun = noun_after(reading_, at);
    if (noun == no_token || reading_[at].upos == Upos::verb) return;
    draft.figure.subgroup = std::string(words_of(report_.text, span_of(reading_, {at, noun + 1})));
    draft.figure.counted = noun;
    draft.figure.counted_text = draft.figure.subgroup;
    draft.last = std::max(draft.last, noun + 1);
  }

  // "60 of the 445", "one of the men", "half of the victims".
  bool link_of_noun(std::size_t i) {
    Draft& draft = at(i);
    if (draft.link != Link::of_noun || draft.figure.counted == no_token) return false;
    const std::int32_t noun = draft.figure.counted;
    for (std::size_t k = i + 1; k < drafts_.size() && drafts_[k].amount.first < noun + 1; ++k)
      if (drafts_[k].amount.first >= draft.amount.last) return set_part(i, static_cast<int>(k), "how_many.of_number");
    if (!is_definite_phrase(draft, noun)) return false;
    return set_part(i, same_noun_before(i, noun), "how_many.of_the");
  }

  bool is_definite_phrase(const Draft& draft, std::int32_t noun) const {
    for (std::int32_t t = draft.amount.last; t < noun; ++t) {
      const std::string_view w = word(t);
      if (w == "the" || w == "those" || w == "these" || w == "his" || w == "their" || w == "its" || w == "her") return true;
    }
    return false;
  }

  int same_noun_before(std::size_t i, std::int32_t noun) {
    for (std::size_t k = i; k-- > 0;) {
      const Draft& earlier = drafts_[k];
      if (earlier.figure.kind != Kind::count || earlier.figure.counted == no_token || earlier.form == AmountForm::single) continue;
      if (reading_[earlier.figure.counted].lemma == reading_[noun].lemma && earlier.form != AmountForm::zero) return static_cast<int>(k);
    }
    return no_whole;
  }

  // "12 people, including three women and a child".
  bool link_including(std::size_t i) {
    const Draft& draft = at(i);
    const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(sentence_of(draft))].tokens;
    std::int32_t t = draft.first - 1;
    if (is_including(t)) return set_part(i, whole_before(i, 0), "how_many.including");
    if (i == 0 || drafts_[i - 1].figure.of < 0 || sentence_of(at(i - 1)) != sentence_of(draft)) return false;
    // The next one of a list that "including" opened.
    while (t >= sentence.first && (word(t) == "and" || word(t) == "," || word(t) == "least")) --t;
    const bool is_next = t + 1 == at(i - 1).last && t + 1 < draft.first;
    const bool was_including = at(i - 1).figure.because.find("how_many.including") != std::string::npos;
    return is_next && was_including && set_part(i, at(i - 1).figure.of, "how_many.including");
  }

  bool is_including(std::int32_t t) const {
    const std::string_view w = word(t);
    return w == "including" || w == "includes" || w == "included" ||
           (w == "them" && word(t - 1) == "among") || (w == "," && word(t - 1) == "them" && word(t - 2) == "among");
  }

  // "10 minors among the foreigners", "among them 3 women", "of the 445, 60 were held in Aksu".
  bool link_among(std::size_t i) {
    const Draft& draft = at(i);
    if (word(draft.last) == "among" || word(draft.last) == "amongst") {
      if (word(draft.last + 1) == "them") return set_part(i, whole_before(i, 1), "how_many.among");
      std::int32_t t = draft.last + 1;
      while (t < reading_.size() && reading_[t].upos == Upos::det) ++t;
      const std::int32_t noun = noun_after(reading_, t);
      return noun != no_token && set_part(i, same_noun_before(i, noun), "how_many.among");
    }
    if (i == 0 || sentence_of(at(i - 1)) != sentence_of(draft)) return false;
    const Draft& before = at(i - 1);
    const bool opens_with_of = (word(before.first - 1) == "the" || word(before.first - 1) == "those") && word(before.first - 2) == "of" &&
                               before.first - 2 == reading_.sentences[static_cast<std::size_t>(sentence_of(draft))].tokens.first;
    return opens_with_of && set_part(i, static_cast<int>(i - 1), "how_many.of_the");
  }

  // "12 people, seven women and five men": parts that add up to the whole.
  bool link_breakdown(std::size_t i) {
    Draft& draft = at(i);
    if (draft.figure.kind != Kind::count || !draft.figure.value || draft.figure.counted == no_token || i == 0) return false;
    const int whole = whole_before(i, 0);
    if (whole == no_whole || whole != static_cast<int>(i) - 1) return false;
    const Draft& total = at(static_cast<std::size_t>(whole));
    if (!total.figure.value || draft.first - total.last > 4) return false;
    double sum = 0;
    std::size_t last = i;
    for (std::size_t k = i; k < drafts_.size() && sentence_of(at(k)) == sentence_of(draft); ++k) {
      if (at(k).figure.kind != Kind::count || !at(k).figure.value) break;
      sum += *at(k).figure.value;
      last = k;
      if (sum >= *total.figure.value) break;
    }
    if (sum != *total.figure.value || last == i) return false;
    for (std::size_t k = i; k <= last; ++k) set_part(k, whole, "how_many.adds_up");
    return true;
  }

  // "30 people: 19 in Aksu and 12 in the capital".
  bool link_ellipsis(std::size_t i) {
    const Draft& draft = at(i);
    if (draft.figure.kind != Kind::count || draft.figure.counted != no_token || draft.form != AmountForm::number) return false;
    const std::string_view next = word(draft.last);
    const bool is_place = next == "in" || next == "at" || next == "from" || next == "on" || next == "near";
    if (!is_place) return false;
    return set_part(i, whole_before(i, 1), "how_many.elliptic_part");
  }

  // "killed 12 people and wounded 30": the second counts the same kind.
  void borrow_unit(std::size_t i) {
    Draft& draft = at(i);
    if (draft.figure.kind != Kind::count || draft.figure.unit || draft.form == AmountForm::zero || i == 0) return;
    const int whole = whole_before(i, 0);
    if (whole == no_whole) return;
    const Figure& before = at(static_cast<std::size_t>(whole)).figure;
    if (!before.unit) return;
    draft.figure.unit = before.unit;
    draft.figure.normalized_unit = before.normalized_unit;
    draft.figure.because += ", how_many.same_unit";
  }

  const Report& report_;
  const Reading& reading_;
  std::vector<Draft>& drafts_;
};

}  // namespace

void link_parts(const Report& report, const Reading& reading, std::vector<Draft>& drafts) {
  Linker(report, reading, drafts).link();
}

}  // namespace nutgraf::how_many
