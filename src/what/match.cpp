// Finds the words that tell happenings. Longer forms go before single words ("opened fire" before "fire"), and of the
// rows of one word the one with the most conditions that hold is taken; a row of type NONE that holds says that
// this use tells nothing ("fired the coach").

#include "what/match.h"

#include <algorithm>
#include <optional>
#include <string>

namespace nutgraf::what {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::int32_t longest_object = 12;  // words of {obj}
constexpr std::int32_t longest_gap = 3;      // small words between the words of a phrase

bool is_verb_like(const Token& token) {
  return token.upos == Upos::verb || token.upos == Upos::aux ||
         (token.upos == Upos::adj && (token.verb_form == VerbForm::participle || token.lower.ends_with("ed") || token.lower.ends_with("ing")));
}

bool is_noun_like(const Token& token) { return token.upos == Upos::noun || token.upos == Upos::propn; }

// Small words that may stand between the words of a phrase: "opened heavy fire", "took to the streets".
bool may_stand_between(const Token& token) {
  switch (token.upos) {
    case Upos::det:
    case Upos::adj:
    case Upos::adv:
    case Upos::num:
    case Upos::part: return true;
    case Upos::pron: return token.deprel == Deprel::nmod_poss;
    case Upos::noun:
    case Upos::propn: return token.deprel == Deprel::compound || token.deprel == Deprel::nmod_poss || token.deprel == Deprel::nmod_desc;
    case Upos::punct: return token.lower == "\"" || token.lower == "“" || token.lower == "”" || token.lower == "``" || token.lower == "-";
    default: return false;
  }
}

// "late March", "March 5": the month, which the tagger may call a noun; "the Women's March" is none.
bool is_month(const Reading& reading, std::int32_t t) {
  if (reading[t].form != "March" && reading[t].form != "MARCH") return false;
  if (t + 1 < reading.size() && reading[t + 1].upos == Upos::num) return true;
  return child_with(reading, t, Deprel::nmod_poss) == no_token && child_with(reading, t, Deprel::det) == no_token;
}

class Matcher {
 public:
  Matcher(const Reading& reading, const Lexicon& lexicon)
      : reading_(reading), lexicon_(lexicon), topics_(lexicon.topics().of_report(reading)), used_(reading.tokens.size(), false),
        people_(lexicon.classes().named("person") | lexicon.classes().named("force") | lexicon.classes().named("armed") | lexicon.classes().named("diplomat")) {
    uses_.reserve(reading.tokens.size());
    for (const Token& token : reading.tokens) uses_.push_back(token.upos == Upos::punct || token.upos == Upos::num ? Lexicon::Uses{} : lexicon.uses_of(token));
  }

  std::vector<Match> run() {
    std::vector<Match> matches;
    for (std::int32_t t = 0; t < reading_.size(); ++t)
      if (auto match = used_[static_cast<std::size_t>(t)] ? std::nullopt : match_phrase(t)) {
        for (const std::int32_t part : match->parts) used_[static_cast<std::size_t>(part)] = true;
        if (match->row->type.empty()) continue;
        matches.push_back(std::move(*match));
      }
    for (std::int32_t t = 0; t < reading_.size(); ++t)
      if (!used_[static_cast<std::size_t>(t)])
        if (auto match = match_word(t)) matches.push_back(std::move(*match));
    std::ranges::stable_sort(matches, {}, &Match::trigger);
    return matches;
  }

 private:
  bool rows_hold(const TriggerRow& row, std::int32_t trigger, const Arguments& arguments) const {
    return hold_all(row.conditions, {reading_, lexicon_.classes(), topics_, trigger, arguments});
  }

  const TriggerRow* first_that_holds(const std::vector<const TriggerRow*>& rows, std::int32_t trigger, const Arguments& arguments) const {
    for (const TriggerRow* row : rows)
      if (rows_hold(*row, trigger, arguments)) return row;
    return nullptr;
  }

  std::optional<Match> match_word(std::int32_t t) const {
    const Token& token = reading_[t];
    const Lexicon::Uses& uses = uses_[static_cast<std::size_t>(t)];
    if (is_verb_like(token)) {
      if (uses.verbs) {
        Match match{.trigger = t, .words = {t, t + 1}, .arguments = read_verb(reading_, t)};
        restore_passive(match.arguments, t);
        match.row = first_that_holds(*uses.verbs, t, match.arguments);
        if (match.row && !match.row->type.empty()) return match;
        if (match.row || !is_gerund(t)) return std::nullopt;
      }
    }
    if (is_noun_like(token) || (token.upos == Upos::verb && token.lower.ends_with("ing"))) {
      if (is_month(reading_, t)) return std::nullopt;
      if (!uses.nouns) return match_headline_verb(t);
      Match match{.trigger = t, .words = {t, t + 1}, .is_noun = true, .arguments = read_noun(reading_, t)};
      match.row = first_that_holds(*uses.nouns, t, match.arguments);
      if (!match.row || match.row->type.empty()) return std::nullopt;
      return match;
    }
    return match_headline_verb(t);
  }

  // "Heavy fighting was reported": a form in -ing that stands where nouns stand.
  bool is_gerund(std::int32_t t) const {
    const Token& token = reading_[t];
    if (!token.lower.ends_with("ing") || child_with(reading_, t, Deprel::aux) != no_token || child_with(reading_, t, Deprel::nsubj) != no_token) return false;
    if (child_with(reading_, t, Deprel::det) != no_token || child_with(reading_, t, Deprel::amod) != no_token) return true;
    switch (token.deprel) {
      case Deprel::nsubj:
      case Deprel::nsubj_pass:
      case Deprel::csubj:
      case Deprel::csubj_pass:
      case Deprel::obj:
      case Deprel::obl:
      case Deprel::nmod: return true;
      // "reports of fighting between", "witnessed fighting between": what fights or is fought is no object.
      case Deprel::acl:
      case Deprel::advcl:
      case Deprel::xcomp: return followed_by_preposition(t) && (token.deprel == Deprel::xcomp || child_with(reading_, t, Deprel::mark) != no_token);
      default: return false;
    }
  }

  bool followed_by_preposition(std::int32_t t) const { return t + 1 < reading_.size() && is_one_of(reading_[t + 1].lower, {"between", "among", "in", "around", "near", "outside", "along", "across"}); }

  // "Forces Retake Airport", "Governor Berates Judges": in a headline with no verb, a form that only a verb has is one,
  // with the words before and after it as subject and object.
  std::optional<Match> match_headline_verb(std::int32_t t) const {
    const Token& token = reading_[t];
    if (!is_noun_like(token) || token.form.front() < 'A' || token.form.front() > 'Z') return std::nullopt;
    const Lexicon::Uses& uses = uses_[static_cast<std::size_t>(t)];
    if (!uses.verbs || uses.nouns || token.lower.ends_with("ing")) return std::nullopt;
    const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(token.sentence)].tokens;
    for (std::int32_t w = sentence.first; w < sentence.last; ++w)
      if (reading_[w].upos == Upos::verb || reading_[w].upos == Upos::aux) return std::nullopt;
    if (t == sentence.first || t + 1 == sentence.last || !is_noun_like(reading_[t - 1])) return std::nullopt;
    Match match{.trigger = t, .words = {t, t + 1}};
    match.arguments.all.push_back({Slot::subject, t - 1, "before a headline's verb"});
    std::int32_t object = t + 1;
    while (object + 1 < sentence.last && (is_noun_like(reading_[object + 1]) || reading_[object].upos == Upos::adj || reading_[object].upos == Upos::num)) ++object;
    if (is_noun_like(reading_[object]) || reading_[object].upos == Upos::num) match.arguments.all.push_back({Slot::object, object, "after a headline's verb"});
    match.row = first_that_holds(*uses.verbs, t, match.arguments);
    if (!match.row || match.row->type.empty()) return std::nullopt;
    return match;
  }

  // Headlines leave out the auxiliary: "Nine held after raid", "12 killed in blast". A past form of a verb that needs an
  // object and has none is read as a passive.
  void restore_passive(Arguments& arguments, std::int32_t t) const {
    const Token& token = reading_[t];
    if (arguments.is_passive || arguments.has(Slot::object) || !arguments.has(Slot::subject) || arguments.has(Slot::ccomp)) return;
    if (token.tense != Tense::past && token.verb_form != VerbForm::participle) return;
    if (token.lower.ends_with("ing")) return;
    if (child_with(reading_, t, Deprel::aux) != no_token || child_with(reading_, t, Deprel::compound_prt) != no_token) return;
    if (!is_one_of(token.lower, {"killed", "wounded", "injured", "arrested", "detained", "held", "jailed", "abducted", "kidnapped", "shot", "stabbed",
                                 "hurt", "slain", "murdered", "seized", "charged", "sentenced", "convicted", "freed", "released", "deported", "accused",
                                 "indicted", "executed", "beheaded", "captured", "deployed", "banned", "evacuated", "rescued", "attacked", "bombed",
                                 "beaten", "hanged", "nabbed", "raided", "rounded", "caught", "found"}))
      return;
    // "Police shot at them": a preposition takes the place of the object.
    if (arguments.has(Slot::at) && token.lower == "shot") return;
    arguments.is_passive = true;
    for (Argument& a : arguments.all)
      if (a.slot == Slot::subject) {
        a.slot = Slot::object;
        a.because = "subject of headline passive";
      }
  }

  std::optional<Match> match_phrase(std::int32_t t) {
    const Token& token = reading_[t];
    const auto* phrases = uses_[static_cast<std::size_t>(t)].phrases;
    if (!phrases) return std::nullopt;
    std::optional<Arguments> clause;
    std::int32_t read_for = no_token;
    for (const PhraseRow* phrase : *phrases) {
      // A noun ("the march on Rome") is not the verb of a phrase; a past form ("shot dead") is, whatever its tag.
      if (!phrase->is_noun && is_noun_like(token) && (token.lower == phrase->first || token.lower == phrase->first + "s")) continue;
      std::vector<std::int32_t> parts = parts_of(*phrase, t);
      if (parts.empty()) continue;
      const std::int32_t trigger = head_of(parts, phrase->is_noun);
      if (read_for != trigger) {
        const bool is_verb = !phrase->is_noun || is_verb_like(reading_[trigger]);  // "fatally shot" begins with no verb
        clause = is_verb ? read_verb(reading_, trigger) : read_noun(reading_, trigger);
        if (is_verb) restore_passive(*clause, trigger);
        read_for = trigger;
      }
      Arguments arguments = *clause;
      add_arguments_of_nouns(parts, trigger, arguments);
      add_object_of_preposition(*phrase, parts.back(), arguments);
      if (!rows_hold(phrase->row, trigger, arguments)) continue;
      const std::int32_t last = parts.back();
      return Match{&phrase->row, trigger, {t, last + 1}, phrase->is_noun && is_noun_like(reading_[trigger]), std::move(parts), std::move(arguments)};
    }
    return std::nullopt;
  }

  // The word whose clause holds the roles: the verb, the predicate of "is under arrest", the head noun of "sit-in".
  std::int32_t head_of(const std::vector<std::int32_t>& parts, bool is_noun) const {
    const std::int32_t first = parts.front();
    if (is_noun) {
      for (const std::int32_t part : parts)
        if (std::ranges::find(parts, reading_[part].head) == parts.end()) return part;
    } else if (reading_[first].deprel == Deprel::cop || reading_[first].upos == Upos::aux) {
      if (const std::int32_t head = reading_[first].head; head != no_token) return head;
    }
    return first;
  }

  // "filed charges against him", "claimed the lives of ten": what hangs on the noun of a phrase belongs to the phrase.
  void add_arguments_of_nouns(const std::vector<std::int32_t>& parts, std::int32_t trigger, Arguments& arguments) const {
    // A word of the phrase fills no role ("fire" of "opened fire") unless it names people ("freed hostages").
    std::erase_if(arguments.all, [&](const Argument& a) {
      const Token& word = reading_[a.head];
      const bool names_people = lexicon_.classes().of_word(word.lemma) & people_ && !is_one_of(word.lower, {"prisoner", "hostage", "captive"});
      return std::ranges::find(parts, a.head) != parts.end() && !names_people;
    });
    for (const std::int32_t part : parts) {
      if (part == trigger || !is_noun_like(reading_[part])) continue;
      // "Rebels machine-gunned a bus" with the rebels hung on the machine.
      if (reading_[part].deprel == Deprel::nsubj && reading_[part].head == trigger)
        if (const std::int32_t before = child_with(reading_, part, Deprel::compound); before != no_token && std::ranges::find(parts, before) == parts.end())
          arguments.all.push_back({Slot::subject, before, "nsubj"});
      for (const Argument& a : read_noun(reading_, part).all)
        if (a.because == "nmod" && std::ranges::find(parts, a.head) == parts.end()) arguments.all.push_back(a);
    }
  }

  // "set fire to the school", "lay siege to Halden": the noun after the phrase's own last preposition is its object.
  void add_object_of_preposition(const PhraseRow& phrase, std::int32_t last, Arguments& arguments) const {
    const Token& preposition = reading_[last];
    if (preposition.deprel != Deprel::case_ || preposition.head == no_token || !phrase.row.frame) return;
    const auto slot = slot_named(preposition.lower);
    if (slot && phrase.row.frame->role_of(*slot)) return;
    if (phrase.row.frame->role_of(Slot::object) != Role::recipient) return;
    std::erase_if(arguments.all, [&](const Argument& a) { return a.head == preposition.head; });
    arguments.all.push_back({Slot::object, preposition.head, "after the phrase"});
  }

  // The words of the phrase when it starts at `t`; empty when it does not.
  std::vector<std::int32_t> parts_of(const PhraseRow& phrase, std::int32_t t) const {
    const std::int32_t end = reading_.sentences[static_cast<std::size_t>(reading_[t].sentence)].tokens.last;
    if (!phrase.rest.empty() && next_word(phrase.rest.front(), t, end) == no_token) return {};
    std::vector<std::int32_t> parts{t};
    for (const PhraseRow::Word& word : phrase.rest) {
      const std::int32_t next = next_word(word, parts.back(), end);
      if (next == no_token || (word.after_object && !belongs_to(t, next))) return {};
      parts.push_back(next);
    }
    const std::int32_t last = parts.back();
    // "was critical of the police": copula and preposition both hang below the predicate.
    const bool is_copula = reading_[t].deprel == Deprel::cop && reading_[t].head != no_token;
    const bool connected = is_under(reading_, last, t) || is_under(reading_, t, last) || reading_[last].head == reading_[t].head ||
                           (is_copula && is_under(reading_, last, reading_[t].head));
    return connected ? parts : std::vector<std::int32_t>{};
  }

  // "Blamed the attack on the rebels", not "blamed the rebels for the attack on a bus": the preposition after the object is the
  // verb's own, or stands by the object where the tree hangs it there.
  bool belongs_to(std::int32_t verb, std::int32_t preposition) const {
    if (reading_[preposition].deprel != Deprel::case_) return true;
    std::int32_t governor = reading_[reading_[preposition].head].head;
    // "blamed the murder of two nuns on the rebels": the tree may hang it on what hangs on the object.
    while (governor != no_token && governor != verb && reading_[governor].deprel == Deprel::nmod && is_genitive(governor)) governor = reading_[governor].head;
    return governor == no_token || governor == verb || (reading_[governor].head == verb && reading_[governor].deprel != Deprel::obl);
  }

  bool is_genitive(std::int32_t noun) const {
    const std::int32_t preposition = child_with(reading_, noun, Deprel::case_);
    return preposition != no_token && reading_[preposition].lower == "of";
  }

  std::int32_t next_word(const PhraseRow::Word& word, std::int32_t after, std::int32_t end) const {
    const std::int32_t furthest = std::min(end, after + (word.after_object ? longest_object : longest_gap) + 1);
    for (std::int32_t w = after + 1; w < furthest; ++w) {
      const Token& token = reading_[w];
      if (word.is(token.lower)) return w;
      if (word.after_object ? token.lower == "." || token.lower == ";" || token.upos == Upos::verb : !may_stand_between(token)) return no_token;
    }
    return no_token;
  }

  const Reading& reading_;
  const Lexicon& lexicon_;
  TopicSet topics_;
  std::vector<bool> used_;
  ClassSet people_;
  std::vector<Lexicon::Uses> uses_;  // of each token
};

}  // namespace

std::vector<Match> match_triggers(const Reading& reading, const Lexicon& lexicon) { return Matcher(reading, lexicon).run(); }

}  // namespace nutgraf::what
