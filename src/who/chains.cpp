// Joins the mentions of one party, surest links first: same names and aliases, acronyms, appositions,
// descriptions ("the group"), pronouns. A wrong link is worse than none. What one mention tells of the
// party (its name, sector, country) then holds for all of them.

#include "who/chains.h"

#include <algorithm>
#include <map>

namespace nutgraf::who {

std::int32_t Chains::root(std::int32_t i) const {
  while (parent_[static_cast<std::size_t>(i)] >= 0) i = parent_[static_cast<std::size_t>(i)];
  return i;
}

void Chains::join(std::int32_t later, std::int32_t earlier, Link link, std::string because) {
  const std::int32_t a = root(later), b = root(earlier);
  if (a == b) return;
  parent_[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
  const std::size_t i = static_cast<std::size_t>(later);
  if (earlier_[i] >= 0) return;
  earlier_[i] = earlier;
  link_[i] = link;
  because_[i] = std::move(because);
}

bool may_agree(const Mention& a, const Mention& b) {
  if (a.gender != Gender::unknown && b.gender != Gender::unknown && a.gender != b.gender) return false;
  if (a.number != Number::none && b.number != Number::none && a.number != b.number) return false;
  if (a.age >= 0 && b.age >= 0 && a.age != b.age) return false;
  const bool a_person = a.party.kind == Kind::person, b_person = b.party.kind == Kind::person;
  if (a_person != b_person && a.form != MentionForm::pronoun && b.form != MentionForm::pronoun) return false;
  return true;
}

namespace {

// How well a mention stands for its party: a full name best, then a surname, then the first noun.
int rank(const Mention& mention) {
  switch (mention.form) {
    case MentionForm::name:
      return 1000 + 10 * static_cast<int>(mention.words.size());
    case MentionForm::noun:
      return 300;
    case MentionForm::number:
      return 200;
    case MentionForm::pronoun:
      return 0;
  }
  return 0;
}

void share(const Mention& from, Mention& to) {
  Party& party = to.party;
  const bool to_pronoun = to.form == MentionForm::pronoun;
  if (to_pronoun) {
    party.kind = from.party.kind;
    party.is_suspected = from.party.is_suspected;
  }
  if (!party.name) party.name = from.party.name;
  if (!party.country) party.country = from.party.country;
  if (!party.group) party.group = from.party.group;
  // "A man ... the gunman": a civilian by his noun alone gives way to whatever else is told of him.
  const bool is_open = party.sectors.empty() || party.sectors.front() == "CVL";
  if (is_open && (party.sectors.empty() || (!from.party.sectors.empty() && from.party.sectors.front() != "CVL"))) {
    if (!from.party.sectors.empty()) {
      party.sectors = from.party.sectors;
      to.is_default_sector = from.is_default_sector;
    }
  }
  party.is_minor = party.is_minor || from.party.is_minor;
  party.is_suspected = party.is_suspected || from.party.is_suspected;
}

// "Two of them": what is told of them is told of the two.
void share_with_parts(const Page& page, std::vector<Mention>& mentions) {
  for (Mention& mention : mentions) {
    if (mention.form != MentionForm::number) continue;
    for (const std::int32_t child : children(page.reading, mention.party.head)) {
      if (page.reading[child].deprel != Deprel::nmod && page.reading[child].deprel != Deprel::obl) continue;
      const auto whole = std::ranges::find(mentions, child, [](const Mention& m) { return m.party.head; });
      if (whole == mentions.end() || (whole->form == MentionForm::pronoun && whole->party.refers_to < 0)) continue;
      const Party& from = whole->party;
      if (!from.sectors.empty()) mention.party.sectors = from.sectors;
      if (!mention.party.country) mention.party.country = from.country;
      if (!mention.party.group) mention.party.group = from.group ? from.group : from.name;
      mention.party.is_suspected = from.is_suspected;
      mention.party.is_minor = from.is_minor;
    }
  }
}

}  // namespace

void join_mentions(const Page& page, std::vector<Mention>& mentions) {
  Chains chains(mentions.size());
  join_names(page, mentions, chains);
  join_appositions(page, mentions, chains);
  join_descriptions(page, mentions, chains);
  join_pronouns(page, mentions, chains);

  std::map<std::int32_t, std::vector<std::int32_t>> parties;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(mentions.size()); ++i) parties[chains.root(i)].push_back(i);
  std::int32_t number = 0;
  for (const auto& [root, members] : parties) {
    if (members.size() < 2) continue;
    std::int32_t best = members.front();
    for (const std::int32_t i : members)
      if (rank(mentions[static_cast<std::size_t>(i)]) > rank(mentions[static_cast<std::size_t>(best)])) best = i;
    Mention& head = mentions[static_cast<std::size_t>(best)];
    for (const std::int32_t i : members)
      if (i != best && mentions[static_cast<std::size_t>(i)].form != MentionForm::pronoun)
        share(mentions[static_cast<std::size_t>(i)], head);
    for (const std::int32_t i : members) {
      Mention& mention = mentions[static_cast<std::size_t>(i)];
      mention.party.chain = number;
      if (i == best) continue;
      share(head, mention);
      mention.party.refers_to = best;
      const bool is_linked = chains.is_linked(i);
      mention.party.link = is_linked                           ? chains.link(i)
                           : mention.form == MentionForm::name ? Link::same_name
                                                               : Link::description;
      mention.party.because += "; ";
      mention.party.because += is_linked ? chains.because(i) : "who.fuller_later";
    }
    ++number;
  }
  share_with_parts(page, mentions);
}

}  // namespace nutgraf::who
