// Finds what nouns of saying govern: a clause ("the claim that nobody died"), an infinitive ("a threat to leave"), a phrase ("allegations
// of fraud"), or a clause that the tree hangs elsewhere ("a claim by militants that they shot it down").

#include "says_who/noun_contents.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "says_who/speakers.h"
#include "says_who/tree.h"

namespace nutgraf::says_who {

namespace {

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

}  // namespace

NounContents::Found NounContents::content_of(std::int32_t noun, const Cue& cue, std::int32_t owner) const {
  Words content;
  bool is_clause = false;
  each_child(reading_, noun, [&](std::int32_t child) {
    const std::uint32_t frame = frame_of(reading_, child);
    const Deprel relation = at(child).deprel;
    if (child == owner) return;
    if (relation == Deprel::acl || relation == Deprel::ccomp || is_full_clause(child)) {
      const bool is_that = relation != Deprel::ccomp ? opens_with_that(child) : has(frame, Frame::that);
      if (!(is_that && has(cue.frames, Frame::that)) && !(has(frame, Frame::to) && has(cue.frames, Frame::to))) return;
      is_clause = true;
      append(content, tree_words(reading_, child, {}));
    } else if (relation == Deprel::nmod && (cue.frames & frame & preposition_frames) != 0) {
      append(content, tree_words(reading_, child, {}));
    }
  });
  if (content.empty() && owner != no_token && owner > noun) {
    // "a claim by militants that they shot it down": the clause may hang on the last noun.
    each_child(reading_, owner, [&](std::int32_t child) {
      const Deprel relation = at(child).deprel;
      const auto words = tree_words(reading_, child, {});
      if ((relation == Deprel::acl || relation == Deprel::acl_relcl) && at(words.front()).lower == "that" &&
          has(cue.frames, Frame::that) && words.size() > 2)
        append(content, words);
    });
    if (content.empty() && has(cue.frames, Frame::that)) append(content, clause_behind(owner));
    is_clause = !content.empty();
  }
  return {std::move(content), is_clause};
}

// "allegations by two guards that the men were beaten led to ...": the clause behind the owner, wherever it hangs.
Words NounContents::clause_behind(std::int32_t owner) const {
  const std::int32_t that = tokens_in(reading_, phrase_of(reading_, owner)).last;
  if (that >= reading_.size() || at(that).lower != "that" || at(that).deprel != Deprel::mark) return {};
  Words words = tree_words(reading_, at(that).head, {});
  return words.front() == that ? words : Words{};
}

// "the claim that nobody died" is no relative clause, whatever the tree says: it has a subject besides "that".
bool NounContents::is_full_clause(std::int32_t clause) const {
  const std::int32_t subject = child_with(reading_, clause, Deprel::nsubj) != no_token
                                   ? child_with(reading_, clause, Deprel::nsubj)
                                   : child_with(reading_, clause, Deprel::nsubj_pass);
  return at(clause).deprel == Deprel::acl_relcl && opens_with_that(clause) && subject != no_token && at(subject).lower != "that";
}

// "that" is a conjunction, or the tree takes it for the object of a verb whose object no statement can be ("that the town had fallen").
bool NounContents::opens_with_that(std::int32_t clause) const {
  const std::int32_t mark = child_with(reading_, clause, Deprel::mark);
  if (mark != no_token) return at(mark).lower == "that";
  const std::int32_t object = child_with(reading_, clause, Deprel::obj);
  return object != no_token && at(object).lower == "that" && !takes_statement(clause);
}

// "The claim that he made", "the report that they published".
bool NounContents::takes_statement(std::int32_t verb) const {
  static constexpr std::array<std::string_view, 22> verbs = {
      "make", "issue", "publish", "release", "reject", "dismiss", "repeat", "hear", "read", "give", "file", "send", "use",
      "support", "contradict", "share", "post", "retract", "withdraw", "refute", "bring", "level"};
  return verbs_.verb_cue(verb) != nullptr || std::ranges::find(verbs, at(verb).lemma) != verbs.end();
}

}  // namespace nutgraf::says_who
