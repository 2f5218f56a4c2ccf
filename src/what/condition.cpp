// Decides whether a row of the trigger tables fits: "charge" is a court's only with a crime or a suspect beside it.
// The words of conditions are explained at the head of lexicon/what/verbs.tsv.

#include "what/condition.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/split.h"
#include "what/tree.h"

namespace nutgraf::what {

namespace {

Result<Condition> read_condition(std::string_view text, const Classes& classes, const Topics& topics) {
  Condition condition;
  if (text == "passive") {
    condition.kind = Condition::Kind::passive;
    return condition;
  }
  const std::size_t end = text.find_first_of(":=!");
  const std::string_view name = text.substr(0, end);
  std::string_view rest = end == std::string_view::npos ? std::string_view{} : text.substr(end);
  const bool is_near = name == "near", is_topic = name == "doc";
  if (!is_near && !is_topic) {
    const auto slot = slot_named(name);
    if (!slot) return fail(fmt::format("unknown place \"{}\" in \"{}\"", name, text));
    condition.slot = *slot;
  }
  if (rest.empty()) return condition;
  if (rest.starts_with("!=")) {
    condition.is_negated = true;
    rest.remove_prefix(1);
  } else if (rest.starts_with(":!")) {
    condition.is_negated = true;
    rest.remove_prefix(1);
  }
  const bool is_words = text[end] == '=' || text.substr(end).starts_with("!=");
  rest.remove_prefix(1);
  if (rest.empty()) return fail(fmt::format("nothing after \"{}\"", text));
  if (is_words) {
    condition.kind = is_near ? Condition::Kind::near_word : Condition::Kind::slot_word;
    condition.words = split<std::string>(rest, '|');
    std::ranges::sort(condition.words);
    return condition;
  }
  condition.kind = is_topic ? Condition::Kind::topic : is_near ? Condition::Kind::near_class : Condition::Kind::slot_class;
  for (const std::string& word : split<std::string>(rest, '|')) {
    if (is_topic) {
      if (!topics.named(word)) return fail(fmt::format("unknown topic \"{}\" in \"{}\"", word, text));
      condition.topics |= topics.named(word);
    } else if (word == "none") {
      condition.allows_empty = true;
    } else if (word == "any") {
      condition.allows_any = true;
    } else {
      if (!classes.named(word)) return fail(fmt::format("unknown class \"{}\" in \"{}\"", word, text));
      condition.classes |= classes.named(word);
    }
  }
  return condition;
}

bool is_listed(const Condition& condition, const Token& token) {
  if (std::ranges::binary_search(condition.words, token.lemma) || std::ranges::binary_search(condition.words, token.lower)) return true;
  // "laboratories" whose lemma was guessed as "laboratorie"
  return token.lower.ends_with("ies") && std::ranges::binary_search(condition.words, token.lower.substr(0, token.lower.size() - 3) + "y");
}

// The head of the phrase, or a word that makes a compound with it ("gas" of "tear gas"), or what it is tried or meant to do ("trying to destabilize").
bool phrase_has_word(const Condition& condition, const Reading& reading, std::int32_t head) {
  if (is_listed(condition, reading[head])) return true;
  for (const std::int32_t child : children(reading, head)) {
    const Deprel relation = reading[child].deprel;
    if ((relation == Deprel::compound || relation == Deprel::amod || relation == Deprel::flat || relation == Deprel::nmod_desc || relation == Deprel::xcomp) && is_listed(condition, reading[child])) return true;
    if (relation == Deprel::conj && reading[child].upos == Upos::noun && is_listed(condition, reading[child])) return true;
  }
  return false;
}

bool is_negated(const Reading& reading, std::int32_t head) {
  return std::ranges::any_of(children(reading, head), [&](std::int32_t child) {
    const std::string_view word = reading[child].lower;
    return word == "not" || word == "n't" || word == "n’t" || word == "never" || word == "no";
  });
}

// "were due to violations", "was against the abuse": not what something is.
bool is_ground(const Reading& reading, std::int32_t head) {
  const std::int32_t preposition = child_with(reading, head, Deprel::case_);
  if (preposition == no_token) return false;
  const std::string_view word = reading[preposition].lower;
  return word != "as" && word != "in" && word != "of" && word != "like";
}

// Of what something is called or said to be, the words of the whole phrase count: "a bunch of lies", "an indefensible attack",
// "unnecessary and inflammatory"; none of what it is said not to be.
std::vector<std::int32_t> words_of_content(const Reading& reading, std::int32_t head) {
  std::vector<std::int32_t> words;
  if (is_negated(reading, head) || is_ground(reading, head)) return words;
  words.push_back(head);
  for (const std::int32_t child : children(reading, head)) {
    switch (reading[child].deprel) {
      case Deprel::amod:
      case Deprel::compound:
      case Deprel::xcomp: words.push_back(child); break;
      case Deprel::nmod:
        if (const std::int32_t preposition = child_with(reading, child, Deprel::case_); preposition != no_token && reading[preposition].lower == "of") words.push_back(child);
        break;
      case Deprel::conj:
        if (reading[child].upos == Upos::noun || reading[child].upos == Upos::adj) words.push_back(child);
        break;
      default: break;
    }
  }
  return words;
}

bool slot_holds(const Condition& condition, const Setting& setting) {
  bool is_filled = false;
  for (const Argument& argument : setting.arguments.all) {
    if (argument.slot != condition.slot) continue;
    is_filled = true;
    if (condition.kind == Condition::Kind::slot_word) {
      if (phrase_has_word(condition, setting.reading, argument.head)) return !condition.is_negated;
      continue;
    }
    if (condition.allows_any) return !condition.is_negated;
    if (condition.is_negated) {
      // Pronouns that may be anything do not count against a row.
      const bool is_pronoun = setting.reading[argument.head].upos == Upos::pron;
      if (!is_pronoun && setting.classes.of_token(setting.reading, argument.head) & condition.classes) return false;
    } else {
      const bool is_content = condition.slot == Slot::xcomp || condition.slot == Slot::ccomp || condition.slot == Slot::as;
      for (const std::int32_t head : is_content ? words_of_content(setting.reading, argument.head) : joined_with(setting.reading, argument.head))
        if (setting.classes.of_token(setting.reading, head) & condition.classes) return true;
    }
  }
  if (condition.is_negated) return true;
  return !is_filled && condition.allows_empty;
}

bool near_holds(const Condition& condition, const Setting& setting) {
  const Sentence& sentence = setting.reading.sentences[static_cast<std::size_t>(setting.reading[setting.trigger].sentence)];
  for (std::int32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t) {
    if (t == setting.trigger) continue;
    const Token& token = setting.reading[t];
    const bool hit = condition.kind == Condition::Kind::near_word
                         ? is_listed(condition, token)
                         : (setting.classes.of_word(token.lemma) & condition.classes) != 0;
    if (hit) return !condition.is_negated;
  }
  return condition.is_negated;
}

}  // namespace

Result<std::vector<Condition>> read_conditions(std::string_view needs, const Classes& classes, const Topics& topics) {
  std::vector<Condition> conditions;
  for (const std::string& text : split<std::string>(needs, ' ')) {
    auto condition = read_condition(text, classes, topics);
    if (!condition) return std::unexpected(condition.error());
    conditions.push_back(std::move(*condition));
  }
  return conditions;
}

bool holds(const Condition& condition, const Setting& setting) {
  switch (condition.kind) {
    case Condition::Kind::filled: return setting.arguments.has(condition.slot);
    case Condition::Kind::passive: return setting.arguments.is_passive;
    case Condition::Kind::topic: return ((setting.topics & condition.topics) != 0) != condition.is_negated;
    case Condition::Kind::slot_class:
    case Condition::Kind::slot_word: return slot_holds(condition, setting);
    case Condition::Kind::near_class:
    case Condition::Kind::near_word: return near_holds(condition, setting);
  }
  return false;
}

bool hold_all(const std::vector<Condition>& conditions, const Setting& setting) {
  return std::ranges::all_of(conditions, [&](const Condition& condition) { return holds(condition, setting); });
}

}  // namespace nutgraf::what
