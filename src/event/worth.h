#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "event/cluster.h"

namespace nutgraf::event {

// What speaks for and against a record being one that a careful reader would make.
enum class Sign : std::size_t {
  several_mentions, many_mentions, has_actor, has_recipient, actor_is_named, has_figure, has_own_time, has_own_place,
  has_verb, only_presupposed, in_headline, in_lead, only_in_caption, is_planned, is_foiled, is_negated, is_alleged, is_background,
  is_told_by_somebody, has_modes, has_instrument, trigger_confidence, is_assault, is_coerce, is_protest, is_accuse, is_threaten,
  is_mobilize, is_sanction, is_retreat, is_minor_type, in_accusation, like_another, is_first_of_type, is_only_of_type, tells_nothing,
  only_noun, only_in_quote, only_present, only_plural, only_modifier, is_ground, recipient_is_thing, tells_late, many_in_report, is_vague_noun,
  has_common_verb, network_knows, network_tells, network_tells_most, count_
};
constexpr std::size_t sign_count = static_cast<std::size_t>(Sign::count_);
using Signs = std::array<double, sign_count>;

// For each cluster how likely it is, at most, that it tells an event over again that another cluster of its type tells.
std::vector<double> likeness_to_others(const std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Crowd& crowd, const Context& context);

// `clusters` are all of the report, `cluster` is the one that the record is made from, `likeness` that one's.
Signs signs_of(const Record& record, const std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Cluster& cluster, double likeness, const Outlook& outlook, const Context& context);

// True when the mentions only name the crimes of a charge: "two counts of murder", with no victim, day, place or number.
bool names_only_crimes(const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context);

// The probability that the record is right, from its signs; weights by training/event/learn_weights.py.
double confidence_of(const Signs& signs);

// The signs that speak most against the record, at most three, in words; empty when none does.
std::vector<std::string_view> signs_against(const Signs& signs);

// Records below this confidence are not made.
constexpr double least_confidence = 0.4;

}  // namespace nutgraf::event
