// "A bomb went off outside the court. Two guards were killed and three others were wounded." The second sentence tells no
// second attack: a bare passive of harm, with no author, day, place or means, tells what the attack told before did.

#include "event/outcomes.h"

#include <algorithm>

namespace nutgraf::event {

namespace {

constexpr std::int32_t sentences_within_reach = 1;

bool tells_harm(const what::Happening& happening) {
  return happening.type == "ASSAULT" && !happening.is_noun &&
         is_harm(happening.figure_role);
}

bool tells_only_harm(const Mention& mention, const Context& context) {
  return tells_harm(context.answers.what[mention.happening]) && mention.status == Status::happened && !mention.is_in_headline &&
         mention.actors.empty() && !mention.recipients.empty() && mention.modes.empty() && mention.places.empty() &&
         mention.spots.empty() && mention.times.empty() && mention.instruments.empty() && !mention.is_part;
}

// The author of the attack is harmed: by somebody else, in an act of its own.
bool harms_author(const Mention& attack, const Mention& harm, const Context& context) {
  return std::ranges::any_of(harm.recipients, [&](std::int32_t harmed) {
    return std::ranges::any_of(attack.actors, [&](std::int32_t author) {
      return context.parties.identity_of(harmed) == context.parties.identity_of(author);
    });
  });
}

}  // namespace

std::optional<std::size_t> attack_told_before(const std::vector<Mention>& mentions, std::size_t later, const Context& context) {
  const Mention& harm = mentions[later];
  if (!tells_only_harm(harm, context)) return std::nullopt;
  std::optional<std::size_t> nearest;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& attack = mentions[i];
    if (i == later || attack.type != "ASSAULT" || attack.trigger >= harm.trigger) continue;
    if (attack.is_in_headline || attack.is_in_caption != harm.is_in_caption || harm.sentence - attack.sentence > sentences_within_reach) continue;
    if (!nearest || attack.trigger > mentions[*nearest].trigger) nearest = i;
  }
  if (!nearest || mentions[*nearest].status != Status::happened || harms_author(mentions[*nearest], harm, context)) return std::nullopt;
  return nearest;
}

}  // namespace nutgraf::event
