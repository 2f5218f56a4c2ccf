// Tells for every predicate whether the text says that it happened. Truth runs down the tree: "Police deny that they
// tried to storm the mill" denies, so the trying is denied, so the storming is; "failed to" turns it round, "vowed
// to" puts it ahead. A word's own "not", "may" or "alleged" is added on the way. Which words do what is in
// lexicon/says_who/factuality.tsv and modifiers.tsv. What an event makes of it is decided in event/.

#include <string>
#include <string_view>
#include <vector>

#include "says_who/truth.h"
#include "says_who/tree.h"

namespace nutgraf::says_who {

namespace {

class Walk {
 public:
  Walk(const Reading& reading, const Lexicon& lexicon)
      : reading_(reading), lexicon_(lexicon), above_(reading.tokens.size()), truth_(reading.tokens.size()) {}

  std::vector<Factuality> read() {
    for (const Sentence& sentence : reading_.sentences)
      if (sentence.root != no_token) read_sentence(sentence);
    std::vector<Factuality> all;
    for (std::int32_t token = 0; token < reading_.size(); ++token)
      if (is_predicate(token)) all.push_back(answer(token));
    return all;
  }

 private:
  const Token& at(std::int32_t token) const { return reading_[token]; }
  Truth& truth(std::int32_t token) { return truth_[static_cast<std::size_t>(token)]; }
  Truth& above(std::int32_t token) { return above_[static_cast<std::size_t>(token)]; }

  bool has_children(std::int32_t token) const {
    const auto index = static_cast<std::size_t>(token);
    return reading_.child_start[index] != reading_.child_start[index + 1];
  }

  bool is_predicate(std::int32_t token) const {
    const Token& word = at(token);
    switch (word.upos) {
      case Upos::verb: return true;
      case Upos::noun: return is_event_noun(word.lemma, lexicon_) || has_child(reading_, token, Deprel::cop);
      case Upos::propn: return is_event_noun(word.lower, lexicon_);
      case Upos::aux: return !is_function_word(word.deprel);
      case Upos::adj: case Upos::adv: case Upos::num: case Upos::pron: case Upos::det:
        return has_child(reading_, token, Deprel::cop) || has_child(reading_, token, Deprel::nsubj);
      default: return false;
    }
  }

  Factuality answer(std::int32_t token) {
    const Truth& known = truth(token);
    return {.predicate = token, .span = at(token).span, .polarity = known.polarity, .certainty = known.certainty,
            .time = known.time, .is_alleged = known.is_alleged, .is_planned = known.is_planned,
            .is_foiled = known.is_foiled,
            .because = std::string(known.because.empty() ? "says_who.told" : known.because)};
  }

  void read_sentence(const Sentence& sentence) {
    std::vector<std::int32_t>& open = open_;
    open.assign(1, sentence.root);
    while (!open.empty()) {
      const std::int32_t token = open.back();
      open.pop_back();
      // Nothing hangs on a leaf that is no predicate.
      if (!has_children(token) && !is_predicate(token)) continue;
      above(token) = inherited(token);
      truth(token) = above(token);
      add_own_words(reading_, token, lexicon_, truth(token));
      each_child(reading_, token, [&](std::int32_t child) { open.push_back(child); });
    }
    if (is_yes_no_question(sentence)) ask(sentence.root);
  }

  bool is_yes_no_question(const Sentence& sentence) const {
    std::int32_t last = sentence.tokens.last - 1;
    while (last > sentence.tokens.first && at(last).upos == Upos::punct && at(last).lower != "?") --last;
    if (at(last).lower != "?") return false;
    for (std::int32_t i = sentence.tokens.first; i < last; ++i) {
      const std::string_view word = at(i).lower;
      if (word == "who" || word == "what" || word == "why" || word == "where" || word == "when" || word == "how" ||
          word == "which" || word == "whose" || word == "whom")
        return false;
    }
    // "They fled?" asks for more, not whether.
    return has_inversion(sentence.root);
  }

  bool has_inversion(std::int32_t root) const {
    const std::int32_t subject = child_with(reading_, root, Deprel::nsubj) != no_token
                                     ? child_with(reading_, root, Deprel::nsubj)
                                     : child_with(reading_, root, Deprel::nsubj_pass);
    bool found = false;
    each_child(reading_, root, [&](std::int32_t child) {
      if (is_function_word(at(child).deprel) && (subject == no_token || child < subject)) found = true;
    });
    return found;
  }

  void ask(std::int32_t root) {
    soften(truth(root), Certainty::hypothetical, "says_who.question");
    each_child(reading_, root, [&](std::int32_t child) {
      if (at(child).deprel == Deprel::conj) soften(truth(child), Certainty::hypothetical, "says_who.question");
    });
  }

  const std::vector<Signature>* signatures_of(std::int32_t token) const {
    switch (at(token).upos) {
      case Upos::verb: case Upos::aux: return find_verb(lexicon_.verb_signatures, reading_, token);
      case Upos::adj: {
        const auto* found = find_in(lexicon_.adjective_signatures, at(token).lower);  // "better" before "good"
        if (!found) found = find_in(lexicon_.adjective_signatures, at(token).lemma);
        return found ? found : find_in(lexicon_.verb_signatures, at(token).lemma);
      }
      default: return find_in(lexicon_.noun_signatures, table_lemma(at(token)));
    }
  }

  // What the governor says of this token, by the tables.
  Rule rule_for(std::int32_t token, const Truth& governor) const {
    const std::uint32_t frame = frame_of(reading_, token);
    if (frame == 0) return {};
    const auto* signatures = signatures_of(at(token).head);
    if (!signatures) return {};
    const Signature* found = nullptr;
    for (const Signature& signature : *signatures) {
      if (!(signature.frames & frame)) continue;
      const bool is_closer = has(signature.frames & frame, Frame::object_to);
      if (!found || (is_closer && !has(found->frames & frame, Frame::object_to))) found = &signature;
    }
    if (!found) return {};
    return {governor.polarity == Polarity::negative ? found->when_false : found->when_true, found->because};
  }

  // What a token has from the words above it, before its own are read.
  Truth inherited(std::int32_t token) {
    const std::int32_t governor = at(token).head;
    if (governor == no_token) return {};
    if (is_errand(token)) return for_a_deed(truth(governor));
    const Rule rule = rule_for(token, truth(governor));
    if (rule.effect == Effect::obliged) {
      const std::int32_t subject = child_with(reading_, governor, Deprel::nsubj);
      const bool is_own = subject != no_token && (at(subject).lower == "i" || at(subject).lower == "we");
      if (is_own && lexicon_.by_speaker.contains(at(token).lemma)) return pass_down({Effect::same, rule.because}, truth(governor));  // "I have to say"
      const bool is_past = time_of(reading_, governor) == Time::past && at(governor).lemma != "be";
      return pass_down({is_past ? Effect::same : Effect::hypothetical, rule.because}, truth(governor));
    }
    if (rule.effect == Effect::told) {
      Truth below = pass_down(rule, truth(governor));
      below.is_told = below.is_told || time_of(reading_, governor) == Time::past;
      return below;
    }
    if (rule.effect != Effect::none) return pass_down(rule, truth(governor));
    return by_default(token, truth(governor));
  }

  // With no row: clauses that tell why, when or which are told as facts; purposes lie ahead; nouns that a merely
  // possible act brings about ("may trigger clashes") are as possible as the act.
  Truth by_default(std::int32_t token, const Truth& governor) {
    const Token& word = at(token);
    Truth fresh;
    fresh.is_told = governor.is_told;
    switch (word.deprel) {
      case Deprel::conj: return joined(token, governor);
      case Deprel::parataxis: return fresh;
      case Deprel::acl: case Deprel::advcl: case Deprel::advcl_relcl: case Deprel::xcomp: case Deprel::ccomp:
      case Deprel::csubj: case Deprel::csubj_pass:
        return clause_by_default(token, governor, fresh);
      default: break;
    }
    if (has_child(reading_, word.head, Deprel::expl) && word.deprel == Deprel::nsubj) return governor;
    if (is_nominal_argument(word.deprel) && !is_actual(governor) && !is_definite(reading_, token))
      return doubts_of(governor);
    return fresh;
  }

  Truth clause_by_default(std::int32_t token, const Truth& governor, Truth fresh) const {
    const Token& word = at(token);
    const bool is_infinitive = has_infinitive_mark(reading_, token);
    if (word.deprel == Deprel::xcomp && !is_infinitive) return governor;
    // "Used tear gas to disperse them": what was done for a purpose mostly served it.
    const bool is_of_deed = is_actual(governor) && governor.polarity == Polarity::positive &&
                            time_of(reading_, word.head) == Time::past && word.deprel != Deprel::acl && word.deprel != Deprel::ccomp;
    if (is_infinitive && is_of_deed) return for_a_deed(governor);
    if (is_infinitive) {
      fresh.certainty = Certainty::hypothetical;
      if (word.deprel == Deprel::advcl) fresh.time = Time::future;
      fresh.because = word.deprel == Deprel::advcl ? "says_who.purpose" : "says_who.infinitive";
      return fresh;
    }
    // "[Documents] signed by an officer would do": tells which ones, whatever becomes of them.
    const bool tells_which = word.deprel == Deprel::acl && word.verb_form == VerbForm::participle && !word.lower.ends_with("ing");
    if (tells_which) return fresh;
    if (!is_finite_clause(reading_, token) && !is_actual(governor)) return doubts_of(governor);
    if (word.deprel == Deprel::advcl && word.lower.ends_with("ing") && preposition_of(reading_, token) == "about") {
      soften(fresh, Certainty::hypothetical, "says_who.about");  // "talked about leaving", "how about leaving?"
      return fresh;
    }
    // "They will leave before the road closes", "call when you arrive": as far ahead as the rest.
    if (word.deprel == Deprel::advcl && !is_actual(governor) && time_of(reading_, token) == Time::present && is_temporal(token)) {
      Truth ahead = doubts_of(governor);
      ahead.time = Time::future;
      if (ahead.because.empty()) ahead.because = "says_who.time_ahead";
      return ahead;
    }
    if (word.deprel == Deprel::ccomp && governor.certainty == Certainty::hypothetical) return doubts_of(governor);
    return fresh;
  }

  static Truth for_a_deed(const Truth& deed) {
    Truth below;
    below.is_told = deed.is_told;
    below.certainty = Certainty::probable;
    below.time = Time::past;
    below.because = "says_who.purpose_of_a_deed";
    return below;
  }

  // "Went to check the locks", "took the time to explain it": no plan, when it is told as done.
  bool is_errand(std::int32_t token) {
    if (!has_infinitive_mark(reading_, token)) return false;
    std::int32_t verb = at(token).head;
    const bool is_time = at(verb).lemma == "time" && at(token).deprel == Deprel::acl && at(verb).deprel == Deprel::obj;
    if (is_time) verb = at(verb).head;
    const bool is_deed = is_time ? at(verb).lemma == "take" : at(verb).lower == "went" && (at(token).deprel == Deprel::advcl || at(token).deprel == Deprel::xcomp);
    return is_deed && is_actual(truth(verb)) && truth(verb).polarity == Polarity::positive && time_of(reading_, verb) == Time::past;
  }

  // "When ...", "before ...", "once ...", "as soon as ...".
  bool is_temporal(std::int32_t token) const {
    bool found = false;
    each_child(reading_, token, [&](std::int32_t child) {
      const Token& word = at(child);
      const bool opens = word.deprel == Deprel::mark || word.deprel == Deprel::advmod;
      if (opens && (word.lower == "when" || word.lower == "whenever" || word.lower == "before" || word.lower == "once" || word.lower == "after" || word.lower == "soon"))
        found = true;
    });
    return found;
  }

  // The second of two joined predicates: an infinitive or participle leans on the first one's auxiliaries ("will march
  // and chant"); one with a tense of its own shares only what stands above both. "No" reaches it through "or" alone.
  Truth joined(std::int32_t token, const Truth& first) {
    const Token& word = at(token);
    const Truth& shared = above(word.head);
    const bool is_noun = word.upos == Upos::noun || word.upos == Upos::propn;
    const bool stands_alone = word.verb_form == VerbForm::finite || has_child(reading_, token, Deprel::aux) ||
                              has_child(reading_, token, Deprel::nsubj) || has_child(reading_, token, Deprel::nsubj_pass) ||
                              has_child(reading_, token, Deprel::cop);
    if (stands_alone && !is_noun) return shared;
    if (is_noun && is_counted_apart(token)) return shared;  // "a failed coup and dozens of attacks": these did not fail
    Truth leaning = first;
    if (first.polarity != shared.polarity && !is_joined_by_or(token)) leaning.polarity = shared.polarity;
    return leaning;
  }

  // Has an article, number or measure of its own, which the first one's adjectives do not reach over.
  bool is_counted_apart(std::int32_t token) const {
    if (is_joined_by_or(token)) return false;
    const bool is_measure = token + 1 < reading_.size() && at(token + 1).lower == "of" && at(token).number == Number::plural;
    return is_measure || has_child(reading_, token, Deprel::det) || has_child(reading_, token, Deprel::nummod);
  }

  bool is_joined_by_or(std::int32_t token) const {
    bool found = false;
    each_child(reading_, token, [&](std::int32_t child) {
      const Token& word = at(child);
      if (word.deprel == Deprel::cc && (word.lower == "or" || word.lower == "nor")) found = true;
    });
    return found;
  }

  const Reading& reading_;
  const Lexicon& lexicon_;
  std::vector<Truth> above_, truth_;
  std::vector<std::int32_t> open_;
};

}  // namespace

std::vector<Factuality> find_factuality(const Reading& reading, const Lexicon& lexicon) {
  return Walk(reading, lexicon).read();
}

}  // namespace nutgraf::says_who
