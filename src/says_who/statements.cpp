// Finds every statement that somebody else than the report makes. A cue ("said", "according to", "a claim by",
// "reportedly") is looked up in lexicon/says_who/cues.tsv; the tree gives its content and speaker; quotations
// with no cue of their own go to the one who spoke last. Example: "Two men died," police told the Verran Herald.

#include <algorithm>
#include <string>
#include <vector>

#include "says_who/beside.h"
#include "says_who/content.h"
#include "says_who/lexicon.h"
#include "says_who/loose_quotes.h"
#include "says_who/noun_contents.h"
#include "says_who/refusals.h"
#include "says_who/speakers.h"
#include "says_who/tree.h"
#include "says_who/verb_contents.h"

namespace nutgraf::says_who {

namespace {

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

class Finder {
 public:
  Finder(const Reading& reading, const Lexicon& lexicon)
      : reading_(reading), lexicon_(lexicon), beside_(reading, lexicon), contents_(reading, lexicon), nouns_(reading, contents_) {}

  std::vector<Statement> find() {
    for (std::int32_t token = 0; token < reading_.size(); ++token) {
      switch (at(token).upos) {
        case Upos::verb: read_verb(token); break;
        case Upos::noun: read_noun(token); break;
        case Upos::adj: read_adjective(token); break;
        case Upos::adv: read_adverb(token); break;
        default: break;
      }
      if (at(token).lower == "according") read_according(token);
      if (at(token).lower == "in") read_words_of(token, token + 1);
      if (at(token).lower == "by") read_account_of(token);
    }
    for (const Sentence& sentence : reading_.sentences) read_label(sentence);
    // The words after "as saying" are told once.
    std::erase_if(statements_, [&](const Statement& statement) {
      return std::ranges::find(relayed_, statement.cue_head) != relayed_.end();
    });
    give_loose_quotes(reading_, statements_);
    name_relayers(reading_, lexicon_, statements_);
    std::ranges::stable_sort(statements_, {}, [](const Statement& s) { return s.cue; });
    return std::move(statements_);
  }

 private:
  const Token& at(std::int32_t token) const { return reading_[token]; }

  Statement start(std::int32_t cue_head, const Cue& cue) const {
    Statement statement;
    statement.cue_head = cue_head;
    statement.cue = at(cue_head).span;
    statement.manner = cue.manner;
    statement.is_speech = cue.kind == "speech";
    statement.because = cue.because;
    return statement;
  }

  void set_speaker(Statement& statement, std::int32_t speaker) const {
    if (speaker == no_token) return;
    statement.speaker_head = speaker;
    if (!statement.speaker) statement.speaker = speaker_phrase(reading_, speaker, statement.cue_head);
    const bool relays = is_media(reading_, speaker, lexicon_) || lexicon_.documents.contains(table_lemma(at(speaker))) ||
                        lexicon_.documents.contains(at(speaker).lower);
    if (statement.manner == Manner::says && relays) statement.manner = Manner::reports;
    // What a ministry announces or a guard reports, it says; only outlets and documents report.
    const bool is_verb = at(statement.cue_head).upos == Upos::verb;
    if (statement.manner == Manner::reports && is_verb && !relays) statement.manner = Manner::says;
  }

  void set_via(Statement& statement, std::int32_t relayer) const {
    statement.via_head = relayer;
    statement.via = phrase_of(reading_, relayer);
  }

  void keep(Statement statement) {
    if (!statement.content.empty()) statements_.push_back(std::move(statement));
  }

  // ---- verbs -----------------------------------------------------------------------------------------------------

  void read_verb(std::int32_t verb) {
    const Cue* cue = contents_.verb_cue(verb);
    if (!cue) return;
    Statement statement = start(verb, *cue);
    each_child(reading_, verb, [&](std::int32_t child) {
      if (at(child).deprel == Deprel::compound_prt) statement.cue.end = std::max(statement.cue.end, at(child).span.end);
    });
    if (at(verb).lemma == "put" && !contents_.puts_number(verb)) return;
    if (is_relayed_quote(verb)) return read_relayed(verb, std::move(statement));
    if (at(verb).lower == "citing") return read_citing(verb, std::move(statement));

    std::int32_t speaker = speaker_of(verb);
    Words content = contents_.verb_content(verb, *cue, speaker);
    const bool is_spoken = cue->kind == "speech" && has(cue->frames, Frame::that) && has(cue->frames, Frame::quote);
    if (const TokenRange phrase = is_spoken ? beside_.closing_speaker(verb) : TokenRange{}; phrase.size() > 0) {
      if (!phrase.contains(speaker)) speaker = beside_.head_of(phrase);
      content = beside_.words_before(phrase.first - 1);
    }
    if (const TokenRange phrase = is_spoken && cue->manner == Manner::says ? beside_.inserted_speaker(verb) : TokenRange{}; phrase.size() > 0) {
      speaker = beside_.head_of(phrase);
      content = beside_.words_around(phrase, verb);
    }
    if (const TokenRange phrase = is_spoken ? beside_.speaker_in_relative(verb) : TokenRange{}; phrase.size() > 0) {
      statement.speaker = span_of(reading_, phrase);
      speaker = beside_.head_of(phrase);
      if (content.size() < 3) content = contents_.words_of_clause(verb + 1);
    }
    if (is_spoken && speaker != no_token)
      if (Words next = beside_.announced(verb); !next.empty()) content = std::move(next);
    const bool may_stand_apart = cue->kind == "speech" && at(verb).quote < 0 && has(cue->frames, Frame::that) &&
                                 !is_passive(reading_, verb);
    if (may_stand_apart && (speaker == no_token || at(speaker).quote >= 0)) {
      if (const TokenRange phrase = beside_.phrase_beside(verb); phrase.size() > 0) {
        speaker = beside_.head_of(phrase);
        std::erase_if(content, [&](std::int32_t word) { return phrase.contains(word); });
      }
    }
    if (content.empty() && speaker != no_token && cue->kind == "speech" && at(verb).quote < 0)
      content = beside_.quoted_beside(verb, *cue);
    if (content.empty() && speaker != no_token && may_stand_apart) content = beside_.words_beside(verb, speaker);
    if (content.empty() && is_passive(reading_, verb) && cue->kind == "speech") content = beside_.words_after_that(verb);
    if (at(verb).lemma == "put") append(content, contents_.number_put_at(verb));
    contents_.leave_out_listeners(verb, content);
    contents_.leave_out_next_speaker(verb, content);
    if (content.empty() || says_nothing(verb, *cue, speaker)) return;
    leave_out_tail(verb, content);
    const bool is_said_of_subject = is_passive(reading_, verb) && has_child(reading_, verb, Deprel::nsubj_pass);
    if (is_said_of_subject && speaker == no_token && contents_.is_infinitive()) {
      append(content, tree_words(reading_, child_with(reading_, verb, Deprel::nsubj_pass), {}));
    }
    if (speaker != no_token && at(speaker).upos == Upos::pron && VerbContents::is_first_or_second(at(speaker)) && at(verb).quote >= 0) return;
    if (cue->manner == Manner::claims_responsibility) statement.cue = claimed_span(verb);
    set_speaker(statement, speaker);
    if (at(verb).lemma == "claim" && contents_.claims_own_deed(verb)) statement.manner = Manner::claims_responsibility;
    read_told(verb, statement);
    if (statement.manner == Manner::says && calls_untrue(reading_, verb, content)) statement.manner = Manner::denies;
    set_content(reading_, std::move(content), statement);
    // “The road,” Lindqvist said, “is open.”: both halves.
    if (statement.kind == Kind::direct && may_stand_apart) {
      Words quoted = beside_.quoted_beside(verb, *cue);
      if (!quoted.empty()) {
        for (const TokenRange& range : statement.content_tokens) append(quoted, Beside::run(range.first, range.last));
        set_content(reading_, std::move(quoted), statement);
      }
    }
    keep(std::move(statement));
  }

  // "Truth be told", "on being told about it", "the vote is intended to ...", "she should know": nobody says, thinks or intends it.
  bool says_nothing(std::int32_t verb, const Cue& cue, std::int32_t speaker) const {
    const bool is_agentless = speaker == no_token && has_child(reading_, verb, Deprel::aux_pass);
    if (is_agentless && (cue.kind == "intention" || (!is_finite_clause(reading_, verb) && !has_child(reading_, verb, Deprel::ccomp)))) return true;
    if (cue.kind == "thought" && speaker == no_token && !is_passive(reading_, verb)) return true;  // "it is hard to know what he meant"
    const std::int32_t modal = child_with(reading_, verb, Deprel::aux);
    return cue.kind == "thought" && modal != no_token && (at(modal).lower == "should" || at(modal).lower == "must" || at(modal).lower == "ought");
  }

  // “The road is open,” said Lindqvist, who lives there: what comes unquoted after the cue of a quotation is not said.
  void leave_out_tail(std::int32_t verb, Words& content) const {
    const bool is_quoted_before = verb > 0 && std::ranges::any_of(content, [&](std::int32_t word) { return word < verb && at(word).quote >= 0; }) &&
                                  std::ranges::all_of(content, [&](std::int32_t word) { return word > verb || at(word).quote >= 0 || at(word).upos == Upos::punct; });
    // "“It was not acceptable,” she said, and the police have to answer for it": a clause of its own is said too.
    const bool goes_on = std::ranges::any_of(content, [&](std::int32_t word) {
      const Deprel relation = at(word).deprel;
      return word > verb && at(word).quote < 0 && (relation == Deprel::ccomp || relation == Deprel::conj) && has_child(reading_, word, Deprel::nsubj);
    });
    if (is_quoted_before && !goes_on) std::erase_if(content, [&](std::int32_t word) { return word > verb && at(word).quote < 0; });
  }

  // Who speaks; a gerund ("adding that ...") leans on the verb of saying above it.
  std::int32_t speaker_of(std::int32_t verb) const {
    const bool is_gerund = at(verb).lower.ends_with("ing") && !has_child(reading_, verb, Deprel::nsubj);
    if (is_gerund)
      for (std::int32_t above = at(verb).head; above != no_token; above = at(above).head) {
        if (at(above).upos != Upos::verb || !contents_.verb_cue(above)) continue;
        if (const std::int32_t subject = subject_of(reading_, above); subject != no_token) return subject;
      }
    return subject_of(reading_, verb);
  }

  Span claimed_span(std::int32_t verb) const {
    Span span = at(verb).span;
    const std::int32_t object = child_with(reading_, verb, Deprel::obj);
    if (object != no_token && object > verb) span.end = at(object).span.end;
    return span;
  }

  // "told Anadolu", "told the Verran Herald": who relays it.
  void read_told(std::int32_t verb, Statement& statement) const {
    each_child(reading_, verb, [&](std::int32_t child) {
      const Token& word = at(child);
      const bool is_listener = word.deprel == Deprel::obj || word.deprel == Deprel::iobj ||
                               (word.deprel == Deprel::obl && (preposition_of(reading_, child) == "to" ||
                                                               preposition_of(reading_, child) == "by"));
      if (!is_listener || child == statement.speaker_head || statement.via) return;
      if (is_media(reading_, child, lexicon_)) set_via(statement, child);
    });
    each_child(reading_, verb, [&](std::int32_t child) {
      const Token& word = at(child);
      if (statement.via || word.deprel != Deprel::obl || !is_interview(word)) return;
      each_child(reading_, child, [&](std::int32_t below) {
        if (!statement.via && at(below).deprel == Deprel::nmod && is_media(reading_, below, lexicon_)) set_via(statement, below);
      });
    });
  }

  static bool is_interview(const Token& word) { return word.lemma == "interview" || word.lemma == "comment" || word.lemma == "remark"; }

  // "was quoted as saying", "was quoted by Anadolu as saying that ...", "Anadolu reported her as saying".
  bool is_relayed_quote(std::int32_t verb) const {
    return (at(verb).lemma == "quote" || at(verb).lemma == "cite" || at(verb).lemma == "report") && saying_under(verb) != no_token;
  }

  std::int32_t saying_under(std::int32_t verb) const {
    std::int32_t saying = no_token;
    each_child(reading_, verb, [&](std::int32_t child) {
      if (preposition_of(reading_, child) == "as" && at(child).lower.ends_with("ing")) saying = child;
    });
    return saying;
  }

  void read_relayed(std::int32_t verb, Statement statement) {
    const std::int32_t saying = saying_under(verb);
    const Cue* cue = find_verb(lexicon_.verb_cues, reading_, saying);
    Words content;
    if (cue) content = contents_.verb_content(saying, *cue, no_token);
    if (content.empty() && cue) content = beside_.quoted_beside(verb, *cue);
    const bool is_told_of = is_passive(reading_, verb);
    const std::int32_t speaker = child_with(reading_, verb, is_told_of ? Deprel::nsubj_pass : Deprel::obj);
    const std::int32_t relayer = is_told_of ? subject_of(reading_, verb) : child_with(reading_, verb, Deprel::nsubj);
    statement.manner = Manner::says;
    statement.cue = {at(verb).span.begin, at(saying).span.end};
    if (saying < verb) statement.cue = at(verb).span;
    set_speaker(statement, speaker);
    if (relayer != no_token && relayer != speaker) set_via(statement, relayer);
    relayed_.push_back(saying);
    set_content(reading_, std::move(content), statement);
    keep(std::move(statement));
  }

  // "the agency said, citing officials": the officials say it, the agency relays it.
  void read_citing(std::int32_t verb, Statement statement) {
    std::int32_t last = verb + 1;
    while (last < reading_.size() && at(last).sentence == at(verb).sentence && beside_.is_phrase_word(last)) ++last;
    const std::int32_t source = last > verb + 1 ? beside_.head_of({verb + 1, last}) : no_token;
    std::int32_t saying = at(verb).head;
    for (std::int32_t before = verb - 1; before >= std::max(0, verb - 5); --before)
      if (at(before).upos == Upos::verb && contents_.verb_cue(before)) saying = before;
    if (source == no_token || saying == no_token) return;
    Words content;
    const Cue* cue = find_verb(lexicon_.verb_cues, reading_, saying);
    const std::int32_t relayer = subject_of(reading_, saying);
    if (cue) content = contents_.verb_content(saying, *cue, relayer);
    if (content.empty()) content = tree_words(reading_, saying, {verb});
    statement.manner = Manner::says;
    set_speaker(statement, source);
    if (cue && relayer != no_token) set_via(statement, relayer);
    set_content(reading_, std::move(content), statement);
    keep(std::move(statement));
  }

  // ---- nouns, adjectives, adverbs, phrases ------------------------------------------------------------------------

  void read_noun(std::int32_t noun) {
    const Cue* cue = find_in(lexicon_.noun_cues, at(noun).lemma);
    if (!cue) return;
    const std::int32_t owner = owner_of(reading_, noun);
    auto [content, is_clause] = nouns_.content_of(noun, *cue, owner);
    if (content.empty() || (!is_clause && owner == no_token)) return;
    if (cue->kind == "intention" && owner == no_token) return;
    Statement statement = start(noun, *cue);
    statement.confidence = 0.7;
    set_speaker(statement, owner);
    if (at(noun).lemma == "claim" && owner != no_token && (contents_.claims_own_deed(noun) || contents_.claims_own_deed(owner)))
      statement.manner = Manner::claims_responsibility;
    set_content(reading_, std::move(content), statement);
    keep(std::move(statement));
  }

  void read_adjective(std::int32_t adjective) {
    const Cue* cue = find_in(lexicon_.adjective_cues, at(adjective).lemma);
    const std::int32_t speaker = child_with(reading_, adjective, Deprel::nsubj);
    if (!cue || speaker == no_token || has_child(reading_, adjective, Deprel::expl)) return;
    if (VerbContents::is_first_or_second(at(speaker)) && at(adjective).quote >= 0) return;
    Words content;
    each_child(reading_, adjective, [&](std::int32_t child) {
      const Deprel relation = at(child).deprel;
      if ((relation == Deprel::ccomp || relation == Deprel::advcl || relation == Deprel::xcomp) &&
          (cue->frames & frame_of(reading_, child)) != 0 && (relation == Deprel::ccomp || nouns_.opens_with_that(child)))
        append(content, tree_words(reading_, child, {}));
    });
    if (content.empty()) return;
    Statement statement = start(adjective, *cue);
    statement.confidence = 0.6;
    set_speaker(statement, speaker);
    set_content(reading_, std::move(content), statement);
    keep(std::move(statement));
  }

  void read_adverb(std::int32_t adverb) {
    const Cue* cue = find_in(lexicon_.adverb_cues, at(adverb).lower);
    const std::int32_t told = at(adverb).head;
    if (!cue || told == no_token) return;
    Statement statement = start(adverb, *cue);
    statement.confidence = 0.8;
    Words left_out{adverb};
    each_child(reading_, told, [&](std::int32_t child) {
      if (at(child).deprel == Deprel::parataxis || (at(child).deprel == Deprel::conj && at(child).upos == Upos::verb))
        left_out.push_back(child);
    });
    set_content(reading_, tree_words(reading_, told, left_out), statement);
    keep(std::move(statement));
  }

  // The clause that a phrase belongs to: up to the nearest verb, or to what stands for one.
  std::int32_t clause_over(std::int32_t token) const {
    std::int32_t clause = at(token).head;
    while (clause != no_token && at(clause).head != no_token && at(clause).upos != Upos::verb &&
           !has_child(reading_, clause, Deprel::nsubj) && at(clause).deprel != Deprel::parataxis)
      clause = at(clause).head;
    return clause;
  }

  void read_according(std::int32_t according) {
    if (according + 1 >= reading_.size() || at(according + 1).lower != "to") return;
    std::int32_t source = at(according).head;
    if (at(according).deprel != Deprel::case_ && at(according).deprel != Deprel::mark) {
      source = child_with(reading_, according, Deprel::obl);
      if (source == no_token) source = child_with(reading_, according, Deprel::obj);
    }
    if (source == no_token || source < according) return;
    const std::int32_t inside = at(according).deprel == Deprel::case_ || at(according).deprel == Deprel::mark ? source : according;
    const Cue* cue = find_in(lexicon_.preposition_cues, "according to");
    if (!cue) return;
    Statement statement = start(according, *cue);
    statement.cue.end = at(according + 1).span.end;
    set_speaker(statement, source);
    if (closes_sentence(according, source)) {
      set_content(reading_, beside_.words_before(according - 1), statement);
      return keep(std::move(statement));
    }
    const std::int32_t clause = clause_over(inside);
    if (clause == no_token) return;
    set_content(reading_, tree_words(reading_, clause, {inside}), statement);
    keep(std::move(statement));
  }

  // "A, B and C, according to police.": all of the sentence.
  bool closes_sentence(std::int32_t according, std::int32_t source) const {
    const TokenRange sentence = reading_.sentences[static_cast<std::size_t>(at(according).sentence)].tokens;
    if (according - sentence.first < 3 || at(according - 1).upos != Upos::punct || at(according).quote >= 0) return false;
    return beside_.end_of_words(according) <= subtree_of(reading_, source).last + 2;
  }

  // "in the words of Oduya", "in the view of the court", "by the account of the police": the article stands at `the`.
  void read_words_of(std::int32_t in, std::int32_t the) {
    if (the + 3 >= reading_.size() || at(the).lower != "the" || at(the + 2).lower != "of") return;
    const Cue* cue = find_in(lexicon_.preposition_cues, at(in).lower + " the " + at(the + 1).lower + " of");
    if (!cue) return;
    std::int32_t source = no_token;
    each_child(reading_, the + 1, [&](std::int32_t child) {
      if (at(child).deprel == Deprel::nmod && source == no_token) source = child;
    });
    keep_phrase(*cue, {.begin = at(in).span.begin, .end = at(the + 2).span.end}, the + 1, source);
  }

  // "by the account of the gendarmes", "by the ministry's count", "by Oduya's own account".
  void read_account_of(std::int32_t by) {
    constexpr std::int32_t longest = 9;
    if (by + 1 < reading_.size() && at(by + 1).lower == "the") read_words_of(by, by + 1);
    for (std::int32_t i = by + 1; i < std::min(reading_.size(), by + longest) && beside_.is_phrase_word(i); ++i) {
      if (!is_account(at(i)) || (i + 1 < reading_.size() && at(i + 1).lower == "of")) continue;
      const Cue* cue = find_in(lexicon_.preposition_cues, "by the account of");
      const std::int32_t source = child_with(reading_, i, Deprel::nmod_poss);
      if (cue && source != no_token && at(source).lower != "whose") keep_phrase(*cue, {.begin = at(by).span.begin, .end = at(i).span.end}, i, source);
      return;
    }
  }

  static bool is_account(const Token& word) { return word.lemma == "account" || word.lemma == "count" || word.lemma == "estimate" || word.lemma == "reckoning" || word.lemma == "tally"; }

  // What a phrase of saying is put to: the clause that it belongs to, without it.
  void keep_phrase(const Cue& cue, Span words, std::int32_t noun, std::int32_t source) {
    const std::int32_t clause = clause_over(noun);
    if (source == no_token || clause == no_token) return;
    Statement statement = start(noun, cue);
    statement.cue = words;
    set_speaker(statement, source);
    set_content(reading_, clause == noun ? Words{} : tree_words(reading_, clause, {noun}), statement);
    keep(std::move(statement));
  }

  // "Police: two die in Aldmoor".
  void read_label(const Sentence& sentence) {
    constexpr std::int32_t longest = 4, shortest_content = 4;
    const std::int32_t first = sentence.tokens.first;
    std::int32_t colon = first;
    while (colon < std::min(sentence.tokens.last, first + longest + 1) && beside_.is_phrase_word(colon)) ++colon;
    if (colon == first || sentence.tokens.last - colon < shortest_content || at(colon).lower != ":" || !is_label(reading_, {first, colon})) return;
    Statement statement;
    statement.cue_head = colon;
    statement.cue = at(colon).span;
    statement.because = label_before_colon;
    statement.confidence = 0.8;
    statement.speaker_head = beside_.head_of({first, colon});
    statement.speaker = span_of(reading_, {first, colon});
    set_content(reading_, Beside::run(colon + 1, sentence.tokens.last), statement);
    keep(std::move(statement));
  }

  const Reading& reading_;
  const Lexicon& lexicon_;
  std::vector<Statement> statements_;
  Words relayed_;
  Beside beside_;
  VerbContents contents_;
  NounContents nouns_;
};

}  // namespace

std::vector<Statement> find_all_statements(const Reading& reading, const Lexicon& lexicon) {
  return Finder(reading, lexicon).find();
}

}  // namespace nutgraf::says_who
