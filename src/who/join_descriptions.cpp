// Definite descriptions: "the group", "the suspects", "the 24-year-old". One is joined to the nearest
// earlier mention that the words allow: the same noun first, then a noun of the same class, then a name
// whose sector the noun can stand for. When two parties fit equally, none is taken.
// Which nouns stand for what is in lexicon/who/descriptions.tsv.

#include <algorithm>

#include "who/chains.h"

namespace nutgraf::who {

namespace {

constexpr std::int32_t window_same_noun = 12, window_class = 6, window_name = 4;

bool has_any(const std::vector<std::string>& sectors, const std::vector<std::string>& allowed) {
  return std::ranges::any_of(sectors,
                             [&](const std::string& s) { return std::ranges::find(allowed, s) != allowed.end(); });
}

class DescriptionJoiner {
 public:
  DescriptionJoiner(const Page& page, std::vector<Mention>& mentions, Chains& chains)
      : page_(page), mentions_(mentions), chains_(chains) {}

  void join() {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(mentions_.size()); ++i) {
      const Mention& mention = mentions_[static_cast<std::size_t>(i)];
      if (mention.form != MentionForm::noun || !mention.is_definite || mention.is_modifier || chains_.is_linked(i))
        continue;
      if (has_poss(mention)) continue;
      if (mention.noun == "year-old")
        join_aged(i);
      else if (!join_same_noun(i) && !join_class(i))
        join_to_name(i);
    }
  }

 private:
  const Mention& at(std::int32_t i) const { return mentions_[static_cast<std::size_t>(i)]; }

  // "his brother", "Aydin's lawyer": defined by the owner, seldom told before.
  bool has_poss(const Mention& mention) const {
    const std::int32_t owner = child_with(page_.reading, mention.party.head, Deprel::nmod_poss);
    return owner != no_token && mention.party.kind != Kind::state_body;
  }

  bool clash(const Mention& a, const Mention& b) const {
    if (!may_agree(a, b)) return true;
    if (a.party.country && b.party.country && a.party.country != b.party.country) return true;
    if (a.belongs_to >= 0 && b.belongs_to >= 0 && !chains_.are_joined(a.belongs_to, b.belongs_to)) return true;
    return false;
  }

  bool is_far(const Mention& later, const Mention& earlier, std::int32_t window) const {
    return later.sentence - earlier.sentence > window;
  }

  bool join_same_noun(std::int32_t i) {
    const Mention& mention = at(i);
    for (std::int32_t j = i - 1; j >= 0; --j) {
      const Mention& other = at(j);
      if (is_far(mention, other, window_same_noun)) return false;
      if (other.party.tokens.contains(mention.party.head) || mention.party.tokens.contains(other.party.head)) continue;
      if (other.form == MentionForm::name && bears_office(other, mention.noun) && !clash(mention, other)) {
        chains_.join(i, j, Link::description, "who.office");
        return true;
      }
      if (other.form != MentionForm::noun || other.entry != mention.entry || other.is_modifier || clash(mention, other))
        continue;
      if (counts_differ(mention, other)) continue;
      if (mention.sentence == other.sentence && mention.party.tokens.size() == 2 && is_conjoined(mention, other))
        continue;
      chains_.join(i, j, Link::description, "who.same_noun");
      return true;
    }
    return false;
  }

  bool is_conjoined(const Mention& a, const Mention& b) const {
    return page_.reading[a.party.head].head == b.party.head && page_.reading[a.party.head].deprel == Deprel::conj;
  }

  std::string number_word(const Mention& mention) const {
    const std::int32_t number = child_with(page_.reading, mention.party.head, Deprel::nummod);
    return number == no_token ? std::string() : page_.reading[number].lower;
  }

  bool counts_differ(const Mention& a, const Mention& b) const {
    const std::string mine = number_word(a), theirs = number_word(b);
    return mine != theirs && !mine.empty() && !theirs.empty();
  }

  static bool bears_office(const Mention& name, const std::string& noun) {
    if (name.party.kind != Kind::person) return false;
    if (name.entry != nullptr && name.entry->office == noun) return true;
    return std::ranges::any_of(name.others, [&](const Entry* row) {
      if (row->source != Source::title && row->source != Source::agent) return false;
      if (row->name.size() < noun.size()) return false;
      std::string lower = row->name;
      std::ranges::transform(lower, lower.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      return lower == noun;
    });
  }

  bool join_class(std::int32_t i) {
    const Mention& mention = at(i);
    const auto mine = page_.lexicon.descriptions.find(mention.noun);
    if (mine == page_.lexicon.descriptions.end() || mine->second.word_class.empty()) return false;
    std::int32_t found = -1;
    for (std::int32_t j = i - 1; j >= 0; --j) {
      const Mention& other = at(j);
      if (is_far(mention, other, window_class)) break;
      if (other.form != MentionForm::noun || other.is_modifier || other.party.tokens.contains(mention.party.head) ||
          clash(mention, other))
        continue;
      if (mention.sentence == other.sentence && same_clause(mention, other)) continue;
      const auto theirs = page_.lexicon.descriptions.find(other.noun);
      if (theirs == page_.lexicon.descriptions.end() || theirs->second.word_class != mine->second.word_class) continue;
      if (mention.number != other.number || counts_differ(mention, other)) continue;
      found = j;
      break;
    }
    if (found < 0) return false;
    chains_.join(i, found, Link::description, mine->second.because);
    return true;
  }

  bool same_clause(const Mention& a, const Mention& b) const {
    const Reading& reading = page_.reading;
    return reading[a.party.head].head == reading[b.party.head].head || reading[a.party.head].head == b.party.head ||
           reading[b.party.head].head == a.party.head;
  }

  void join_to_name(std::int32_t i) {
    const Mention& mention = at(i);
    const auto mine = page_.lexicon.descriptions.find(mention.noun);
    if (mine == page_.lexicon.descriptions.end() || mine->second.sectors.empty()) return;
    if (mention.number == Number::plural) return;
    std::int32_t found = -1;
    for (std::int32_t j = i - 1; j >= 0; --j) {
      const Mention& other = at(j);
      if (is_far(mention, other, window_name)) break;
      if (other.form != MentionForm::name || other.party.kind == Kind::person ||
          (other.entry != nullptr && other.entry->source == Source::country))
        continue;
      if (!has_any(other.party.sectors, mine->second.sectors) || other.party.tokens.contains(mention.party.head))
        continue;
      if (mention.belongs_to >= 0 && mention.belongs_to != j) continue;
      if (mention.sentence == other.sentence && same_clause(mention, other)) continue;
      if (mention.sentence != other.sentence && is_in_brackets(other.party.head)) continue;
      if (found < 0)
        found = j;
      else if (!chains_.are_joined(found, j)) {
        // Two that fit: only a subject, told in the sentence before or this one, stands out.
        if (!is_subject(at(found)) || mention.sentence - at(found).sentence > 1) return;
        break;
      }
    }
    if (found >= 0) chains_.join(i, found, Link::description, mine->second.because);
    else join_to_name_ahead(i);
  }

  // "The state-run agency reported on Sunday. The Sahel Press Agency said": named in the next sentence by the same noun.
  void join_to_name_ahead(std::int32_t i) {
    const Mention& mention = at(i);
    for (std::int32_t j = i + 1; j < static_cast<std::int32_t>(mentions_.size()) && at(j).sentence - mention.sentence <= 1; ++j) {
      const Mention& other = at(j);
      const bool is_named_so = other.form == MentionForm::name && other.party.kind != Kind::person && other.sentence != mention.sentence &&
                               page_.reading[other.party.tokens.last - 1].lower == page_.reading[mention.party.head].lower && !clash(mention, other);
      if (!is_named_so || !is_subject(other)) continue;
      chains_.join(i, j, Link::description, "who.named_in_next_sentence");
      return;
    }
  }

  // The credit of a picture, an aside: not what the next sentences speak of.
  bool is_in_brackets(std::int32_t token) const {
    const TokenRange sentence = page_.reading.sentences[static_cast<std::size_t>(page_.reading[token].sentence)].tokens;
    for (std::int32_t at = token - 1; at >= sentence.first; --at) {
      if (page_.reading[at].lower == ")") return false;
      if (page_.reading[at].lower == "(") return true;
    }
    return false;
  }

  bool is_subject(const Mention& mention) const {
    const Deprel relation = page_.reading[mention.party.head].deprel;
    return relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::obl_agent;
  }

  // "The 24-year-old": whoever is told to be of that age, else the person spoken of last.
  void join_aged(std::int32_t i) {
    const Mention& mention = at(i);
    std::int32_t nearest = -1;
    for (std::int32_t j = i - 1; j >= 0; --j) {
      const Mention& other = at(j);
      if (other.form == MentionForm::pronoun || other.number != mention.number ||
          other.party.kind != mention.party.kind)
        continue;
      if (other.age == mention.age) {
        chains_.join(i, j, Link::description, "who.age");
        return;
      }
      if (nearest < 0 && other.age < 0 && is_subject(other) && mention.sentence - other.sentence <= 1 &&
          other.form == MentionForm::name && !other.party.tokens.contains(mention.party.head) &&
          other.sentence != mention.sentence)
        nearest = j;
    }
    if (nearest >= 0) chains_.join(i, nearest, Link::description, "who.age_of_subject");
  }

  const Page& page_;
  std::vector<Mention>& mentions_;
  Chains& chains_;
};

}  // namespace

void join_descriptions(const Page& page, std::vector<Mention>& mentions, Chains& chains) {
  DescriptionJoiner(page, mentions, chains).join();
}

}  // namespace nutgraf::who
