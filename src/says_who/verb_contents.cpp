// Finds what a verb of saying governs: its clause ("said that ..."), an infinitive ("vowed to ..."), an object ("denied the attack"), a
// phrase ("warned of ..."), or the sentence that it stands in ("Two men died, police said").

#include "says_who/verb_contents.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "says_who/speakers.h"
#include "says_who/tree.h"

namespace nutgraf::says_who {

namespace {

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

}  // namespace

// "Carried out" is another verb than "carried", so a particle must be in the table too.
const Cue* VerbContents::verb_cue(std::int32_t verb) const {
  const Cue* cue = find_verb(lexicon_.verb_cues, reading_, verb);
  if (!cue || !has_child(reading_, verb, Deprel::compound_prt)) return cue;
  return cue == find_in(lexicon_.verb_cues, table_lemma(at(verb))) ? nullptr : cue;
}

// "The group claims to have shot two soldiers", "claimed that they shot it down".
bool VerbContents::claims_own_deed(std::int32_t claim) const {
  bool found = false;
  each_child(reading_, claim, [&](std::int32_t clause) {
    const Deprel relation = at(clause).deprel;
    const bool is_clause = relation == Deprel::xcomp || relation == Deprel::ccomp || relation == Deprel::acl || relation == Deprel::acl_relcl;
    if (!is_clause || at(clause).upos != Upos::verb || is_passive(reading_, clause)) return;
    const std::int32_t subject = child_with(reading_, clause, Deprel::nsubj);
    const std::int32_t have = child_with(reading_, clause, Deprel::aux);
    if (has_infinitive_mark(reading_, clause) && have != no_token && at(have).lemma == "have") found = true;
    if (subject != no_token && (at(subject).lower == "they" || at(subject).lower == "it" || at(subject).lower == "we") &&
        at(clause).tense == Tense::past)
      found = true;
  });
  return found;
}

// The clauses and phrases that a verb of saying governs.
Words VerbContents::verb_content(std::int32_t verb, const Cue& cue, std::int32_t speaker) {
  Words content;
  is_infinitive_ = false;
  each_child(reading_, verb, [&](std::int32_t child) {
    if (at(child).lower == "citing") return;
    const std::uint32_t frame = frame_of(reading_, child);
    switch (at(child).deprel) {
      case Deprel::ccomp: case Deprel::xcomp: case Deprel::csubj: case Deprel::csubj_pass: {
        const bool is_infinitive = has(frame, Frame::to);
        if (!fits_clause(verb, child, cue, frame) || is_question_refused(verb, child)) return;
        if (is_infinitive) is_infinitive_ = true;
        if (is_description(child) || (at(child).deprel == Deprel::xcomp && !is_infinitive)) {
          const std::int32_t object = child_with(reading_, verb, Deprel::obj);
          if (is_description(child) && (object == no_token || speaker == no_token || !(has(cue.frames, Frame::as) || has_child(reading_, child, Deprel::mark)))) return;
          if (object != no_token) append(content, tree_words(reading_, object, {}));
        } else if (const std::int32_t doer = is_infinitive && cue.kind == "speech" ? no_token : object_of_clause(verb, child); doer != no_token) {
          append(content, tree_words(reading_, doer, {}));
        }
        append(content, clause_words(child, verb));
        return;
      }
      case Deprel::conj:  // "said that two men died, and that a third was missing"
        if (has(cue.frames, Frame::that) && has_child(reading_, child, Deprel::mark) && at(child_with(reading_, child, Deprel::mark)).lower == "that")
          append(content, clause_words(child, verb));
        return;
      case Deprel::obj: case Deprel::nsubj_pass:
        if (has(cue.frames, Frame::noun) && at(child).upos != Upos::pron && child != speaker && !is_told_person(verb, child) && !has_clause(verb) &&
            !has_two_objects(verb))
          append(content, clause_words(child, verb));
        return;
      case Deprel::obl: case Deprel::advcl: case Deprel::acl:
        if (is_clause_before(verb, child) && has(cue.frames, Frame::quote) && cue.kind == "speech") {
          append(content, clause_words(child, verb));
          return;
        }
        if ((cue.frames & frame & preposition_frames) != 0) {
          const std::int32_t object = child_with(reading_, verb, Deprel::obj);
          if (object != no_token && at(object).lower != "responsibility") append(content, tree_words(reading_, object, {}));
          append(content, clause_words(child, verb));
        }
        return;
      default: return;
    }
  });
  if (content.empty() && cue.manner == Manner::claims_responsibility) content = claimed_words(verb);
  if (content.empty() && (has(cue.frames, Frame::quote) || has(cue.frames, Frame::that))) {
    content = host_words(verb);
    // "Aldmoor: two men found dead": a label is nothing said.
    if (content.size() < 3 && std::ranges::none_of(content, [&](std::int32_t word) { return at(word).quote >= 0; })) content.clear();
  }
  return content;
}

// Thoughts and findings need a clause of their own ("saw that he fled", not "saw him flee"; "found that he fled", not "found him dead").
bool VerbContents::fits_clause(std::int32_t verb, std::int32_t clause, const Cue& cue, std::uint32_t frame) const {
  if (has(frame, Frame::to)) return has(cue.frames, Frame::to) || is_passive(reading_, verb);
  const std::int32_t mark = child_with(reading_, clause, Deprel::mark);
  if (mark != no_token && at(mark).lower == "that" && at(clause).quote < 0) return has(cue.frames, Frame::that);
  const bool is_bare_gerund = at(clause).lower.ends_with("ing") && !is_finite_clause(reading_, clause) && at(clause).quote < 0 &&
                              !has_child(reading_, clause, Deprel::nsubj) && object_of_clause(verb, clause) == no_token;
  if (is_bare_gerund) return (cue.frames & frame) != 0;  // "continued gathering" says nothing
  const bool is_finding = cue.kind == "speech" && !has(cue.frames, Frame::quote);
  if ((cue.kind != "speech" || is_finding) && !is_finite_clause(reading_, clause) && at(clause).quote < 0)
    return (cue.frames & frame & static_cast<std::uint32_t>(Frame::ing)) != 0;
  return has(cue.frames, Frame::that) || has(cue.frames, Frame::quote) || (cue.frames & frame) != 0;
}

// "The film shows guards beating him", "announced eight people died", "wants prices to fall": what stands as the object does what the clause says; or no_token.
std::int32_t VerbContents::object_of_clause(std::int32_t verb, std::int32_t clause) const {
  const std::int32_t object = child_with(reading_, verb, Deprel::obj);
  if (object == no_token || object < verb || object > clause) return no_token;
  const std::int32_t mark = child_with(reading_, clause, Deprel::mark);
  if ((mark != no_token && at(mark).lower != "to") || has_child(reading_, clause, Deprel::nsubj) || has_child(reading_, clause, Deprel::nsubj_pass)) return no_token;
  const std::int32_t last = subtree_of(reading_, object).last;
  const bool is_beside = subtree_of(reading_, clause).first == last;
  return is_beside && !is_told_person(verb, object) ? object : no_token;
}

// "called him a liar": a noun or adjective that an object is said to be.
bool VerbContents::is_description(std::int32_t clause) const {
  return at(clause).deprel == Deprel::xcomp && at(clause).upos != Upos::verb && !has_infinitive_mark(reading_, clause);
}

// "responsibility for the attack".
Words VerbContents::claimed_words(std::int32_t verb) const {
  const std::int32_t object = child_with(reading_, verb, Deprel::obj);
  return object == no_token ? Words{} : tree_words(reading_, object, {});
}

// "The men fled," she added: a small model takes what is said for a side clause.
bool VerbContents::is_clause_before(std::int32_t verb, std::int32_t clause) const {
  return at(clause).deprel == Deprel::advcl && clause < verb && is_finite_clause(reading_, clause) &&
         !has_child(reading_, clause, Deprel::mark) && !has_clause(verb) && subtree_of(reading_, clause).first == reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens.first;
}

bool VerbContents::has_clause(std::int32_t verb) const {
  return has_child(reading_, verb, Deprel::ccomp) || has_child(reading_, verb, Deprel::xcomp);
}

// "They were denied visas" refuses something; nothing is said.
bool VerbContents::has_two_objects(std::int32_t verb) const {
  const bool is_given = has_child(reading_, verb, Deprel::iobj) || has_child(reading_, verb, Deprel::nsubj_pass);
  return is_given && has_child(reading_, verb, Deprel::obj);
}

// "told reporters": whom it is told, not what.
bool VerbContents::is_told_person(std::int32_t verb, std::int32_t object) const {
  const std::string_view lemma = at(verb).lemma;
  return (lemma == "tell" || lemma == "inform" || lemma == "brief") && at(object).deprel == Deprel::obj;
}

// "would not say whether", "did not say who": nothing is said.
bool VerbContents::is_question_refused(std::int32_t verb, std::int32_t clause) const {
  bool is_negated = false;
  each_child(reading_, verb, [&](std::int32_t child) {
    if (at(child).lower == "not" || at(child).lower == "n't" || at(child).lower == "n\u2019t") is_negated = true;
  });
  if (!is_negated) return false;
  const std::string_view first = at(tree_words(reading_, clause, {}).front()).lower;
  return first == "whether" || first == "if" || first == "who" || first == "what" || first == "where" || first == "when" ||
         first == "why" || first == "how" || first == "which";
}

// The clause without the verb of saying that may stand inside it, and without what is told about the saying itself.
Words VerbContents::clause_words(std::int32_t clause, std::int32_t verb) const {
  Words left_out{verb};
  each_child(reading_, clause, [&](std::int32_t child) {
    const bool is_side = at(child).deprel == Deprel::parataxis ||
                         ((at(child).deprel == Deprel::advcl || at(child).deprel == Deprel::acl) && child > verb && at(child).lower.ends_with("ing") &&
                          subtree_of(reading_, child).first > 0 && at(subtree_of(reading_, child).first - 1).lower == ",");
    if (is_side && at(child).upos == Upos::verb && at(child).quote < 0 && (verb_cue(child) || at(child).lemma == "cite"))
      left_out.push_back(child);
  });
  Words words = tree_words(reading_, clause, left_out);
  const auto citing = std::ranges::find_if(words, [&](std::int32_t word) {
    return at(word).lower == "citing" && word > 0 && at(word - 1).lower == "," && at(word).quote < 0;
  });
  words.erase(citing, words.end());
  // "saying Tuesday that ...": the day is that of the saying.
  if (words.size() > 2 && is_day_word(at(words.front()).lower) && at(words[1]).lower == "that") words.erase(words.begin());
  return words;
}

// "Two men died, police said": the verb hangs on what is said.
Words VerbContents::host_words(std::int32_t verb) const {
  const std::int32_t host = at(verb).head;
  if (host == no_token || at(verb).quote >= 0) return {};
  const std::int32_t speaker = child_with(reading_, verb, Deprel::nsubj);
  const bool hangs_loose = at(verb).deprel == Deprel::advcl || at(verb).deprel == Deprel::conj || at(verb).deprel == Deprel::dep;
  const bool closes = hangs_loose && speaker != no_token && !has_child(reading_, verb, Deprel::mark) &&
                      !has_child(reading_, verb, Deprel::cc) && is_after_comma(std::min(speaker, verb), verb) && is_last_clause(verb);
  if (at(verb).deprel != Deprel::parataxis && !closes) return {};
  if (speaker == no_token || is_first_or_second(at(speaker))) return {};
  const auto saying = subtree_of(reading_, verb);
  const bool stands_after = saying.first > subtree_start(host, verb);
  if (!stands_after) return {};
  return clause_words(host, verb);
}

bool VerbContents::is_after_comma(std::int32_t first, std::int32_t verb) const {
  const auto words = tree_words(reading_, first == verb ? verb : first, {});
  return words.front() > 0 && at(words.front() - 1).lower == ",";
}

bool VerbContents::is_last_clause(std::int32_t verb) const {
  const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(verb).sentence)].tokens;
  return sentence.last - subtree_of(reading_, verb).last <= 2 && subtree_of(reading_, verb).size() <= 14;
}

std::int32_t VerbContents::subtree_start(std::int32_t host, std::int32_t verb) const {
  return tree_words(reading_, host, {verb}).front();
}

bool VerbContents::is_first_or_second(const Token& word) {
  return word.lower == "i" || word.lower == "we" || word.lower == "you";
}

// "Put the number of arrests at 19", "put the toll at 30".
bool VerbContents::puts_number(std::int32_t verb) const {
  static constexpr std::array<std::string_view, 6> numbers = {"number", "toll", "figure", "count", "total", "tally"};
  const std::int32_t object = child_with(reading_, verb, Deprel::obj);
  return object != no_token && std::ranges::find(numbers, at(object).lemma) != numbers.end();
}

// "Police said two men were held; the mayor blamed rebels": what another says after the semicolon is not the first one's.
void VerbContents::leave_out_next_speaker(std::int32_t verb, Words& content) const {
  const std::int32_t end = end_of_words(verb);
  std::int32_t semicolon = verb;
  while (semicolon < end && (at(semicolon).lower != ";" || at(semicolon).quote >= 0)) ++semicolon;
  for (std::int32_t i = semicolon; i < end; ++i) {
    const Cue* cue = at(i).upos == Upos::verb ? verb_cue(i) : nullptr;
    if (!cue || cue->kind != "speech" || !has_child(reading_, i, Deprel::nsubj)) continue;
    std::erase_if(content, [&](std::int32_t word) { return word > semicolon && word < end; });
    return;
  }
}

Words VerbContents::number_put_at(std::int32_t verb) const {
  Words words;
  each_child(reading_, verb, [&](std::int32_t child) {
    if (at(child).deprel == Deprel::obl && preposition_of(reading_, child) == "at") append(words, tree_words(reading_, child, {}));
  });
  return words;
}

// "Told reporters its men had fired": whom it is told is not said, where the tree takes them into the clause.
void VerbContents::leave_out_listeners(std::int32_t verb, Words& content) const {
  if (at(verb).lemma != "tell" || content.size() < 4 || content.front() != verb + 1) return;
  const std::string_view word = at(verb + 1).lemma;
  if (word == "reporter" || word == "journalist" || word == "newsman" || word == "medium") content.erase(content.begin());
}

// What a clause whose verb, or whose auxiliary, opens it says, by the tree; the words up to the next mark where the tree breaks it off.
Words VerbContents::words_of_clause(std::int32_t opening) const {
  Words words = tree_words(reading_, at(opening).upos == Upos::aux && at(opening).head > opening ? at(opening).head : opening, {});
  std::erase_if(words, [&](std::int32_t word) { return word < opening; });
  if (words.size() >= 3) return words;
  std::int32_t last = opening;
  while (last < end_of_words(opening) && at(last).upos != Upos::punct) ++last;
  words.resize(static_cast<std::size_t>(last - opening));
  std::iota(words.begin(), words.end(), opening);
  return words;
}

// The last token of the sentence that is no punctuation, plus one.
std::int32_t VerbContents::end_of_words(std::int32_t token) const {
  std::int32_t end = reading_.sentences[static_cast<std::size_t>(at(token).sentence)].tokens.last;
  while (end > token && at(end - 1).upos == Upos::punct) --end;
  return end;
}

}  // namespace nutgraf::says_who
