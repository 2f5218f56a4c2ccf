#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "event/event.h"

namespace nutgraf::event {

// Looks up parties by the head token of a phrase, follows pronouns and descriptions to the phrase that they stand for,
// and says when two phrases are the same party.
class PartyBook {
 public:
  PartyBook(const Report& report, const Reading& reading, const Answers& answers);

  // The party mention with this head token; nothing when the phrase is none.
  std::optional<std::size_t> mention_at(std::int32_t head) const;

  // The mention that tells best who a mention is: of its chain, a name before a description, the longer and earlier one.
  std::size_t best_mention(std::size_t mention) const;

  // Equal for phrases that stand for the same party: "c3" for a chain, else the folded words.
  std::string identity_of(std::int32_t head) const;

  // "No group", "nobody", "neither side": the phrase says that there is no such party.
  bool is_nobody(std::int32_t head) const;

  // The count told with a phrase ("five farmers", "over 40 suspects"); nothing when there is none.
  const how_many::Figure* count_of(std::int32_t head) const;

  // The party of a phrase as a record tells it. Nothing for a pronoun that stands for nothing in the report, and
  // for nobody.
  std::optional<Party> make_party(std::int32_t head, const std::string& because) const;

 private:
  TokenRange noun_phrase(std::int32_t head) const;
  bool is_pronoun(std::int32_t head) const;
  Party make_unlisted(std::int32_t head, const std::string& because) const;  // for a phrase that is no mention of a party
  bool is_count(std::int32_t head) const;  // "hundreds", "271", "several others"

  const Report& report_;
  const Reading& reading_;
  const std::vector<who::Party>& parties_;
  const std::vector<where::Place>& places_;
  const std::vector<how_many::Figure>& figures_;
  std::unordered_map<std::int32_t, std::size_t> count_at_;
  std::unordered_map<std::int32_t, std::size_t> at_head_;
  std::unordered_map<std::int32_t, std::size_t> best_of_chain_;
};

}  // namespace nutgraf::event
