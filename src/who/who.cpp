// Finds the parties of a report: names first, then nouns and pronouns, then what each is, then which
// are the same. "Police in Aksu detained 60 suspected Red Line members. They ..." gives the police, the
// members with their group, and "they" with the phrase that it stands for. Who did what is left to the
// events.

#include "who/who.h"

#include "who/mention.h"

namespace nutgraf::who {

namespace {

bool is_worth_telling(const Mention& mention) {
  if (mention.form != MentionForm::pronoun) return true;
  if (mention.party.refers_to >= 0) return true;
  // An unresolved "she" is still somebody; "it" and "which" may be anything.
  return mention.noun == "he" || mention.noun == "she" || mention.noun == "they" || mention.noun == "him" ||
         mention.noun == "them";
}

}  // namespace

std::vector<Party> find_parties(const Report& report, const Reading& reading, const Lexicon& lexicon) {
  const Page page = make_page(report, reading, lexicon);
  std::vector<Mention> mentions = find_names(page);
  add_nouns(page, mentions);
  add_pronouns(page, mentions);
  read_traits(page, mentions);
  join_mentions(page, mentions);
  fill_countries(page, mentions);

  std::vector<Party> parties;
  std::vector<std::int32_t> place(mentions.size(), -1);
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (!is_worth_telling(mentions[i])) continue;
    place[i] = static_cast<std::int32_t>(parties.size());
    parties.push_back(std::move(mentions[i].party));
  }
  for (Party& party : parties)
    if (party.refers_to >= 0) party.refers_to = place[static_cast<std::size_t>(party.refers_to)];
  return parties;
}

}  // namespace nutgraf::who
