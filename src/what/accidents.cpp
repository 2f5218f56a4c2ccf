// Tells killing by somebody from death by accident, nature and illness: "killed in clashes" is an event, "killed when a ferry sank"
// is none. A doer, a mode or a word of violence in the sentence keeps the event; else the cause decides, told in the clause
// (a crash, a fall) or anywhere in the sentence (a quake, a flood). What the words are is in lexicon/what/accidents.tsv.

#include "what/accidents.h"

#include <algorithm>

#include "what/tree.h"

namespace nutgraf::what {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Killing or hurting, with no word of how ("killed", not "shot dead" or "murdered").
bool is_bare_harm(const Reading& reading, const Happening& happening) {
  if (happening.type != "ASSAULT" || (happening.figure_role != "killed" && happening.figure_role != "injured")) return false;
  return is_one_of(reading[happening.trigger].lemma,
                   {"kill", "die", "perish", "injure", "wound", "hurt", "leave", "claim", "take", "cost", "death", "fatality", "casualty", "injury", "killing"});
}

// Blasts of gas and boilers, to which the tables give modes of weapons.
bool is_industrial_blast(const Reading& reading, std::int32_t token) {
  if (!is_one_of(reading[token].lemma, {"explosion", "blast"})) return false;
  return std::ranges::any_of(children(reading, token), [&](std::int32_t child) {
    return is_one_of(reading[child].lower, {"gas", "boiler", "pipeline", "factory", "furnace", "coal", "transformer", "propane", "fireworks", "refinery", "accidental"});
  });
}

class Sentences {
 public:
  Sentences(const Reading& reading, const Accidents& accidents, const Classes& classes)
      : reading_(reading), accidents_(accidents), classes_(classes), violence_(classes.named("violence") | classes.named("armed") | classes.named("gun")),
        harmless_(classes.named("force") | classes.named("police") | classes.named("nature")) {
    for (const std::string_view name : {"person", "force", "police", "armed", "crowd", "state", "country", "party", "leader", "labor", "company", "name", "number"})
      doers_ |= classes.named(name);
    for (const std::string_view name : {"vehicle", "nature", "accident", "building", "disease"}) things_ |= classes.named(name);
  }

  bool has_doer(const Happening& happening) const {
    return std::ranges::any_of(happening.fillers, [&](const Filler& filler) {
      if (filler.role == Role::instrument) return !is_industrial_blast(reading_, filler.head) && !is_blast_fuel(filler.head);
      return filler.role == Role::actor && can_act(filler.head);
    });
  }

  bool tells_violence(const Happening& happening) const {
    const TokenRange tokens = reading_.sentences[static_cast<std::size_t>(reading_[happening.trigger].sentence)].tokens;
    for (std::int32_t t = tokens.first; t < tokens.last; ++t)
      if (!happening.span.overlaps(reading_[t].span) && is_violent(t) && !is_industrial_blast(reading_, t)) return true;
    return false;
  }

  bool has_cause(const Happening& happening) const {
    const std::int32_t trigger = happening.trigger;
    const TokenRange tokens = reading_.sentences[static_cast<std::size_t>(reading_[trigger].sentence)].tokens;
    for (std::int32_t t = tokens.first; t < tokens.last; ++t)
      if (t != trigger && accidents_.reaches_sentence(reading_[t])) return true;
    for (std::int32_t t = reading_[trigger].head; t != no_token; t = reading_[t].head) {
      if (is_cause(t)) return true;
      if (reading_[t].deprel == Deprel::ccomp || reading_[t].deprel == Deprel::parataxis) break;
    }
    return hangs_on(trigger);
  }

 private:
  // A ferry that kills its passengers is no doer; nor is Hurricane Ada.
  bool can_act(std::int32_t head) const {
    if (is_one_of(reading_[head].lower, {"it", "which", "that", "this"}) || is_cause(head)) return false;
    if (std::ranges::any_of(children(reading_, head), [&](std::int32_t child) { return accidents_.reaches_sentence(reading_[child]); })) return false;
    const ClassSet classes = classes_.of_token(reading_, head);
    return classes & doers_ && !(classes & things_);
  }

  // "when a bus overturned", "by falling rocks", "a house fire which killed".
  bool hangs_on(std::int32_t trigger) const {
    for (const std::int32_t child : children(reading_, trigger)) {
      switch (reading_[child].deprel) {
        case Deprel::nsubj:
        case Deprel::obl:
        case Deprel::obl_agent:
        case Deprel::nmod:
        case Deprel::conj:
          if (is_cause(child)) return true;
          break;
        case Deprel::advcl:  // "by falling rocks" is read as a clause
          if (is_cause(child) || is_cause(child_with(reading_, child, Deprel::obj)) || is_cause(child_with(reading_, child, Deprel::nsubj))) return true;
          break;
        default: break;
      }
    }
    return false;
  }

  bool is_cause(std::int32_t token) const {
    if (token == no_token) return false;
    if (is_industrial_blast(reading_, token)) return true;
    // "under fire", "fire from the hills"
    if (reading_[token].lemma == "fire" && !is_outbreak(token)) return false;
    return accidents_.reaches_clause(reading_[token]) || accidents_.reaches_sentence(reading_[token]);
  }

  // "a fire", "the house fire": what burns, not what is shot.
  bool is_outbreak(std::int32_t fire) const {
    return std::ranges::any_of(children(reading_, fire), [&](std::int32_t child) {
      return reading_[child].deprel == Deprel::det || is_one_of(reading_[child].lower, {"house", "forest", "apartment", "factory", "hotel", "kitchen", "flat"});
    });
  }

  bool is_violent(std::int32_t token) const {
    const ClassSet classes = classes_.of_word(reading_[token].lemma);
    return classes & violence_ && !(classes & harmless_);
  }

  bool is_blast_fuel(std::int32_t token) const {
    return reading_[token].head != no_token && is_industrial_blast(reading_, reading_[token].head);
  }

  const Reading& reading_;
  const Accidents& accidents_;
  const Classes& classes_;
  ClassSet violence_, harmless_, doers_ = 0, things_ = 0;
};

}  // namespace

Result<Accidents> Accidents::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/what/accidents.tsv", {.columns = {"word", "reach", "pos"}, .key = {"word"}, .required = {"word", "reach"}});
  if (!table) return std::unexpected(table.error());
  Accidents accidents;
  for (const Row& row : table->rows) {
    if (row.cells[1] != "sentence" && row.cells[1] != "clause")
      return fail(explain_unknown(*table, row, "reach", row.cells[1], {"sentence", "clause"}));
    if (!row.cells[2].empty() && row.cells[2] != "noun" && row.cells[2] != "verb") return fail(explain_unknown(*table, row, "pos", row.cells[2], {"noun", "verb"}));
    accidents.words_.emplace(row.cells[0], Word{row.cells[1] == "sentence", row.cells[2] != "noun", row.cells[2] != "verb"});
  }
  return accidents;
}

const Accidents::Word* Accidents::find(const Token& token) const {
  auto found = words_.find(token.lemma);
  if (found == words_.end()) found = words_.find(token.lower);  // "Hurricane" keeps its capital as a lemma
  if (found == words_.end()) return nullptr;
  const bool is_verb = token.upos == Upos::verb;
  return (is_verb ? found->second.is_verb : found->second.is_noun) ? &found->second : nullptr;
}

bool Accidents::reaches_sentence(const Token& token) const {
  const Word* word = find(token);
  return word && word->reaches_sentence;
}

bool Accidents::reaches_clause(const Token& token) const {
  const Word* word = find(token);
  return word && !word->reaches_sentence;
}

std::vector<Happening> without_accidents(const Reading& reading, const Accidents& accidents, const Classes& classes, const Topics& topics,
                                         std::vector<Happening> happenings) {
  const Sentences sentences(reading, accidents, classes);
  // Harm with no doer, in whose sentence no violence is told.
  std::vector<bool> is_doubtful(happenings.size(), false);
  bool is_violent = false, is_any_doubtful = false;
  for (std::size_t i = 0; i < happenings.size(); ++i) {
    const Happening& happening = happenings[i];
    is_doubtful[i] = is_bare_harm(reading, happening) && !sentences.has_doer(happening) && !sentences.tells_violence(happening);
    is_any_doubtful = is_any_doubtful || is_doubtful[i];
    is_violent = is_violent || (happening.type == "ASSAULT" && !is_doubtful[i]);
  }
  if (!is_any_doubtful) return happenings;
  const TopicSet disasters = topics.named("disaster") | topics.named("weather") | topics.named("accident") | topics.named("disease");
  const bool is_of_disaster = !is_violent && topics.of_report(reading) & disasters;
  std::vector<Happening> kept;
  for (std::size_t i = 0; i < happenings.size(); ++i)
    if (!is_doubtful[i] || !(is_of_disaster || sentences.has_cause(happenings[i]))) kept.push_back(std::move(happenings[i]));
  return kept;
}

}  // namespace nutgraf::what
