// Gives the phrases beside a trigger their roles, after the trigger's frame: in "Rebels shelled the town with mortars" the
// rebels act, the town is hit and the mortars are the means. What a phrase is decides where its place does not: the bomb
// of "a bomb killed two" is the means, not the actor; "Paris" of "the Paris attacks" is the place.

#include "what/fill.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "what/modes.h"
#include "what/status.h"
#include "what/tree.h"

namespace nutgraf::what {

namespace {

class Filling {
 public:
  Filling(const Reading& reading, const Lexicon& lexicon, const Match& match) : reading_(reading), lexicon_(lexicon), match_(match) {
    const Classes& c = lexicon.classes();
    doers_ = c.named("armed") | c.named("force") | c.named("crowd") | c.named("state") | c.named("police") | c.named("party") | c.named("labor") | c.named("leader");
    things_ = c.named("weapon");
    no_party_ = c.named("deed") | c.named("abstract") | c.named("disease") | c.named("nature");
    parties_ = doers_ | c.named("person") | c.named("name");
    places_ = c.named("area") | c.named("building") | c.named("road");
  }

  std::vector<Filler> run() {
    for (const Argument& argument : match_.arguments.all) place(argument);
    add_means();
    return std::move(fillers_);
  }

 private:
  ClassSet classes_of(std::int32_t head) const { return lexicon_.classes().of_token(reading_, head); }

  void add(Role role, std::int32_t head, std::string because) {
    if (head == match_.trigger && because != "the noun itself") return;
    const bool known = std::ranges::any_of(fillers_, [&](const Filler& f) { return f.role == role && f.head == head; });
    if (!known) fillers_.push_back({role, head, std::move(because)});
  }

  void place(const Argument& argument) {
    const Token& head = reading_[argument.head];
    if (argument.slot == Slot::amod || argument.slot == Slot::xcomp || argument.slot == Slot::ccomp) {
      if (argument.slot == Slot::amod) place_word_before(argument);
      if (argument.slot == Slot::ccomp && match_.row->type == "ACCUSE" && (match_.row->frame->name == "speaker_that" || match_.row->frame->name == "noun_against")) place_accused(argument.head);
      return;
    }
    if (argument.slot == Slot::compound) return place_word_before(argument);
    const auto role = match_.row->frame->role_of(argument.slot);
    if (head.upos == Upos::adv || head.upos == Upos::adp || tells_time(head)) return;
    const bool is_place = classes_of(argument.head) & places_;
    if (!role) {
      if (is_place && (argument.slot == Slot::in || argument.slot == Slot::at || argument.slot == Slot::near || argument.slot == Slot::around || argument.slot == Slot::outside ||
                       argument.slot == Slot::inside || argument.slot == Slot::on))
        add_all(Role::place, argument);
      return;
    }
    add_all(settled(*role, argument), argument);
  }

  Role settled(Role role, const Argument& argument) const {
    const ClassSet classes = classes_of(argument.head);
    const bool is_pronoun = reading_[argument.head].upos == Upos::pron;
    if (role == Role::actor && !is_pronoun) {
      if (classes & things_ && !(classes & (lexicon_.classes().named("armed") | lexicon_.classes().named("person")))) return Role::instrument;
      if (classes & no_party_ && !(classes & parties_)) return Role::target;
    }
    if (role == Role::recipient && match_.row->type == "ACCUSE" && !is_pronoun && classes & no_party_ && !(classes & parties_)) return Role::target;
    // "the group's killing of a guard": with a victim told, the owner acts.
    if (role == Role::recipient && argument.slot == Slot::possessor && match_.arguments.has(Slot::of)) return Role::actor;
    // "the police shooting of", "killings of the army" stay with the frame.
    return role;
  }

  void add_all(Role role, const Argument& argument) {
    const auto heads = argument.slot == Slot::self ? std::vector<std::int32_t>{argument.head} : joined_with(reading_, argument.head);
    const ClassSet deed = lexicon_.classes().named("deed"), body = lexicon_.classes().named("body");
    for (std::size_t i = 0; i < heads.size(); ++i) {
      // "between protesters and police, as well as arrests": what was done joins no parties; nor do limbs ("a knife to her throat").
      const ClassSet classes = classes_of(heads[i]);
      if (role != Role::target && i > 0 && classes & deed && !(classes & parties_)) continue;
      if (role == Role::recipient && classes & body && !(classes & parties_)) continue;
      add(role, heads[i], fmt::format("{}{}", because_of(argument), i > 0 ? " conj" : ""));
    }
  }

  std::string because_of(const Argument& argument) const {
    if (argument.because == "nmod" || argument.because == "obl" || argument.because == "obl of light verb") return fmt::format("{} {}", argument.because, name_of(argument.slot));
    return std::string(argument.because);
  }

  // "charged that the army had shelled the town": who does what is alleged is accused of it.
  void place_accused(std::int32_t clause) {
    const std::int32_t doer = read_verb(reading_, clause).first(Slot::subject);
    if (doer == no_token || doer == match_.arguments.first(Slot::subject) || reading_[doer].upos == Upos::pron || reading_[doer].upos == Upos::verb) return;
    const ClassSet classes = classes_of(doer);
    if (classes & no_party_ && !(classes & parties_)) return;
    for (const std::int32_t head : joined_with(reading_, doer)) add(Role::recipient, head, "subject of the clause");
  }

  // "a bomb attack", "the police raid", "Russian airstrikes", "the Paris attacks".
  void place_word_before(const Argument& argument) {
    const Token& word = reading_[argument.head];
    const std::string& frame = match_.row->frame->name;
    if (!match_.is_noun) return;
    const ClassSet classes = classes_of(argument.head);
    if (!lexicon_.modes_of_instrument(word.lower).empty() && !(classes & lexicon_.classes().named("armed"))) {
      if (argument.slot == Slot::compound) add(Role::instrument, argument.head, "compound");
      return;
    }
    if (argument.slot == Slot::amod) {
      const bool is_demonym = word.form.front() >= 'A' && word.form.front() <= 'Z' && argument.head != 0;
      if (is_demonym && (frame == "noun_on" || frame == "noun_from") && !tells_time(word)) add(Role::actor, argument.head, "amod");
      return;
    }
    // "a U.S. strike": powers act where towns are places ("the Paris attacks").
    if (classes & lexicon_.classes().named("power") && match_.row->frame->role_of(Slot::compound) == Role::actor) return add(Role::actor, argument.head, "compound");
    if (word.name >= 0 && reading_.names[static_cast<std::size_t>(word.name)].kind == NameKind::location) return add(Role::place, argument.head, "compound");
    const bool is_patient_noun = frame == "noun_of_patient" || frame == "noun_trial";
    if (is_patient_noun && word.name >= 0 && reading_.names[static_cast<std::size_t>(word.name)].kind == NameKind::person)
      return add(Role::recipient, argument.head, "compound");
    const bool is_organisation = word.name >= 0 && reading_.names[static_cast<std::size_t>(word.name)].kind == NameKind::organisation;
    if ((classes & doers_ || is_organisation) && match_.row->frame->role_of(Slot::compound)) return add(Role::actor, argument.head, "compound");
    if (classes & places_) add(Role::place, argument.head, "compound");
  }

  // "using a knife", "armed with rifles": clauses that hang on the trigger and tell the means.
  void add_means() {
    if (match_.row->type != "ASSAULT") return;
    // "wounded three passengers with an axe", where the tree hangs the axe on the passengers.
    for (const Argument& argument : match_.arguments.all) {
      if (argument.slot != Slot::object) continue;
      for (const std::int32_t child : children(reading_, argument.head)) {
        const std::int32_t preposition = child_with(reading_, child, Deprel::case_);
        if (reading_[child].deprel == Deprel::nmod && preposition != no_token && reading_[preposition].lower == "with" && is_means(child))
          add(Role::instrument, child, "nmod with");
      }
    }
    for (const std::int32_t child : children(reading_, match_.trigger)) {
      const Token& token = reading_[child];
      if (token.deprel != Deprel::advcl && token.deprel != Deprel::acl && token.deprel != Deprel::xcomp) continue;
      if (token.lemma != "use" && token.lemma != "wield" && token.lemma != "fire" && token.lemma != "carry") continue;
      const std::int32_t object = child_with(reading_, child, Deprel::obj);
      if (object != no_token && is_means(object))
        add(Role::instrument, object, fmt::format("obj of {}", token.lemma));
    }
  }

  bool is_means(std::int32_t head) const {
    return classes_of(head) & things_ || !lexicon_.modes_of_instrument(reading_[head].lemma).empty();
  }

  const Reading& reading_;
  const Lexicon& lexicon_;
  const Match& match_;
  ClassSet doers_ = 0, things_ = 0, no_party_ = 0, parties_ = 0, places_ = 0;
  std::vector<Filler> fillers_;
};

std::string trigger_figure_of(const Reading& reading, const Match& match) {
  if (!match.is_noun) return {};
  // "Two counts", "five charges", "several stab wounds" count no people.
  const std::string_view noun = reading[match.trigger].lemma;
  if (match.row->type == "ACCUSE" || noun == "wound" || noun == "injury") return {};
  if (!match.row->figure_role.empty()) return match.row->figure_role;
  if (match.row->type == "ASSAULT") return "attacks";
  return {};
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool tells_event(std::string_view lemma) {
  return is_one_of(lemma, {"death", "spree", "attack", "rampage", "incident", "raid", "wave", "campaign", "bombing", "shooting", "strike", "killing", "attempt", "plot",
                           "wound", "march", "rally", "protest", "riot", "robbery", "arrest", "operation"});
}

// "charged with murder", "two counts of assault", "convicted of rape": the crime as the law names it.
bool names_crime_charged(const Reading& reading, std::int32_t noun) {
  const Token& token = reading[noun];
  if (token.head == no_token) return false;
  if (token.deprel == Deprel::conj) return names_crime_charged(reading, token.head);
  if (token.deprel != Deprel::obl && token.deprel != Deprel::nmod) return false;
  if (child_with(reading, noun, Deprel::nmod) != no_token) return false;
  return is_one_of(reading[token.head].lemma, {"charge", "count", "convict", "accuse", "indict", "try", "sentence", "guilty", "wanted", "suspect", "suspicion", "guilt", "acquit",
                                               "conviction", "accusation", "trial", "clear", "prosecute", "arraign", "face"});
}

// A noun that names an event without telling anything of it: "the attack", with no party, place, time or number.
bool is_presupposed(const Reading& reading, const Match& match, const std::vector<Filler>& fillers) {
  if (!match.is_noun) return false;
  const std::string& frame = match.row->frame->name;
  if (frame == "agent_noun" || frame == "patient_noun") return true;
  // "the shooting scene", "a murder charge"; "shooting death" and "murder spree" are the event itself.
  const Token& self = reading[match.trigger];
  if (self.deprel == Deprel::compound && self.head != no_token && !tells_event(reading[self.head].lemma)) return true;
  if (names_crime_charged(reading, match.trigger)) return true;
  for (const Filler& filler : fillers)
    if (filler.role != Role::instrument) return false;
  for (const std::int32_t child : children(reading, match.trigger)) {
    const Token& token = reading[child];
    if (token.deprel == Deprel::nummod || tells_time(token)) return false;
  }
  if (light_verb_of(reading, match.trigger) != no_token) return false;
  const Token& token = reading[match.trigger];
  if (token.head == no_token) return false;
  static constexpr std::array<std::string_view, 14> occurring = {"occur", "happen", "take", "break", "erupt", "begin", "continue", "report", "follow", "resume",
                                                                 "start", "rage", "spread", "kill"};
  if (token.deprel == Deprel::nsubj || token.deprel == Deprel::nsubj_pass)
    return std::ranges::find(occurring, reading[token.head].lemma) == occurring.end();
  return true;
}

}  // namespace

std::string actor_figure_of(std::string_view type) {
  if (type == "PROTEST") return "participants";
  if (type == "ASSAULT") return "attackers";
  if (type == "MOBILIZE") return "deployed";
  return {};
}

bool tells_time(const Token& token) {
  static constexpr std::array<std::string_view, 47> words = {
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
      "august", "september", "october", "november", "december", "today", "yesterday", "tomorrow", "day", "week", "month", "year", "night", "morning",
      "evening", "afternoon", "hour", "minute", "weekend", "dawn", "midnight", "noon", "time", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "anniversary",
      "decade", "eve"};
  if (token.upos == Upos::num && token.lower.size() == 4 && (token.lower.starts_with("19") || token.lower.starts_with("20"))) return true;
  std::string_view lower = token.lower;
  if (lower.ends_with(".")) lower.remove_suffix(1);
  if (lower.ends_with("s") && std::ranges::find(words, lower.substr(0, lower.size() - 1)) != words.end()) return true;
  if ((lower == "may" || lower == "march") && token.form.front() != 'M') return false;
  return std::ranges::find(words, lower) != words.end();
}

Happening fill_roles(const Reading& reading, const Lexicon& lexicon, const Match& match) {
  Happening happening{.trigger = match.trigger,
                      .span = span_of(reading, match.words),
                      .type = match.row->type,
                      .modes = match.row->modes,
                      .fillers = Filling(reading, lexicon, match).run(),
                      .figure_role = match.row->figure_role,
                      .is_noun = match.is_noun,
                      .because = match.row->place};
  happening.actor_figure_role = actor_figure_of(happening.type);
  happening.trigger_figure_role = trigger_figure_of(reading, match);
  happening.is_presupposed = is_presupposed(reading, match, happening.fillers);
  happening.status_hint = status_hint_of(reading, match.trigger, match.is_noun);
  add_modes_of_means(reading, lexicon, match.arguments, happening);
  return happening;
}

}  // namespace nutgraf::what
