// Pronouns: "who" goes to the noun that its clause hangs on, "I" and "we" in a quotation to its speaker,
// "he", "she", "they" and "it" to the mention before them that agrees and stands out most: near, a
// subject, a name, spoken of often. Two that stand out alike are no answer.

#include <algorithm>
#include <limits>
#include <string_view>

#include "who/chains.h"

namespace nutgraf::who {

namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_subject(Deprel relation) {
  return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::obl_agent ||
         relation == Deprel::nsubj_outer;
}

bool is_clause(Deprel relation) {
  switch (relation) {
    case Deprel::root:
    case Deprel::ccomp:
    case Deprel::advcl:
    case Deprel::advcl_relcl:
    case Deprel::acl:
    case Deprel::acl_relcl:
    case Deprel::parataxis:
    case Deprel::xcomp:
    case Deprel::csubj:
      return true;
    default:
      return false;
  }
}

class PronounJoiner {
 public:
  PronounJoiner(const Page& page, std::vector<Mention>& mentions, Chains& chains)
      : reading_(page.reading), mentions_(mentions), chains_(chains), at_(page.reading.tokens.size(), -1) {
    for (std::size_t i = 0; i < mentions.size(); ++i)
      at_[static_cast<std::size_t>(mentions[i].party.head)] = static_cast<std::int32_t>(i);
    for (const Quote& quote : page.reading.quotes) speakers_.push_back(speaker_of(quote));
    first_gendered_.assign(mentions.size(), no_mention);
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(mentions.size()); ++i)
      if (std::int32_t& first = first_gendered_[static_cast<std::size_t>(chains.root(i))]; this->at(i).gender != Gender::unknown)
        first = std::min(first, i);
  }

  void join() {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(mentions_.size()); ++i) {
      const Mention& mention = mentions_[static_cast<std::size_t>(i)];
      if (mention.form != MentionForm::pronoun || chains_.is_linked(i)) continue;
      if (is_one_of(mention.noun, {"who", "whom", "whose", "which", "that"}))
        join_relative(i);
      else if (is_one_of(mention.noun, {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}))
        join_to_speaker(i);
      else
        join_personal(i);
    }
  }

 private:
  const Mention& at(std::int32_t i) const { return mentions_[static_cast<std::size_t>(i)]; }
  const Token& token_of(const Mention& mention) const { return reading_[mention.party.head]; }

  void join_relative(std::int32_t i) {
    std::int32_t t = at(i).party.head;
    for (int steps = 0; t != no_token && steps < 6; ++steps) {
      if (reading_[t].deprel == Deprel::acl_relcl) {
        const std::int32_t head = reading_[t].head;
        if (head != no_token && head < at(i).party.head) join_to_token(i, head, "who.relative_clause");
        return;
      }
      if (t != at(i).party.head && is_clause(reading_[t].deprel)) return;
      t = reading_[t].head;
    }
  }

  void join_to_token(std::int32_t i, std::int32_t token, std::string_view because) {
    const std::int32_t j = at_[static_cast<std::size_t>(token)];
    if (j >= 0 && j < i && at(j).form != MentionForm::pronoun) link(i, j, because);
  }

  void link(std::int32_t i, std::int32_t j, std::string_view because) {
    const std::int32_t first = std::min(first_gendered_[static_cast<std::size_t>(chains_.root(i))],
                                        first_gendered_[static_cast<std::size_t>(chains_.root(j))]);
    chains_.join(i, j, Link::pronoun, std::string(because));
    first_gendered_[static_cast<std::size_t>(chains_.root(i))] = first;
  }

  // The subject of a verb of saying beside the quotation: in its own sentence, else in the one before.
  std::int32_t speaker_of(const Quote& quote) const {
    if (quote.tokens.size() == 0) return -1;
    const std::int32_t first = reading_[quote.tokens.first].sentence, last = reading_[quote.tokens.last - 1].sentence;
    for (const std::int32_t sentence : {last, first, first - 1})
      if (sentence >= 0)
        if (const std::int32_t speaker = speaker_in(sentence, quote); speaker >= 0) return speaker;
    return -1;
  }

  std::int32_t speaker_in(std::int32_t sentence, const Quote& quote) const {
    const TokenRange tokens = reading_.sentences[static_cast<std::size_t>(sentence)].tokens;
    for (std::int32_t t = tokens.first; t < tokens.last; ++t) {
      if (quote.tokens.contains(t) ||
          !is_one_of(reading_[t].lemma,
                     {"say", "tell", "add", "ask", "reply", "warn", "claim", "explain", "note", "announce", "write",
                      "declare", "state", "insist", "argue", "recall", "shout", "admit", "comment"}))
        continue;
      for (const std::int32_t child : children(reading_, t))
        if (reading_[child].deprel == Deprel::nsubj && !quote.tokens.contains(child))
          return at_[static_cast<std::size_t>(child)];
    }
    return -1;
  }

  void join_to_speaker(std::int32_t i) {
    const std::int32_t quote = token_of(at(i)).quote;
    if (quote < 0) return;
    const std::int32_t speaker = speakers_[static_cast<std::size_t>(quote)];
    if (speaker < 0 || speaker == i || chains_.root(speaker) == i) return;
    const bool is_we = at(i).number == Number::plural;
    if (!is_we && at(speaker).party.kind != Kind::person) return;
    link(i, speaker, "who.speaker");
  }

  void join_personal(std::int32_t i) {
    const Mention& mention = at(i);
    if (mention.noun.ends_with("self") || mention.noun.ends_with("selves")) {
      const std::int32_t subject = subject_of(token_of(mention).head);
      if (subject != no_token) join_to_token(i, subject, "who.reflexive");
      return;
    }
    const bool is_it = is_one_of(mention.noun, {"it", "its"});
    std::int32_t best = -1, best_score = -100, second = -100;
    for (std::int32_t j = i - 1; j >= 0 && i - j <= farthest; --j) {
      const Mention& other = at(j);
      const std::int32_t distance = mention.sentence - other.sentence;
      if (distance > (is_it ? 1 : 3)) break;
      if (!may_stand_for(mention, other) || is_bound(mention, other)) continue;
      const int value = score(mention, j, distance);
      if (best >= 0 && chains_.are_joined(j, best)) {
        best_score = std::max(best_score, value);
        continue;
      }
      if (value > best_score) {
        second = best_score;
        best_score = value;
        best = j;
      } else
        second = std::max(second, value);
    }
    if (best < 0) return;
    const int least = is_it ? 11 : mention.number == Number::plural ? 9 : 7;
    const int margin = is_it || mention.number == Number::plural ? 3 : 2;
    if (best_score < least || best_score - second < margin) return;
    link(i, best, "who.pronoun");
  }

  std::int32_t subject_of(std::int32_t verb) const {
    for (int steps = 0; verb != no_token && steps < 4; ++steps) {
      for (const std::int32_t child : children(reading_, verb))
        if (is_subject(reading_[child].deprel)) return child;
      if (reading_[verb].deprel != Deprel::conj && reading_[verb].deprel != Deprel::xcomp) return no_token;
      verb = reading_[verb].head;
    }
    return no_token;
  }

  bool may_stand_for(const Mention& pronoun, const Mention& other) const {
    if (other.is_modifier && other.form == MentionForm::noun) return false;
    if (other.form == MentionForm::pronoun) {
      // Only through a pronoun of the same kind that is resolved itself.
      return other.number == pronoun.number && other.gender == pronoun.gender &&
             is_same_set(pronoun.noun, other.noun) &&
             chains_.is_linked(static_cast<std::int32_t>(&other - mentions_.data()));
    }
    if (other.gender != Gender::unknown && pronoun.gender != Gender::unknown && other.gender != pronoun.gender)
      return false;
    const Gender told = chain_gender(static_cast<std::int32_t>(&other - mentions_.data()));
    if (told != Gender::unknown && pronoun.gender != Gender::unknown && told != pronoun.gender) return false;
    const Kind kind = other.party.kind;
    if (pronoun.number == Number::singular) return kind == Kind::person && other.number != Number::plural;
    if (is_one_of(pronoun.noun, {"it", "its"}))
      return kind == Kind::organisation || kind == Kind::state_body ||
             (kind == Kind::group && other.number != Number::plural &&
              (other.form == MentionForm::name || (other.entry != nullptr && other.entry->is_collective)));
    return kind != Kind::person && kind != Kind::object &&
           !(other.form == MentionForm::name && other.entry != nullptr && other.entry->source == Source::country);
  }

  static bool is_same_set(std::string_view a, std::string_view b) {
    const auto set = [](std::string_view w) {
      return is_one_of(w, {"he", "him", "his"})                  ? 1
             : is_one_of(w, {"she", "her", "hers"})              ? 2
             : is_one_of(w, {"they", "them", "their", "theirs"}) ? 3
             : is_one_of(w, {"it", "its"})                       ? 4
                                                                 : 0;
    };
    return set(a) == set(b) && set(a) != 0;
  }

  // "Aydin shot him": two arguments of one verb are two parties; "his brother" is not he.
  bool is_bound(const Mention& pronoun, const Mention& other) const {
    if (other.party.tokens.contains(pronoun.party.head)) return true;
    const Token& mine = token_of(pronoun);
    const Token& theirs = token_of(other);
    if (mine.deprel == Deprel::nmod_poss) return mine.head == other.party.head;
    if (mine.head != no_token && mine.head == theirs.head && mine.deprel != Deprel::conj &&
        theirs.deprel != Deprel::nmod_poss)
      return true;
    if (is_conjoined(mine, theirs)) return true;
    // "Aydin wanted to see him": the subject of the verb above governs the infinitive too.
    if (!is_subject(mine.deprel) && mine.head != no_token && subject_of(mine.head) == other.party.head) return true;
    return false;
  }

  bool is_conjoined(const Token& a, const Token& b) const {
    return (a.deprel == Deprel::conj && a.head != no_token && &reading_[a.head] == &b) ||
           (b.deprel == Deprel::conj && b.head != no_token && &reading_[b.head] == &a);
  }

  int score(const Mention& pronoun, std::int32_t j, std::int32_t distance) const {
    const Mention& other = at(j);
    const Token& theirs = token_of(other);
    const Token& mine = token_of(pronoun);
    int value = distance == 0 ? 6 : distance == 1 ? 5 : distance == 2 ? 2 : 0;
    if (is_subject(theirs.deprel))
      value += 4;
    else if (theirs.deprel == Deprel::obj || theirs.deprel == Deprel::iobj)
      value += 2;
    else if (theirs.deprel == Deprel::appos || theirs.deprel == Deprel::nmod || theirs.deprel == Deprel::nmod_poss)
      value -= 1;
    if (theirs.head == reading_.sentences[static_cast<std::size_t>(other.sentence)].root ||
        theirs.deprel == Deprel::root)
      value += 1;
    if (other.form == MentionForm::name) value += 2;
    if (other.form == MentionForm::number) value -= 2;
    if (pronoun.number == Number::plural && (other.form == MentionForm::name || other.number == Number::none))
      value -= 3;
    if (pronoun.number == Number::plural && other.is_definite && other.number == Number::plural) value += 1;
    if (other.party.kind == Kind::person && pronoun.gender != Gender::unknown && chain_gender(j) == pronoun.gender)
      value += 2;
    if (is_subject(mine.deprel) && is_subject(theirs.deprel)) value += 1;
    if (mine.deprel == Deprel::nmod_poss && distance == 0 && is_subject(theirs.deprel) &&
        subject_of(reading_[mine.head].head) == other.party.head)
      value += 2;
    const int told = std::min(3, members_before(j));
    if (other.party.kind == Kind::person) value += told;
    // Inside a quotation "he" is seldom its speaker.
    if (mine.quote >= 0 && theirs.quote < 0 && speakers_[static_cast<std::size_t>(mine.quote)] >= 0 &&
        chains_.are_joined(speakers_[static_cast<std::size_t>(mine.quote)], j))
      value -= 6;
    return value;
  }

  Gender chain_gender(std::int32_t j) const {
    if (at(j).gender != Gender::unknown) return at(j).gender;
    const std::int32_t first = first_gendered_[static_cast<std::size_t>(chains_.root(j))];
    return first < j ? at(first).gender : Gender::unknown;
  }

  // How often the party of `j` was told before it, within reach.
  int members_before(std::int32_t j) const {
    int count = 0;
    const std::int32_t root = chains_.root(j);
    for (std::int32_t k = j - 1; k >= 0 && j - k < 40; --k)
      if (chains_.root(k) == root) ++count;
    return count;
  }

  const Reading& reading_;
  std::vector<Mention>& mentions_;
  Chains& chains_;
  std::vector<std::int32_t> at_;
  std::vector<std::int32_t> speakers_;
  static constexpr std::int32_t no_mention = std::numeric_limits<std::int32_t>::max();
  static constexpr std::int32_t farthest = 400;  // mentions back; in news three sentences hold fewer
  std::vector<std::int32_t> first_gendered_;     // by root: the first mention of the chain that tells a gender
};

}  // namespace

void join_pronouns(const Page& page, std::vector<Mention>& mentions, Chains& chains) {
  PronounJoiner(page, mentions, chains).join();
}

}  // namespace nutgraf::who
