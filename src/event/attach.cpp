// Which happening does a place, time or figure belong to? The nearest one over the tree, never across a verb of saying:
// in "Police said on Monday that gunmen attacked a bus in Aksu", Monday is the day of the saying.

#include "event/attach.h"

#include <algorithm>

namespace nutgraf::event {

Attachment::Attachment(const Reading& reading, const std::vector<std::int32_t>& triggers,
                       const std::vector<std::int32_t>& cues)
    : reading_(reading), is_trigger_(reading.tokens.size(), 0), is_cue_(reading.tokens.size(), 0) {
  for (const std::int32_t trigger : triggers) is_trigger_[static_cast<std::size_t>(trigger)] = 1;
  for (const std::int32_t cue : cues)
    if (cue != no_token && !is_trigger_[static_cast<std::size_t>(cue)]) is_cue_[static_cast<std::size_t>(cue)] = 1;
}

int Attachment::steps_up(std::int32_t from, std::int32_t to, std::int32_t trigger) const {
  int steps = 0;
  for (; from != to; from = reading_[from].head) {
    if (is_cue_[static_cast<std::size_t>(from)]) return unreachable;
    if (is_trigger_[static_cast<std::size_t>(from)] && from != trigger) steps += 2;
    ++steps;
  }
  return steps;
}

// "Peru, which last year lost a vote, has closed its ports": the relative clauses between.
int Attachment::clauses_left(std::int32_t token, std::int32_t meeting) const {
  int clauses = 0;
  for (; token != meeting; token = reading_[token].head)
    if (reading_[token].deprel == Deprel::acl_relcl) ++clauses;
  return clauses;
}

int Attachment::distance(std::int32_t trigger, std::int32_t token, Item item) const {
  if (reading_[trigger].sentence != reading_[token].sentence) return unreachable;
  for (std::int32_t meeting = token; meeting != no_token; meeting = reading_[meeting].head) {
    if (!is_under(reading_, trigger, meeting)) continue;
    if (is_cue_[static_cast<std::size_t>(meeting)]) return unreachable;
    const bool is_foreign = is_trigger_[static_cast<std::size_t>(meeting)] && meeting != trigger;
    const int clauses = item == Item::time ? clauses_left(token, meeting) : 0;
    return std::min(unreachable, steps_up(token, meeting, trigger) + 2 * clauses + 2 * steps_up(trigger, meeting, trigger) +
                                     (is_foreign ? 2 : 0));
  }
  return unreachable;
}

bool measures_goods(const how_many::Figure& figure) {
  return figure.kind == how_many::Kind::weight || figure.kind == how_many::Kind::money || figure.kind == how_many::Kind::volume;
}

std::int32_t head_of(const Reading& reading, TokenRange tokens) {
  for (std::int32_t token = tokens.last - 1; token >= tokens.first; --token)
    if (!tokens.contains(reading[token].head)) return token;
  return tokens.last - 1;
}

}  // namespace nutgraf::event
