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

bool is_word(const Lexicon& lexicon, const Token& token, const std::string& lemma) {
  return token.lemma == lemma || token.lower == lemma || lexicon.verb_lemma(token.lower) == lemma || lexicon.noun_lemma(token.lower) == lemma;
}

class Matcher {
 public:
  Matcher(const Reading& reading, const Lexicon& lexicon)
      : reading_(reading), lexicon_(lexicon), topics_(lexicon.topics().of_report(reading)), used_(reading.tokens.size(), false) {}

  std::vector<Match> run() {
    std::vector<Match> matches;
    for (std::int32_t t = 0; t < reading_.size(); ++t)
      if (auto match = match_phrase(t)) {
        for (std::int32_t w = t; w < match->words.last; ++w)
          if (is_part_[static_cast<std::size_t>(w - t)]) used_[static_cast<std::size_t>(w)] = true;
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
  std::string_view verb_lemma(const Token& token) const {
    if (!lexicon_.verbs(token.lemma).empty() || !lexicon_.phrases(token.lemma).empty()) return token.lemma;
    return lexicon_.verb_lemma(token.lower);
  }

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
    if (is_verb_like(token)) {
      const auto& rows = lexicon_.verbs(verb_lemma(token));
      if (!rows.empty()) {
        Match match{.trigger = t, .words = {t, t + 1}, .arguments = read_verb(reading_, t)};
        restore_passive(match.arguments, t);
        match.row = first_that_holds(rows, t, match.arguments);
        if (!match.row || match.row->type.empty()) return std::nullopt;
        return match;
      }
    }
    if (is_noun_like(token) || (token.upos == Upos::verb && token.lower.ends_with("ing"))) {
      std::string_view lemma = token.lemma;
      if (lexicon_.nouns(lemma).empty()) lemma = lexicon_.noun_lemma(token.lower);
      const auto& rows = lexicon_.nouns(lemma);
      if (rows.empty()) return std::nullopt;
      Match match{.trigger = t, .words = {t, t + 1}, .is_noun = true, .arguments = read_noun(reading_, t)};
      match.row = first_that_holds(rows, t, match.arguments);
      if (!match.row || match.row->type.empty()) return std::nullopt;
      return match;
    }
    return std::nullopt;
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
    std::string_view lemma = token.lemma;
    if (lexicon_.phrases(lemma).empty()) lemma = lexicon_.verb_lemma(token.lower);
    const auto& phrases = lexicon_.phrases(lemma);
    if (phrases.empty()) return std::nullopt;
    std::optional<Arguments> arguments;
    std::int32_t read_for = no_token;
    for (const PhraseRow* phrase : phrases) {
      const std::int32_t last = last_word(*phrase, t);
      if (last == no_token) continue;
      const std::int32_t trigger = head_of(t, last);
      if (read_for != trigger) {
        arguments = read_phrase(trigger, t);
        read_for = trigger;
      }
      if (!rows_hold(phrase->row, trigger, *arguments)) continue;
      last_word(*phrase, t);
      return Match{&phrase->row, trigger, {t, last + 1}, reading_[trigger].upos == Upos::noun && trigger == t, true, *arguments};
    }
    return std::nullopt;
  }

  // The word whose clause holds the roles: the verb, or the predicate of "is under arrest".
  std::int32_t head_of(std::int32_t first, std::int32_t last) const {
    if (reading_[first].deprel == Deprel::cop || reading_[first].upos == Upos::aux) {
      const std::int32_t head = reading_[first].head;
      if (head != no_token) return head;
    }
    (void)last;
    return first;
  }

  Arguments read_phrase(std::int32_t trigger, std::int32_t first) const {
    const Token& token = reading_[trigger];
    if (token.upos == Upos::noun && trigger == first) return read_noun(reading_, trigger);
    Arguments arguments = read_verb(reading_, trigger);
    return arguments;
  }

  // The last word of the phrase when it starts at `t`, or no_token. Marks which words are its own.
  std::int32_t last_word(const PhraseRow& phrase, std::int32_t t) {
    const std::int32_t end = reading_.sentences[static_cast<std::size_t>(reading_[t].sentence)].tokens.last;
    is_part_.assign(static_cast<std::size_t>(std::min(end - t, 40)), false);
    is_part_[0] = true;
    std::int32_t at = t;
    for (const PhraseRow::Word& word : phrase.rest) {
      const int longest = word.after_object ? 12 : 3;
      std::int32_t next = no_token;
      for (std::int32_t w = at + 1; w < end && w <= at + longest && w - t < 40; ++w) {
        if (is_word(lexicon_, reading_[w], word.lemma)) {
          next = w;
          break;
        }
        if (!word.after_object && !may_stand_between(reading_[w])) break;
        if (word.after_object && (reading_[w].lower == "." || reading_[w].lower == ";")) break;
      }
      if (next == no_token) return no_token;
      is_part_[static_cast<std::size_t>(next - t)] = true;
      at = next;
    }
    if (phrase.rest.empty()) return t;
    const bool connected = is_under(reading_, at, t) || is_under(reading_, t, at) || reading_[at].head == reading_[t].head;
    return connected ? at : no_token;
  }

  const Reading& reading_;
  const Lexicon& lexicon_;
  TopicSet topics_;
  std::vector<bool> used_;
  std::vector<bool> is_part_;
};

}  // namespace

std::vector<Match> match_triggers(const Reading& reading, const Lexicon& lexicon) { return Matcher(reading, lexicon).run(); }

}  // namespace nutgraf::what
