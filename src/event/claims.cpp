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
      else if (statement.manner == says_who::Manner::denies) attach_denial_of_told(statement, i);
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

  // "Said it was behind the attack", "said in a leaflet that its fighters had carried out the bombing", "said they had planted it", "said it did it".
  bool owns_deed(const says_who::Statement& statement) const {
    static constexpr std::array<std::string_view, 5> own = {"it", "they", "we", "its", "their"};
    constexpr std::int32_t longest_lead = 10, longest_clause = 12;
    if (statement.content_tokens.empty() || !statement.is_speech || statement.manner == says_who::Manner::denies) return false;
    const TokenRange range = statement.content_tokens.front();
    std::int32_t first = range.first;
    for (std::int32_t i = first; i < std::min(range.last, first + longest_lead); ++i)
      if (reading_[i].lower == "that" && reading_[first].upos == Upos::adp) first = i;
    while (first < range.last && (reading_[first].lower == "that" || reading_[first].upos == Upos::punct)) ++first;
    if (first >= range.last || !is_one_of(reading_[first].lower, own)) return false;
    if (reading_[first].lower == "we" && statement.kind == says_who::Kind::direct) return false;  // “We stood behind the station”
    for (std::int32_t i = first; i < std::min(range.last, first + longest_clause); ++i) {
      const std::string_view word = reading_[i].lower;
      if (word == "not" || word == "no" || word == "n't" || word == ";") return false;
      if (word == "behind" || word == "responsible" || tells_deed(i, range.last)) return true;
    }
    return false;
  }

  // "Claimed responsibility", "took credit", "said it did it": which deed is told elsewhere. "Claimed to have shot two soldiers" tells its own.
  bool names_no_deed(const says_who::Statement& statement) const {
    const auto is_credit = [&](std::int32_t token) { return token != no_token && (reading_[token].lemma == "responsibility" || reading_[token].lemma == "credit"); };
    const bool takes_it = is_credit(child_with(reading_, statement.cue_head, Deprel::obj)) || is_credit(child_with(reading_, statement.cue_head, Deprel::nsubj_pass));
    return takes_it || reading_[statement.cue_head].upos != Upos::verb || owns_deed(statement);
  }

  // "Carried it out", "had planted the bomb", "did it".
  bool tells_deed(std::int32_t verb, std::int32_t last) const {
    static constexpr std::array<std::string_view, 5> bombs = {"it", "bomb", "device", "explosive", "mine"};
    constexpr std::int32_t reach = 3;
    const std::string_view lemma = reading_[verb].lemma;
    if (lemma == "do") return verb + 1 < last && reading_[verb + 1].lower == "it";
    for (std::int32_t i = verb + 1; i < std::min(last, verb + 1 + reach); ++i) {
      if (lemma == "carry" && reading_[i].lower == "out") return true;
      if ((lemma == "plant" || lemma == "detonate") && is_one_of(reading_[i].lemma, bombs)) return true;
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
    if (is_found || !names_no_deed(statement)) return;
    constexpr int reach = 6;
    Mention* deed = deed_before(statement, reach);
    if (!deed) deed = first_deed();
    if (deed) add(deed->claims, index);
  }

  // "Denied involvement", "denies any role in it", "rejected the allegations as fiction", "called the report a lie", "denied that its men were involved".
  bool looks_back(const says_who::Statement& statement) const {
    static constexpr std::array<std::string_view, 18> words = {"involvement", "responsibility", "role", "part", "link", "wrongdoing", "charge", "accusation", "allegation",
                                                               "claim", "report", "account", "story", "version", "it", "this", "everything", "suggestion"};
    static constexpr std::array<std::string_view, 4> stakes = {"involved", "responsible", "behind", "blame"};
    const auto names_it = [&](std::int32_t token) { return token != no_token && (is_one_of(reading_[token].lemma, words) || is_one_of(reading_[token].lower, words)); };
    if (names_it(child_with(reading_, statement.cue_head, Deprel::obj)) || names_it(child_with(reading_, statement.cue_head, Deprel::nsubj_pass))) return true;
    const Token& cue = reading_[statement.cue_head];
    if (cue.deprel == Deprel::acl_relcl && names_it(cue.head)) return true;  // "an accusation that the army denies"
    return std::ranges::any_of(statement.content_tokens, [&](TokenRange range) {
      if (range.size() <= 5 && names_it(range.last - 1)) return true;
      for (std::int32_t i = range.first; i < range.last; ++i)
        if (is_one_of(reading_[i].lower, stakes) || (i < range.first + 3 && names_it(i) && reading_[i].upos == Upos::noun)) return true;
      return false;
    });
  }

  void attach_denial(const says_who::Statement& statement, std::size_t index) {
    constexpr int reach = 3;
    if (Mention* deed = deed_before(statement, reach)) add(deed->statements, index);
  }

  // "Denied that its soldiers had fired on the crowd": what was told before of the same kind is disputed.
  void attach_denial_of_told(const says_who::Statement& statement, std::size_t index) {
    constexpr int reach = 6;
    Mention* told = nullptr;
    for (const Mention& denied : mentions_) {
      if (!is_told_in(statement, denied) || denied.status == Status::planned) continue;
      for (Mention& before : mentions_) {
        const bool is_near = before.trigger < statement.cue_head && reading_[statement.cue_head].sentence - before.sentence <= reach;
        if (!is_near || before.type != denied.type || before.status != Status::happened || only_names(before) || is_told_in(statement, before)) continue;
        if (!told || before.trigger > told->trigger) told = &before;
      }
    }
    if (told) add(told->statements, index);
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

bool denies_own_part(const says_who::Statement& statement, const Reading& reading) {
  static constexpr std::array<std::string_view, 9> parts = {"involvement", "responsibility", "role", "part", "link", "wrongdoing", "involved", "responsible", "behind"};
  return statement.manner == says_who::Manner::denies && std::ranges::any_of(statement.content_tokens, [&](TokenRange range) {
           for (std::int32_t i = range.first; i < range.last; ++i)
             if (is_one_of(reading[i].lower, parts)) return true;
           return false;
         });
}

}  // namespace nutgraf::event
