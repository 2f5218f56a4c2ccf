// Finds who says it: from the verb to its subject, from the noun to its owner, and tells news outlets from others.

#include "says_who/speakers.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "says_who/content.h"
#include "says_who/tree.h"

namespace nutgraf::says_who {

namespace {

// A day, a month or a year.
bool is_time_word(std::string_view lower) {
  constexpr std::array<std::string_view, 12> months = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                                                       "november", "december"};
  const bool is_year = lower.size() == 4 && (lower.starts_with("19") || lower.starts_with("20")) && lower[2] >= '0' && lower[2] <= '9';
  return is_day_word(lower) || is_year || std::ranges::find(months, lower) != months.end();
}

}  // namespace

std::vector<std::int32_t> phrase_words(const Reading& reading, std::int32_t head) {
  std::vector<std::int32_t> left_out;
  each_child(reading, head, [&](std::int32_t child) {
    switch (reading[child].deprel) {
      case Deprel::case_: case Deprel::acl_relcl: case Deprel::parataxis: case Deprel::ccomp: case Deprel::cop: case Deprel::nsubj:
        left_out.push_back(child);
        break;
      case Deprel::conj:
        if (reading[child].upos == Upos::verb) left_out.push_back(child);
        break;
      case Deprel::nmod:  // "the minister in December announced"
        if (is_time_word(reading[child].lower)) left_out.push_back(child);
        break;
      default: break;
    }
  });
  std::vector<std::int32_t> words = tree_words(reading, head, left_out);
  while (!words.empty() && reading[words.front()].upos == Upos::punct && words.front() != head) words.erase(words.begin());
  while (!words.empty() && reading[words.back()].upos == Upos::punct && words.back() != head) words.pop_back();
  return words;
}

Span phrase_of(const Reading& reading, std::int32_t head) {
  const auto words = phrase_words(reading, head);
  // A phrase in two parts ends where the first gap of words begins.
  std::int32_t last = head;
  for (const std::int32_t word : words)
    if (word > last && word <= last + 2) last = word;
  std::int32_t first = head;
  for (auto word = words.rbegin(); word != words.rend(); ++word)
    if (*word < first && *word >= first - 2) first = *word;
  while (last > head && reading[last].upos == Upos::punct && reading[last].form != ")") --last;
  return span_of(reading, {first, last + 1});
}

Span speaker_phrase(const Reading& reading, std::int32_t head, std::int32_t cue) {
  constexpr std::int32_t longest_gap = 6;
  const TokenRange phrase = tokens_in(reading, phrase_of(reading, head));
  std::int32_t first = phrase.first, last = phrase.last;
  while (first < head && (reading[first].upos == Upos::adp || reading[first].upos == Upos::sconj)) ++first;  // "with officials saying"
  if (head < cue && cue < last) last = cue;
  const auto is_named = [&](std::int32_t i) {
    return reading[i].upos == Upos::propn && reading[i].sentence == reading[head].sentence && !is_day_word(reading[i].lower);
  };
  if (last <= cue && cue - last <= longest_gap && reading[cue].sentence == reading[head].sentence) {
    std::int32_t opening = last, closing = cue;
    if (opening < closing && reading[opening].lower == ",") ++opening;
    if (opening > last && closing > opening && reading[closing - 1].lower == ",") --closing;
    bool is_name = closing > opening;
    for (std::int32_t i = opening; i < closing; ++i) is_name = is_name && (is_named(i) || (opening == last && reading[i].upos == Upos::noun && !is_day_word(reading[i].lower)));
    if (is_name) last = closing;
  }
  while (first > cue && last < reading.size() && is_named(last) && is_named(last - 1)) ++last;
  if (const std::int32_t name = reading[first].name; name >= 0) {
    const TokenRange words = reading.names[static_cast<std::size_t>(name)].tokens;
    if (words.first > cue || words.last <= cue) first = std::min(first, words.first);
  }
  return span_of(reading, {first, last});
}

bool is_day_word(std::string_view lower) {
  constexpr std::array<std::string_view, 11> days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                                     "today", "yesterday", "tonight", "earlier"};
  return std::ranges::find(days, lower) != days.end();
}

bool is_passive(const Reading& reading, std::int32_t verb) {
  return has_child(reading, verb, Deprel::aux_pass) || has_child(reading, verb, Deprel::nsubj_pass);
}

namespace {

bool is_relative_pronoun(const Token& word) {
  return word.lower == "who" || word.lower == "which" || word.lower == "that" || word.lower == "whom";
}

std::int32_t agent_of(const Reading& reading, std::int32_t verb) {
  std::int32_t agent = child_with(reading, verb, Deprel::obl_agent);
  if (agent != no_token) return agent;
  each_child(reading, verb, [&](std::int32_t child) {
    if (reading[child].deprel == Deprel::obl && preposition_of(reading, child) == "by") agent = child;
  });
  return agent;
}

// The subject of the verb's own clause, or no_token.
std::int32_t own_subject(const Reading& reading, std::int32_t verb) {
  if (is_passive(reading, verb)) return agent_of(reading, verb);
  std::int32_t subject = child_with(reading, verb, Deprel::nsubj);
  if (subject == no_token) subject = child_with(reading, verb, Deprel::nsubj_outer);
  if (subject == no_token) return no_token;
  if (is_relative_pronoun(reading[subject])) {
    const bool is_relative = reading[verb].deprel == Deprel::acl_relcl || reading[verb].deprel == Deprel::acl;
    return is_relative ? reading[verb].head : no_token;
  }
  return subject;
}

// Words that own what is said when they stand before the noun: "police reports", but not "bomb threats".
bool speaks(const Token& word) {
  constexpr std::array<std::string_view, 22> bodies = {
      "police", "government", "army", "military", "court", "state", "media", "official", "witness", "intelligence", "rebel",
      "opposition", "union", "company", "hospital", "security", "ministry", "press", "government", "eyewitness", "resident", "news"};
  return word.upos == Upos::propn || std::ranges::find(bodies, word.lemma) != bodies.end();
}

}  // namespace

bool is_label(const Reading& reading, TokenRange words) {
  const Token& last = reading[words.last - 1];
  constexpr std::array<std::string_view, 10> heads = {"police", "sheriff", "authority", "prosecutor", "investigator", "coroner", "minister", "mayor",
                                                      "un", "report"};
  const bool is_person = last.name >= 0 && reading.names[static_cast<std::size_t>(last.name)].kind == NameKind::person;
  return is_person || std::ranges::find(heads, last.lower) != heads.end() || std::ranges::find(heads, last.lemma) != heads.end() ||
         (last.upos == Upos::noun && speaks(last));
}

std::int32_t subject_of(const Reading& reading, std::int32_t verb) {
  std::int32_t at = verb;
  for (int steps = 0; steps < 4 && at != no_token; ++steps) {
    if (const std::int32_t subject = own_subject(reading, at); subject != no_token) return subject;
    if (has_child(reading, at, Deprel::expl) || (at == verb && is_passive(reading, at))) return no_token;
    const Token& word = reading[at];
    switch (word.deprel) {
      case Deprel::conj: case Deprel::xcomp: case Deprel::advcl: case Deprel::parataxis:
        at = word.head;
        // Who is ordered to say something says it, not who orders.
        if (word.deprel == Deprel::xcomp && reading[at].upos == Upos::verb) {
          const std::int32_t object = child_with(reading, at, Deprel::obj);
          if (object != no_token) return object;
        }
        if (reading[at].upos == Upos::noun || reading[at].upos == Upos::propn) {
          if (!has_child(reading, at, Deprel::cop)) return word.deprel == Deprel::conj ? no_token : at;
        }
        if (is_passive(reading, at) && word.deprel != Deprel::conj) return child_with(reading, at, Deprel::nsubj_pass);
        break;
      case Deprel::acl: case Deprel::acl_relcl:
        return reading[at].lower.ends_with("ing") ? word.head : no_token;
      default: return no_token;
    }
  }
  return no_token;
}

std::int32_t owner_of(const Reading& reading, std::int32_t noun) {
  std::int32_t owner = child_with(reading, noun, Deprel::nmod_poss);
  if (owner != no_token) return owner;
  each_child(reading, noun, [&](std::int32_t child) {
    if (owner != no_token) return;
    const Token& word = reading[child];
    const std::string_view preposition = preposition_of(reading, child);
    if (word.deprel == Deprel::nmod && (preposition == "by" || preposition == "from")) owner = child;
  });
  if (owner != no_token) return owner;
  each_child(reading, noun, [&](std::int32_t child) {
    const Token& word = reading[child];
    if (owner == no_token && word.deprel == Deprel::compound && speaks(word)) owner = child;
  });
  if (owner != no_token) return owner;
  const std::int32_t verb = reading[noun].head;
  if (verb == no_token || reading[noun].deprel != Deprel::obj || reading[verb].upos != Upos::verb) return no_token;
  const std::string_view lemma = reading[verb].lemma;
  const bool is_light = lemma == "make" || lemma == "issue" || lemma == "release" || lemma == "give" || lemma == "have" ||
                        lemma == "express" || lemma == "repeat" || lemma == "voice" || lemma == "publish" || lemma == "offer" ||
                        lemma == "deliver" || lemma == "send" || lemma == "reiterate" || lemma == "raise";
  return is_light ? subject_of(reading, verb) : no_token;
}

bool is_media(const Reading& reading, std::int32_t head, const Lexicon& lexicon) {
  if (head == no_token) return false;
  const Token& word = reading[head];
  if (word.upos == Upos::noun && lexicon.media_nouns.contains(word.lemma)) return true;
  const TokenRange words = word.name >= 0 ? reading.names[static_cast<std::size_t>(word.name)].tokens : TokenRange{head, head + 1};
  for (std::int32_t i = words.first; i < words.last; ++i)
    if (reading[i].upos == Upos::propn && lexicon.media_nouns.contains(reading[i].lower)) return true;
  if (word.upos != Upos::propn) return false;
  bool found = false;
  each_child(reading, head, [&](std::int32_t child) {
    const Token& part = reading[child];
    const bool names_it = part.deprel == Deprel::compound || part.deprel == Deprel::flat || part.deprel == Deprel::appos;
    if (names_it && lexicon.media_nouns.contains(part.upos == Upos::propn ? part.lower : part.lemma)) found = true;
  });
  return found;
}

}  // namespace nutgraf::says_who
