#pragma once

#include <array>

#include "event/cluster.h"

namespace nutgraf::event {

// What speaks for and against a record being one that a careful reader would make.
enum class Sign : std::size_t {
  several_mentions, many_mentions, has_actor, has_recipient, actor_is_named, has_figure, has_own_time, has_own_place,
  has_verb, only_presupposed, in_headline, in_lead, only_in_caption, is_planned, is_foiled, is_negated, is_alleged, is_background,
  is_told_by_somebody, has_modes, has_instrument, trigger_confidence, is_assault, is_coerce, is_protest, is_accuse, is_threaten,
  is_mobilize, is_sanction, is_retreat, is_minor_type, in_accusation, count_
};
constexpr std::size_t sign_count = static_cast<std::size_t>(Sign::count_);
using Signs = std::array<double, sign_count>;

Signs signs_of(const Record& record, const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context);

// The probability that the record is right, from its signs; weights by training/event/learn_weights.py.
double confidence_of(const Signs& signs);

// Records below this confidence are not made.
constexpr double least_confidence = 0.33;

}  // namespace nutgraf::event
