// Who owns a deed, who denies it, who is blamed for it: "The Red Line claimed responsibility", "denied involvement", "the minister
// blamed the Red Line". Such words seldom tell the deed again; they look back to the attack told last.

#include "event/claims.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "says_who/content.h"

namespace nutgraf::event {

namespace {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

void add(std::vector<std::size_t>& list, std::size_t item) {
  if (std::ranges::find(list, item) == list.end()) list.push_back(item);
}

class Claims {
 public:
  Claims(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers)
      : mentions_(mentions), reading_(reading), answers_(answers) {}

  void attach() {
    const auto& statements = answers_.says_who.statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const says_who::Statement& statement = statements[i];
      if (!statement.speaker || statement.cue_head == no_token) continue;
      if (statement.manner == says_who::Manner::claims_responsibility || owns_deed(statement)) attach_claim(statement, i);
      else if (statement.manner == says_who::Manner::denies && looks_back(statement)) attach_denial(statement, i);
      if (const std::int32_t accused = accused_in(statement); accused != no_token) attach_blame(statement, i, accused);
    }
  }

 private:
  bool is_deed(const Mention& mention) const {
    return mention.type == "ASSAULT" && mention.status != Status::planned && mention.status != Status::hypothetical;
  }

  bool is_told_in(const says_who::Statement& statement, const Mention& mention) const { return says_who::is_in_content(statement, mention.trigger); }

  // "The attack", with no word of its own on where, when or who: another telling has those.
  bool only_names(const Mention& mention) const { return answers_.what[mention.happening].is_presupposed && mention.times.empty() && mention.places.empty(); }

  // The deed that the statement looks back to: the last one told before it, in the same sentence or shortly before.
  Mention* deed_before(const says_who::Statement& statement, int reach) {
    Mention* nearest = nullptr;
    for (Mention& mention : mentions_) {
      if (!is_deed(mention) || is_told_in(statement, mention) || only_names(mention)) continue;
      const int apart = reading_[statement.cue_head].sentence - mention.sentence;
      if (mention.trigger > statement.cue_head || apart > reach) continue;
      if (!nearest || mention.trigger > nearest->trigger) nearest = &mention;
    }
    return nearest;
  }

  Mention* first_deed() {
    const auto found = std::ranges::find_if(mentions_, [&](const Mention& m) { return is_deed(m) && !only_names(m); });
    return found == mentions_.end() ? nullptr : &*found;
  }

  // "Said it was behind the attack", "said its fighters had carried out the bombing", "said they were responsible".
  bool owns_deed(const says_who::Statement& statement) const {
    static constexpr std::array<std::string_view, 5> own = {"it", "they", "we", "its", "their"};
    if (statement.content_tokens.empty() || !statement.is_speech || statement.manner == says_who::Manner::denies) return false;
    const TokenRange range = statement.content_tokens.front();
    std::int32_t first = range.first;
    while (first < range.last && (reading_[first].lower == "that" || reading_[first].upos == Upos::punct)) ++first;
    if (first >= range.last || !is_one_of(reading_[first].lower, own)) return false;
    for (std::int32_t i = first; i < range.last; ++i) {
      const std::string_view word = reading_[i].lower;
      if (word == "not" || word == "no" || word == "n't") return false;
      if (word == "behind" || word == "responsible") return true;
      if (reading_[i].lemma == "carry" && i + 1 < range.last && reading_[i + 1].lower == "out") return true;
    }
    return false;
  }

  void attach_claim(const says_who::Statement& statement, std::size_t index) {
    bool is_found = false;
    for (Mention& mention : mentions_) {
      if (!is_told_in(statement, mention) || !is_deed(mention)) continue;
      std::erase(mention.statements, index);
      add(mention.claims, index);
      if (!only_names(mention)) is_found = true;
    }
    if (is_found) return;
    constexpr int reach = 6;
    Mention* deed = deed_before(statement, reach);
    if (!deed) deed = first_deed();
    if (deed) add(deed->claims, index);
  }

  // "Denied involvement", "denied responsibility", "denies any role", "rejected the accusation".
  bool looks_back(const says_who::Statement& statement) const {
    static constexpr std::array<std::string_view, 11> words = {"involvement", "responsibility", "role", "part", "link", "wrongdoing", "charge", "accusation",
                                                               "allegation", "claim", "it"};
    return std::ranges::any_of(statement.content_tokens, [&](TokenRange range) {
      return range.size() <= 5 && is_one_of(reading_[range.last - 1].lemma, words);
    });
  }

  void attach_denial(const says_who::Statement& statement, std::size_t index) {
    constexpr int reach = 3;
    if (Mention* deed = deed_before(statement, reach)) add(deed->statements, index);
  }

  // "Blamed the Red Line for the attack": the Red Line. No token when nobody is blamed for a deed.
  std::int32_t accused_in(const says_who::Statement& statement) const {
    static constexpr std::array<std::string_view, 3> blaming = {"blame", "accuse", "suspect"};
    const Token& cue = reading_[statement.cue_head];
    if (cue.upos != Upos::verb || !is_one_of(cue.lemma, blaming)) return no_token;
    const std::int32_t accused = child_with(reading_, statement.cue_head, Deprel::obj);
    if (accused == no_token || reading_[accused].upos == Upos::verb) return no_token;
    return std::ranges::any_of(answers_.who, [&](const who::Party& party) { return party.head == accused; }) ? accused : no_token;
  }

  void attach_blame(const says_who::Statement& statement, std::size_t index, std::int32_t accused) {
    bool names_deed = false;
    for (Mention& mention : mentions_) {
      if (!is_told_in(statement, mention) || !is_deed(mention)) continue;
      names_deed = true;
      accuse(mention, statement.speaker_head, accused);
    }
    constexpr int reach = 1;  // "It is not clear who killed them, though villagers blame the army."
    if (names_deed || !only_names_accused(statement, accused)) return;
    if (Mention* deed = deed_before(statement, reach)) {
      add(deed->statements, index);
      accuse(*deed, statement.speaker_head, accused);
    }
  }

  // "Blame the army" and no word of what for.
  bool only_names_accused(const says_who::Statement& statement, std::int32_t accused) const {
    const TokenRange phrase = subtree_of(reading_, accused);
    return std::ranges::all_of(statement.content_tokens, [&](TokenRange range) { return range.first >= phrase.first && range.last <= phrase.last; });
  }

  void accuse(Mention& mention, std::int32_t accuser, std::int32_t accused) {
    if (std::ranges::find(mention.recipients, accused) != mention.recipients.end()) return;
    // "Accused them of carrying out the attack": not the accuser's deed.
    std::erase(mention.actors, accuser);
    if (mention.actors.empty()) mention.actors.push_back(accused);
    if (std::ranges::find(mention.actors, accused) != mention.actors.end() &&
        std::ranges::find(mention.accused, accused) == mention.accused.end())
      mention.accused.push_back(accused);
  }

  std::vector<Mention>& mentions_;
  const Reading& reading_;
  const Answers& answers_;
};

}  // namespace

void attach_claims(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers) {
  Claims(mentions, reading, answers).attach();
}

}  // namespace nutgraf::event
