// One event, told clause by clause, has its victim as "a man" in the lead, "the 20-year-old" below it and by name at the end. In
// one role of one event, persons each told alone are the same person unless their words say otherwise.

#include "event/retold.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

class Retellings {
 public:
  explicit Retellings(const Context& context) : context_(context) {}

  bool tells_again(const ToldParty& later, const ToldParty& earlier) const {
    if (later.mention == earlier.mention) return false;
    if (says_other(later.party.head) || says_other(earlier.party.head)) return false;
    if (differ_in_outcome(*later.mention, *earlier.mention)) return false;
    if (is_single(later) && is_single(earlier))
      return later.is_alone && earlier.is_alone && !(later.party.name && earlier.party.name) && !are_of_two_sides(later.party, earlier.party);
    return is_group(later) && is_group(earlier) && is_same_noun(later.party.head, earlier.party.head) && may_be_as_many(later.party.head, earlier.party.head);
  }

  // A name tells more than a description, a count more than none.
  bool tells_more(const ToldParty& a, const ToldParty& b) const {
    if (a.party.name.has_value() != b.party.name.has_value()) return a.party.name.has_value();
    return is_group(a) && count_of(a.party.head) > 0 && count_of(b.party.head) == 0;
  }

 private:
  const Token& word(std::int32_t token) const { return context_.reading[token]; }

  bool is_single(const ToldParty& told) const {
    return told.party.kind == who::Kind::person && word(told.party.head).number != Number::plural && count_of(told.party.head) <= 1;
  }
  bool is_group(const ToldParty& told) const { return told.party.kind != who::Kind::object && word(told.party.head).number == Number::plural; }

  double count_of(std::int32_t head) const {
    const how_many::Figure* figure = context_.parties.count_of(head);
    return figure ? *figure->value : 0;
  }

  bool may_be_as_many(std::int32_t a, std::int32_t b) const {
    const double m = count_of(a), n = count_of(b);
    return m == n || m == 0 || n == 0;
  }

  bool is_same_noun(std::int32_t a, std::int32_t b) const { return word(a).lemma == word(b).lemma && word(a).upos == Upos::noun; }

  // "Another man", "a second gunman", "the other two".
  bool says_other(std::int32_t head) const {
    static constexpr std::array<std::string_view, 6> words = {"another", "other", "others", "second", "third", "more"};
    const auto is_other = [&](std::int32_t t) { return std::ranges::find(words, word(t).lower) != words.end(); };
    return is_other(head) || std::ranges::any_of(children_of(context_.reading, head), is_other);
  }

  // Who was killed is not who was hurt.
  bool differ_in_outcome(const Mention& a, const Mention& b) const {
    const std::string &x = context_.answers.what[a.happening].figure_role, &y = context_.answers.what[b.happening].figure_role;
    return (x == "killed" && y == "injured") || (x == "injured" && y == "killed");
  }

  // A police officer is no robber, whatever else the two have in common.
  static bool are_of_two_sides(const Party& a, const Party& b) {
    const auto is_state = [](const Party& p) { return !p.sectors.empty() && (p.sectors.front() == "COP" || p.sectors.front() == "MIL" || p.sectors.front() == "JUD"); };
    const auto is_outlaw = [](const Party& p) { return !p.sectors.empty() && (p.sectors.front() == "CRM" || p.sectors.front() == "REB" || p.sectors.front() == "UAF"); };
    return (is_state(a) && is_outlaw(b)) || (is_outlaw(a) && is_state(b));
  }

  const Context& context_;
};

void take_traits(Party& party, const Party& other) {
  party.is_suspected = party.is_suspected || other.is_suspected;
  party.is_minor = party.is_minor || other.is_minor;
  if (!party.country) party.country = other.country;
  if (!party.group) party.group = other.group;
}

}  // namespace

std::vector<Party> drop_retold(const std::vector<ToldParty>& told, const Context& context) {
  const Retellings retellings(context);
  std::vector<ToldParty> kept;
  for (const ToldParty& one : told) {
    std::vector<std::size_t> same;
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (retellings.tells_again(one, kept[i])) same.push_back(i);
    // A man who may be either of two is neither.
    if (same.size() != 1) {
      kept.push_back(one);
      continue;
    }
    ToldParty& other = kept[same.front()];
    if (retellings.tells_more(one, other)) {
      const Party before = other.party;
      other = one;
      take_traits(other.party, before);
    } else {
      take_traits(other.party, one.party);
    }
  }
  std::vector<Party> parties;
  for (ToldParty& one : kept) parties.push_back(std::move(one.party));
  return parties;
}

namespace {

class Phrases {
 public:
  explicit Phrases(const Context& context) : context_(context) {}

  // "The Fraud Office" in "detectives from the Fraud Office": down a chain of nouns that begins below the other party's noun. What is done to a
  // thing is done to its owner too ("the house of a judge").
  bool is_inside(const Party& part, const Party& whole) const {
    if (whole.kind == who::Kind::object) return false;
    const std::int32_t head = head_told(whole);
    std::int32_t at = head_told(part);
    if (at == no_token || head == no_token || at == head) return false;
    for (; at != no_token && at != head; at = context_.reading[at].head) {
      const Deprel relation = context_.reading[at].deprel;
      if (context_.reading[at].head == head) return relation == Deprel::nmod || relation == Deprel::nmod_poss || relation == Deprel::compound;
      if (relation != Deprel::nmod && relation != Deprel::nmod_poss && relation != Deprel::conj && relation != Deprel::compound) return false;
    }
    return false;
  }

  // The whole's words up to the end of the part, which tells whose they are: "detectives" alone are nobody.
  void widen(Party& whole, const Party& part) const {
    constexpr std::int32_t most_words = 12;
    const TokenRange from = tokens_in(context_.reading, *whole.source.span), to = tokens_in(context_.reading, *part.source.span);
    if (to.last <= from.last || to.last - from.first > most_words) return;
    for (std::int32_t token = from.last; token < to.first; ++token)
      if (context_.reading[token].form == ",") return;
    whole.source.span = Span{whole.source.span->begin, part.source.span->end};
    whole.text = std::string(words_of(context_.report.text, *whole.source.span));
  }

  // "The post" beside "the Karvel border post": the same noun with fewer words, and no number that differs.
  bool is_shorter(const Party& part, const Party& whole) const {
    const std::int32_t a = head_told(part), b = head_told(whole);
    if (a == no_token || b == no_token || a == b || context_.reading[a].lemma != context_.reading[b].lemma) return false;
    const std::set<std::string> fewer = content_of(part), more = content_of(whole);
    return fewer.size() < more.size() && std::ranges::includes(more, fewer);
  }

 private:
  std::int32_t head_told(const Party& party) const {
    if (!party.source.span) return no_token;
    const TokenRange tokens = tokens_in(context_.reading, *party.source.span);
    return tokens.size() > 0 ? head_of(context_.reading, tokens) : no_token;
  }

  std::set<std::string> content_of(const Party& party) const {
    std::set<std::string> words;
    const TokenRange tokens = tokens_in(context_.reading, *party.source.span);
    for (std::int32_t token = tokens.first; token < tokens.last; ++token)
      if (const Token& word = context_.reading[token]; word.upos != Upos::det && word.upos != Upos::punct) words.insert(word.lower);
    return words;
  }

  const Context& context_;
};

}  // namespace

void drop_parts_of_phrases(std::vector<Party>& parties, const Context& context) {
  const Phrases phrases(context);
  const std::vector<Party> all = parties;
  for (Party& whole : parties)
    for (const Party& part : all)
      if (phrases.is_inside(part, whole)) phrases.widen(whole, part);
  std::erase_if(parties, [&](const Party& part) {
    return std::ranges::any_of(all, [&](const Party& whole) { return phrases.is_inside(part, whole) || phrases.is_shorter(part, whole); });
  });
}

}  // namespace nutgraf::event
