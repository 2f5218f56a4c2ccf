// Counts the dead and injured where no act has them as its object: "nine people were dead", "left one man dead", "the 130
// injured", "the number of victims is 59", "11 people were taken to hospital".

#include "event/tolls.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "event/attach.h"
#include "event/spared.h"

namespace nutgraf::event {

Result<Tolls> Tolls::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/event/tolls.tsv", {.columns = {"word", "kind", "role", "example"},
                                                              .key = {"word", "kind"},
                                                              .required = {"word", "kind", "role"}});
  if (!table) return std::unexpected(table.error());
  const std::vector<std::string> kinds = {"state", "victim", "toll", "blow", "care", "act", "flight", "end", "spared"};
  Tolls tolls;
  for (const Row& row : table->rows) {
    if (const std::string wrong = explain_unknown(*table, row, "kind", row.cells[1], kinds); !wrong.empty()) return fail(wrong);
    const auto kind = static_cast<Kind>(std::ranges::find(kinds, row.cells[1]) - kinds.begin());
    tolls.words_.emplace(row.cells[0], Word{kind, row.cells[2], table->place_of(row)});
  }
  return tolls;
}

namespace {

std::int32_t end_of_sentence(const Reading& reading, std::int32_t token) {
  return reading.sentences[static_cast<std::size_t>(reading[token].sentence)].tokens.last;
}

// Past "more", "others" and "people".
std::int32_t past_more(const Reading& reading, std::int32_t at) {
  static constexpr std::array<std::string_view, 4> words = {"more", "other", "others", "people"};
  while (at < reading.size() && std::ranges::find(words, reading[at].lower) != words.end()) ++at;
  return at;
}

}  // namespace

const Tolls::Word* Tolls::word_at(const Reading& reading, std::int32_t token, Kind kind) const {
  for (const std::string* key : {&reading[token].lemma, &reading[token].lower}) {
    const auto [first, last] = words_.equal_range(*key);
    for (auto word = first; word != last; ++word)
      if (word->second.kind == kind) return &word->second;
  }
  return nullptr;
}

// The word under which lost lives are entered.
const Tolls::Word* Tolls::life() const {
  const auto word = words_.find("life");
  return word == words_.end() ? nullptr : &word->second;
}

const Tolls::Word* Tolls::word_below(const Reading& reading, std::int32_t token, Kind kind) const {
  for (const std::int32_t child : children_of(reading, token)) {
    if (kind == Kind::blow && reading[child].upos == Upos::verb) continue;  // "two died and nine were wounded"
    if (const Word* word = word_at(reading, child, kind)) return word;
  }
  return nullptr;
}

// "killing three and injuring scores more": the count right behind a verb of harm is its object, whatever the tree says.
const Tolls::Word* Tolls::verb_before(const Reading& reading, const how_many::Figure& figure) const {
  const std::int32_t before = figure.tokens.first - 1;
  if (before < 0 || reading[before].sentence != reading[figure.tokens.first].sentence) return nullptr;
  return reading[before].upos == Upos::verb ? word_at(reading, before, Kind::act) : nullptr;
}

// "30 injured", "two others wounded": the state right behind the count is theirs, whatever the tree says.
const Tolls::Word* Tolls::state_beside(const Reading& reading, const how_many::Figure& figure) const {
  const std::int32_t at = past_more(reading, figure.tokens.last);
  if (at >= end_of_sentence(reading, figure.tokens.first)) return nullptr;
  const std::int32_t next = at + 1;
  const bool stands_before_noun = next < reading.size() && reading[next].sentence == reading[at].sentence &&
                                  (reading[next].upos == Upos::noun || reading[next].upos == Upos::propn || reading[next].upos == Upos::adj);
  if (stands_before_noun) return nullptr;  // "three wounded men"
  return harm_at(reading, at);
}

// "some 130 more were badly hurt": from the count over "more" and the auxiliary to the state.
const Tolls::Word* Tolls::state_after(const Reading& reading, const how_many::Figure& figure) const {
  const std::int32_t last = end_of_sentence(reading, figure.tokens.first);
  std::int32_t at = past_more(reading, figure.tokens.last);
  if (at >= last || reading[at].upos != Upos::aux) return nullptr;
  while (at < last && (reading[at].upos == Upos::aux || reading[at].upos == Upos::adv)) ++at;
  return at < last ? harm_at(reading, at) : nullptr;
}

// A word for the state, or a participle of harm.
const Tolls::Word* Tolls::harm_at(const Reading& reading, std::int32_t token) const {
  if (const Word* word = word_at(reading, token, Kind::state)) return word;
  return reading[token].verb_form == VerbForm::participle ? word_at(reading, token, Kind::act) : nullptr;
}

// "The death toll rose to 25", "the number of people killed has climbed to 34", "put the dead at 31", "brought to 134 the number of people held".
const Tolls::Word* Tolls::rising_toll(const Reading& reading, std::int32_t head) const {
  static constexpr std::array<std::string_view, 10> verbs = {"rise", "climb", "grow", "jump", "reach", "hit", "stand", "increase", "soar", "go"};
  const std::int32_t verb = reading[head].head;
  if (verb == no_token || (reading[head].deprel != Deprel::obl && reading[head].deprel != Deprel::obj)) return nullptr;
  static constexpr std::array<std::string_view, 11> estimates = {"put", "place", "estimate", "set", "revise", "raise", "bring", "take", "lower", "give", "elevate"};
  const bool is_estimated = std::ranges::find(estimates, reading[verb].lemma) != estimates.end();
  if (!is_estimated && std::ranges::find(verbs, reading[verb].lemma) == verbs.end()) return nullptr;
  const std::int32_t subject = child_with(reading, verb, is_estimated ? Deprel::obj : Deprel::nsubj);
  if (subject == no_token || subject == head) return nullptr;
  if (const Word* word = word_at(reading, subject, Kind::toll)) return word;
  if (is_estimated)
    if (const Word* word = word_at(reading, subject, Kind::state)) return word;
  if (reading[subject].lemma != "number") return nullptr;
  for (const std::int32_t people : children_of(reading, subject)) {
    for (const Kind kind : {Kind::state, Kind::victim})
      if (const Word* word = word_at(reading, people, kind)) return word;
    for (const std::int32_t below : children_of(reading, people))
      if (const Word* word = harm_at(reading, below)) return word;
  }
  return nullptr;
}

// "eight women, a girl and four men injured", "the dead included two boys and a guard": what is listed with it has a reason.
const Tolls::Word* Tolls::reason_for_list(const Reading& reading, std::int32_t head) const {
  if (const Word* word = reason_for(reading, head)) return word;
  std::int32_t first = head;
  while (reading[first].deprel == Deprel::conj || reading[first].deprel == Deprel::appos) first = reading[first].head;
  if (first != head && reading[first].upos != Upos::verb)
    if (const Word* word = reason_for(reading, first)) return word;
  for (const std::int32_t child : children_of(reading, first)) {
    const bool is_listed = reading[child].deprel == Deprel::conj && child > head && child_with(reading, child, Deprel::nummod) != no_token;
    if (is_listed && reading[first].upos == Upos::noun)
      if (const Word* word = word_below(reading, child, Kind::state)) return word;
  }
  return nullptr;
}

// "The deputy was not hurt", "the driver escaped unharmed": a count of none.
const Tolls::Word* Tolls::harm_spared(const Reading& reading, const how_many::Figure& figure) const {
  if (figure.value != 0.0) return nullptr;
  const std::int32_t last = figure.tokens.last - 1;
  const Word* word = word_at(reading, last, Kind::spared);
  return word ? word : harm_at(reading, last);
}

// "The number of people killed at 37 and the wounded at 118": the word for them right before a bare number.
const Tolls::Word* Tolls::state_before(const Reading& reading, const how_many::Figure& figure) const {
  if (figure.counted != no_token) return nullptr;
  const std::int32_t at = figure.tokens.first - 1;
  if (at < 1 || reading[at].sentence != reading[figure.tokens.first].sentence || (reading[at].lower != "at" && reading[at].lower != "to" && reading[at].lower != ":")) return nullptr;
  if (reading[at - 1].sentence != reading[at].sentence) return nullptr;
  for (const Kind kind : {Kind::toll, Kind::victim})
    if (const Word* word = word_at(reading, at - 1, kind)) return word;
  return harm_at(reading, at - 1);
}

namespace {

// "Died of cancer", "died in a crash": not by anybody's hand.
bool is_natural(const Reading& reading, std::int32_t verb) {
  static constexpr std::array<std::string_view, 12> by_hand = {"wound", "injury", "gunshot", "burn", "blow", "stab", "bullet", "shot", "bleed", "suffocation", "asphyxiation", "torture"};
  static constexpr std::array<std::string_view, 10> by_nature = {"accident", "crash", "collision", "earthquake", "flood", "storm", "sleep", "outbreak", "heat", "landslide"};
  return std::ranges::any_of(children_of(reading, verb), [&](std::int32_t child) {
    const std::int32_t preposition = child_with(reading, child, Deprel::case_);
    if (preposition == no_token) return false;
    const bool tells_cause = reading[preposition].lower == "of" || reading[preposition].lower == "from";
    if (tells_cause && std::ranges::find(by_hand, reading[child].lemma) == by_hand.end()) return true;
    return std::ranges::find(by_nature, reading[child].lemma) != by_nature.end();
  });
}

bool is_life(const Reading& reading, std::int32_t token) { return token != no_token && reading[token].lemma == "life"; }

// "Claimed nine lives", "claimed the lives of 12 people", "two lives were lost".
bool counts_lives_lost(const Reading& reading, std::int32_t head) {
  static constexpr std::array<std::string_view, 4> verbs = {"claim", "cost", "take", "lose"};
  const std::int32_t lives = is_life(reading, head) ? head : reading[head].deprel == Deprel::nmod && is_life(reading, reading[head].head) ? reading[head].head : no_token;
  if (lives == no_token) return false;
  const bool is_taken = reading[lives].deprel == Deprel::obj || reading[lives].deprel == Deprel::nsubj_pass;
  if (is_taken) return std::ranges::find(verbs, reading[reading[lives].head].lemma) != verbs.end();
  return std::ranges::any_of(children_of(reading, lives), [&](std::int32_t child) { return reading[child].lemma == "lose" && reading[child].deprel == Deprel::acl; });
}

// "The army lost six men", "15 people lost their lives".
bool is_lost(const Reading& reading, std::int32_t head) {
  static constexpr std::array<std::string_view, 20> people = {"brother", "sister", "son", "daughter", "child", "relative", "cousin", "uncle", "man", "soldier", "fighter", "officer", "troop", "comrade", "policeman", "guerrilla", "guard", "civilian", "rebel", "militant"};
  const std::int32_t verb = reading[head].head;
  if (verb == no_token || reading[verb].lemma != "lose") return false;
  if (reading[head].deprel == Deprel::nsubj) return is_life(reading, child_with(reading, verb, Deprel::obj));
  return reading[head].deprel == Deprel::obj && std::ranges::find(people, reading[head].lemma) != people.end();
}

// Bodies of the dead, not those of a state: they are found, brought and buried.
bool is_found(const Reading& reading, std::int32_t body) {
  static constexpr std::array<std::string_view, 16> verbs = {"find", "recover", "bury", "discover", "receive", "pull", "retrieve", "count", "see", "bring", "exhume", "collect", "unearth", "lie", "carry", "take"};
  const std::int32_t verb = reading[body].head;
  return verb != no_token && std::ranges::find(verbs, reading[verb].lemma) != verbs.end();
}

// Whoever may live in a place, not suspects or drivers.
bool are_residents(const Reading& reading, std::int32_t people) {
  static constexpr std::array<std::string_view, 12> residents = {"people", "person", "family", "household", "civilian", "resident", "villager", "inhabitant", "woman", "child", "refugee", "thousand"};
  return std::ranges::find(residents, reading[people].lemma) != residents.end();
}

// "Fled their homes", "fled the fighting", "were driven from their homes", "have fled to the town"; not "fled the scene".
bool leaves_home(const Reading& reading, std::int32_t verb, std::int32_t people) {
  static constexpr std::array<std::string_view, 10> left = {"home", "house", "village", "town", "fighting", "violence", "clash", "bombardment", "hamlet", "settlement"};
  const bool flees = reading[verb].lemma == "flee", goes = reading[verb].lemma == "leave";
  if (goes && !are_residents(reading, people)) return false;
  return std::ranges::any_of(children_of(reading, verb), [&](std::int32_t child) {
    const bool is_left = reading[child].deprel == Deprel::obj || (reading[child].deprel == Deprel::obl && !flees && !goes);
    if (reading[child].lemma == "flee" && reading[child].deprel == Deprel::xcomp) return true;  // "were forced to flee"
    if (is_left && std::ranges::find(left, reading[child].lemma) != left.end()) return true;
    if (!flees || !are_residents(reading, people)) return false;
    const std::int32_t preposition = child_with(reading, child, Deprel::case_);
    const bool is_goal = reading[child].deprel == Deprel::obl && preposition != no_token && (reading[preposition].lower == "to" || reading[preposition].lower == "into");
    return is_goal || (reading[child].deprel == Deprel::obj && reading[child].upos == Upos::propn);
  });
}

}  // namespace

const Tolls::Word* Tolls::reason_for(const Reading& reading, std::int32_t head) const {
  for (const Kind kind : {Kind::victim, Kind::state})
    if (const Word* word = word_at(reading, head, kind); word && (reading[head].lemma != "body" || is_found(reading, head))) return word;
  if (const Word* word = word_below(reading, head, Kind::state)) return word;
  if (const Word* word = word_below(reading, head, Kind::blow)) return word;  // "one man with stab wounds"
  const std::int32_t above = reading[head].head;
  const Deprel relation = reading[head].deprel;
  const bool is_subject = relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
  if (is_subject) {
    if (const Word* word = word_at(reading, above, Kind::flight); word && leaves_home(reading, above, head)) return word;
    if (const Word* word = word_at(reading, above, Kind::end); word && !is_natural(reading, above)) return word;
    if (const Word* word = word_at(reading, above, Kind::state)) return word;   // "nine people were dead"
    if (const Word* word = word_at(reading, above, Kind::care)) return word;    // "11 were still in hospital"
    if (const Word* word = word_below(reading, above, Kind::care)) return word; // "were taken to hospital"
    if (const std::int32_t state = child_with(reading, above, Deprel::xcomp); state != no_token)
      if (const Word* word = word_at(reading, state, Kind::state)) return word;  // "were found dead"
    if (const Word* word = word_below(reading, above, Kind::blow)) return word; // "suffered injuries"
  }
  if (relation == Deprel::obj)
    if (const Word* word = word_below(reading, above, Kind::state)) return word;  // "left one man dead"
  if (relation == Deprel::obj)
    if (const Word* word = word_at(reading, above, Kind::flight); word && reading[above].lemma != "flee" && reading[above].lemma != "leave" && leaves_home(reading, above, head)) return word;  // "drove 300 from their homes"
  if (counts_lives_lost(reading, head) || is_lost(reading, head)) return life();
  for (std::int32_t token = above, steps = 0; token != no_token && steps < 2; token = reading[token].head, ++steps)
    if (const Word* word = word_at(reading, token, Kind::toll)) return word;  // "a death toll of 11"
  return reason_of_subject(reading, head);
}

// "The dead included two children", "the victims were two women", "the number of victims is 59".
const Tolls::Word* Tolls::reason_of_subject(const Reading& reading, std::int32_t head) const {
  const bool is_included = reading[head].deprel == Deprel::obj && reading[reading[head].head].lemma == "include";
  const std::int32_t subject = child_with(reading, is_included ? reading[head].head : head, Deprel::nsubj);
  if (subject == no_token) return nullptr;
  for (const Kind kind : {Kind::state, Kind::victim, Kind::toll})
    if (const Word* word = word_at(reading, subject, kind)) return word;
  if (reading[subject].lemma == "number") return word_below(reading, subject, Kind::victim);
  if (reading[subject].lower == "those" || reading[subject].lemma == "people")  // "those killed included", "those held are"
    for (const std::int32_t child : children_of(reading, subject))
      if (const Word* word = harm_at(reading, child)) return word;
  return nullptr;
}

// "Two policemen were among those killed", "among the dead were four children": the word for those whom the count is among.
const Tolls::Word* Tolls::word_of_group(const Reading& reading, const how_many::Figure& figure) const {
  const TokenRange sentence = reading.sentences[static_cast<std::size_t>(reading[figure.tokens.first].sentence)].tokens;
  const auto group_at = [&](std::int32_t among) -> const Word* {
    for (std::int32_t token = among + 1; token < std::min(among + 4, sentence.last); ++token)
      for (const Word* word : {word_at(reading, token, Kind::victim), harm_at(reading, token)})
        if (word) return word;
    return nullptr;
  };
  std::int32_t behind = figure.tokens.last;
  while (behind < sentence.last && reading[behind].upos == Upos::aux) ++behind;
  if (behind < sentence.last && reading[behind].lower == "among") return group_at(behind);
  if (reading[sentence.first].lower != "among") return nullptr;
  for (std::int32_t token = sentence.first + 2; token < std::min(sentence.first + 6, figure.tokens.first); ++token)
    if (reading[token].lemma == "be") return group_at(sentence.first);
  return nullptr;
}

namespace {

// "One of the victims", "none of the injuries": those counted are known already.
bool is_some_of_known(const Reading& reading, const how_many::Figure& figure) {
  for (std::int32_t token = figure.tokens.first; token + 1 < figure.tokens.last; ++token)
    if (reading[token].lower == "of" && reading[token + 1].lower == "the") return true;
  return false;
}

}  // namespace

std::vector<Toll> Tolls::find(const Reading& reading, const std::vector<how_many::Figure>& figures) const {
  std::vector<Toll> tolls;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const how_many::Figure& figure = figures[i];
    if (figure.kind != how_many::Kind::count) continue;
    if (are_spared(reading, figure, figures)) continue;
    const Word* beside = harm_spared(reading, figure);
    if (!beside) beside = verb_before(reading, figure);
    if (!beside) beside = state_beside(reading, figure);
    if (!beside) beside = state_after(reading, figure);
    if (!beside) beside = state_before(reading, figure);
    if (beside) {
      tolls.push_back({i, beside->role, beside->row, true});
      continue;
    }
    const std::int32_t head = figure.counted == no_token ? head_of(reading, figure.tokens) : figure.counted;
    if (is_some_of_known(reading, figure) && word_at(reading, head, Kind::victim)) continue;
    const Word* word = rising_toll(reading, head);
    if (!word) word = word_of_group(reading, figure);
    if (!word) word = reason_for_list(reading, head);
    if (const std::int32_t number = head_of(reading, figure.tokens); !word && number != head) word = reason_for_list(reading, number);  // "thousands of villagers"
    if (word) tolls.push_back({i, word->role, word->row, word->kind == Kind::blow});
  }
  return tolls;
}

}  // namespace nutgraf::event
