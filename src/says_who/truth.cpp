// How words change the truth of one predicate: the effect of a governor ("failed to"), and the words that hang on the
// predicate itself ("not", "may", "alleged", "no", "without").

#include "says_who/truth.h"

#include <algorithm>

#include "says_who/tree.h"

namespace nutgraf::says_who {

bool is_actual(const Truth& truth) {
  return truth.certainty < Certainty::possible && !truth.is_planned && !truth.is_foiled && truth.time != Time::future;
}

void soften(Truth& truth, Certainty certainty, std::string_view because) {
  if (certainty <= truth.certainty) return;
  truth.certainty = certainty;
  truth.because = because;
}

Truth doubts_of(const Truth& governor) {
  Truth below = governor;
  below.polarity = Polarity::positive;
  return below;
}

namespace {

void apply(const Rule& rule, Truth& truth) {
  switch (rule.effect) {
    case Effect::none: case Effect::same: case Effect::fact: case Effect::told: case Effect::obliged: return;
    case Effect::reversed: truth.polarity = Polarity::negative; break;
    case Effect::probable: soften(truth, Certainty::probable, rule.because); break;
    case Effect::possible: soften(truth, Certainty::possible, rule.because); break;
    case Effect::alleged: truth.is_alleged = true; soften(truth, Certainty::probable, rule.because); break;
    case Effect::planned:
      truth.is_planned = true;
      truth.time = Time::future;
      soften(truth, Certainty::hypothetical, rule.because);
      break;
    case Effect::foiled: truth.is_foiled = true; truth.polarity = Polarity::negative; break;
    case Effect::tried: truth.is_foiled = true; soften(truth, Certainty::possible, rule.because); break;
    case Effect::hypothetical: soften(truth, Certainty::hypothetical, rule.because); break;
    case Effect::denied:
      truth.is_alleged = true;
      truth.polarity = Polarity::negative;
      soften(truth, Certainty::probable, rule.because);
      break;
    case Effect::future: truth.time = Time::future; break;
  }
  truth.because = rule.because;
}

}  // namespace

Truth pass_down(const Rule& rule, const Truth& governor) {
  if (rule.effect == Effect::same) {
    Truth below = governor;
    if (below.because.empty()) below.because = rule.because;
    return below;
  }
  Truth below;
  if (rule.effect == Effect::fact || rule.effect == Effect::told) {
    below.because = rule.because;
    below.is_told = governor.is_told;
    return below;
  }
  if (!is_actual(governor)) below = doubts_of(governor);
  below.is_told = governor.is_told;
  below.is_alleged = governor.is_alleged;
  apply(rule, below);
  return below;
}

namespace {

constexpr std::string_view negative_word = "says_who.negative_argument";
constexpr std::string_view contrary = "says_who.contrary_to_fact";

void negate(Truth& truth, std::string_view because) {
  truth.polarity = truth.polarity == Polarity::positive ? Polarity::negative : Polarity::positive;
  truth.because = because;
}

// "no one", "none of them", "no arrests".
bool is_negative_phrase(const Reading& reading, std::int32_t token) {
  const std::string_view word = reading[token].lower;
  if (word == "nobody" || word == "nothing" || word == "none" || word == "no-one" || word == "neither") return true;
  bool found = false;
  each_child(reading, token, [&](std::int32_t child) {
    const Token& part = reading[child];
    const std::string_view lower = part.lower;
    if ((part.deprel == Deprel::det || part.deprel == Deprel::advmod) && (lower == "no" || lower == "neither") && child < token)
      found = true;
  });
  return found;
}

class OwnWords {
 public:
  OwnWords(const Reading& reading, std::int32_t token, const Lexicon& lexicon, Truth& truth)
      : reading_(reading), token_(token), lexicon_(lexicon), truth_(truth) {}

  void add() {
    if (const Time time = time_of(reading_, token_); time != Time::none && truth_.time != Time::future) truth_.time = time;
    read_auxiliaries();
    if (is_going_to() || is_to_come()) apply({Effect::future, "says_who.going_to"}, truth_);
    each_child(reading_, token_, [&](std::int32_t child) { add_child(child); });
    const Token& word = reading_[token_];
    const bool is_bare = word.verb_form == VerbForm::infinitive && !has_child(reading_, token_, Deprel::aux) &&
                         !has_infinitive_mark(reading_, token_) && !has_child(reading_, token_, Deprel::nsubj) &&
                         (word.deprel == Deprel::root || word.deprel == Deprel::parataxis);
    if (word.mood == Mood::imperative || is_bare)
      soften(truth_, Certainty::hypothetical, "says_who.imperative");
    // "How to train a puppy"
    const bool is_title = word.deprel == Deprel::root && has_infinitive_mark(reading_, token_) && !has_child(reading_, token_, Deprel::nsubj);
    if (is_title) soften(truth_, Certainty::hypothetical, "says_who.infinitive");
  }

 private:
  bool has_lemma(Deprel relation, std::string_view lemma) const {
    bool found = false;
    each_child(reading_, token_, [&](std::int32_t child) {
      if (reading_[child].deprel == relation && reading_[child].lemma == lemma) found = true;
    });
    return found;
  }

  bool is_negated() const {
    bool found = false;
    each_child(reading_, token_, [&](std::int32_t child) {
      const Token& word = reading_[child];
      if (word.deprel != Deprel::advmod) return;
      const Modifier* row = find_in(lexicon_.adverbs, word.lower);
      if (row && row->effect == Effect::reversed) found = true;
    });
    return found;
  }

  // "They are going to strike": "going" is as far ahead as the strike.
  bool is_going_to() const {
    if (reading_[token_].lower != "going" || time_of(reading_, token_) == Time::past) return false;
    const std::int32_t next = child_with(reading_, token_, Deprel::xcomp);
    return next != no_token && has_infinitive_mark(reading_, next);
  }

  // "The prisoners are to walk free", "the force is due to withdraw".
  bool is_to_come() const {
    bool is_present = false, has_to = false;
    each_child(reading_, token_, [&](std::int32_t child) {
      const Token& word = reading_[child];
      if ((word.deprel == Deprel::cop || word.deprel == Deprel::aux) && (word.lower == "is" || word.lower == "are")) is_present = true;
      if (word.lower == "to" && (word.deprel == Deprel::mark || word.deprel == Deprel::aux)) has_to = true;
      if (word.lower == "due" && child < token_) has_to = true;
    });
    return is_present && has_to && reading_[token_].upos == Upos::verb;
  }

  // "would", "could" and "might" mean other things with "have", in somebody's past words, or with "not".
  void read_auxiliaries() {
    const bool is_perfect = has_lemma(Deprel::aux, "have") && !is_finite_have();
    each_child(reading_, token_, [&](std::int32_t child) {
      const Token& word = reading_[child];
      if (word.deprel != Deprel::aux) return;
      const Modifier* row = find_in(lexicon_.auxiliaries, word.lower);
      if (!row) return;
      const bool is_would = word.lower == "would" || ((word.lower == "'d" || word.lower == "\u2019d") && word.lemma != "have");
      const bool is_short = word.lower == "'d" || word.lower == "\u2019d";
      if (is_short && (word.lemma == "have" || reading_[token_].verb_form == VerbForm::participle)) return;  // "they'd fled"
      if (const Modifier* held = held_under(word, is_would); held && !is_negated()) {
        truth_.because = held->because;
        return;
      }
      if (is_perfect && (is_would || word.lower == "should" || word.lower == "ought")) return negate_contrary();
      if (is_perfect && word.lower == "must") return soften(truth_, Certainty::probable, row->because);
      if (is_would && truth_.is_told) return apply({Effect::future, row->because}, truth_);
      if (word.lower == "could" && is_negated()) return;
      apply({row->effect, row->because}, truth_);
    });
  }

  // Verbs that a modal only makes polite or tells an ability of that was used: "would like", "could see", "I must say".
  const Modifier* held_under(const Token& modal, bool is_would) const {
    const std::string_view verb = reading_[token_].lemma;
    if (is_would)
      if (const Modifier* row = find_in(lexicon_.after_would, verb)) return row;
    if (modal.lemma == "can" || modal.lower == "could")
      if (const Modifier* row = find_in(lexicon_.after_can, verb)) return row;
    const std::int32_t subject = child_with(reading_, token_, Deprel::nsubj);
    const bool is_own = subject != no_token && (reading_[subject].lower == "i" || reading_[subject].lower == "we");
    return is_own ? find_in(lexicon_.by_speaker, verb) : nullptr;
  }

  // "He has fled": the only auxiliary is a finite "have".
  bool is_finite_have() const {
    bool has_modal = false;
    each_child(reading_, token_, [&](std::int32_t child) {
      if (reading_[child].deprel == Deprel::aux && find_in(lexicon_.auxiliaries, reading_[child].lower)) has_modal = true;
    });
    return !has_modal;
  }

  void negate_contrary() {
    truth_.polarity = Polarity::negative;
    soften(truth_, Certainty::hypothetical, contrary);
  }

  void add_child(std::int32_t child) {
    const Token& word = reading_[child];
    switch (word.deprel) {
      case Deprel::advmod: return add_adverb(child);
      case Deprel::mark: case Deprel::case_: return add_mark(child);
      case Deprel::amod: case Deprel::compound: return add_adjective(child);
      case Deprel::det:
        if (word.lower == "no" || word.lower == "neither") truth_.polarity = Polarity::negative, truth_.because = negative_word;
        return;
      case Deprel::cc: case Deprel::cc_preconj:
        if (word.lower == "nor" || word.lower == "neither") truth_.polarity = Polarity::negative, truth_.because = negative_word;
        if (word.lower == "rather" || word.lower == "instead") truth_.polarity = Polarity::negative, truth_.because = negative_word;
        return;
      case Deprel::nsubj: case Deprel::nsubj_pass: case Deprel::obj:
        if (is_negative_phrase(reading_, child)) negate(truth_, negative_word);
        return;
      case Deprel::obl: case Deprel::obl_unmarked:
        if (word.lower == "tomorrow") return add_adverb(child);
        if (is_negative_phrase(reading_, child) && child < token_) negate(truth_, negative_word);
        return;
      default: return;
    }
  }

  void add_adverb(std::int32_t child) {
    const Token& word = reading_[child];
    const Modifier* row = find_in(lexicon_.adverbs, word.lower);
    if (!row && (word.lower == "longer" || word.lower == "more")) {
      each_child(reading_, child, [&](std::int32_t below) {
        if (reading_[below].lower == "no") row = find_in(lexicon_.adverbs, "no longer");
      });
    }
    if (word.lower == "instead" || word.lower == "rather") return add_mark(child);
    if (!row) return;
    if (row->effect == Effect::future) {  // "is leaving tomorrow", not "soon left"
      if (truth_.time != Time::past && child > token_) apply({row->effect, row->because}, truth_);
      return;
    }
    if (row->effect != Effect::reversed) return apply({row->effect, row->because}, truth_);
    const std::string_view next = child + 1 < reading_.size() ? std::string_view(reading_[child + 1].lower) : "";
    if (next == "only" || next == "just" || next == "merely" || next == "simply" || next == "necessarily") return;
    negate(truth_, row->because);
  }

  void add_mark(std::int32_t child) {
    std::string words = reading_[child].lower;
    each_child(reading_, child, [&](std::int32_t below) {
      if (reading_[below].deprel == Deprel::fixed) words += ' ' + reading_[below].lower;
    });
    const std::string_view before = child > 0 ? std::string_view(reading_[child - 1].lower) : "";
    if ((words == "of" && before == "instead") || (words == "than" && before == "rather")) words = std::string(before) + ' ' + words;
    const Modifier* row = find_in(lexicon_.marks, words);
    if (!row) return;
    if (row->effect == Effect::hypothetical && reading_[child].deprel == Deprel::case_) return;
    // "They held the bridge until troops arrived": they did arrive.
    const bool is_bound = words == "until" || words == "till";
    if (is_bound && reading_[token_].verb_form == VerbForm::finite && time_of(reading_, token_) == Time::past) return;
    apply({row->effect, row->because}, truth_);
  }

  void add_adjective(std::int32_t child) {
    if (const Modifier* row = find_in(lexicon_.adjectives, reading_[child].lower)) apply({row->effect, row->because}, truth_);
  }

  const Reading& reading_;
  std::int32_t token_;
  const Lexicon& lexicon_;
  Truth& truth_;
};

}  // namespace

void add_own_words(const Reading& reading, std::int32_t token, const Lexicon& lexicon, Truth& truth) {
  OwnWords(reading, token, lexicon, truth).add();
}

}  // namespace nutgraf::says_who
