// Is this a record that a careful reader would make? A verb with its parties, told twice, speaks for it; a bare noun in passing
// ("violence", "the murder charge") against. The same number is the record's confidence.

#include "event/worth.h"

#include <algorithm>
#include <cmath>

namespace nutgraf::event {

namespace {

template <typename Holds>
bool all_of(const std::vector<Mention>& mentions, const Cluster& cluster, Holds holds) {
  return std::ranges::all_of(cluster, [&](std::size_t i) { return holds(mentions[i]); });
}

template <typename Holds>
bool any_of(const std::vector<Mention>& mentions, const Cluster& cluster, Holds holds) {
  return std::ranges::any_of(cluster, [&](std::size_t i) { return holds(mentions[i]); });
}

// The trigger stands under one that accuses, charges or tries: "charged with murder".
bool is_in_accusation(const Mention& mention, const std::vector<Mention>& mentions, const Reading& reading) {
  for (std::int32_t token = reading[mention.trigger].head; token != no_token; token = reading[token].head)
    for (const Mention& other : mentions)
      if (other.trigger == token && (other.type == "ACCUSE" || other.type == "SANCTION")) return true;
  return false;
}

}  // namespace

Signs signs_of(const Record& record, const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context) {
  Signs signs{};
  const auto set = [&](Sign sign, double value) { signs[static_cast<std::size_t>(sign)] = value; };
  const auto happening = [&](const Mention& m) -> const what::Happening& { return context.answers.what[m.happening]; };
  set(Sign::several_mentions, cluster.size() > 1);
  set(Sign::many_mentions, cluster.size() > 3);
  set(Sign::has_actor, !record.actors.empty());
  set(Sign::has_recipient, !record.recipients.empty());
  set(Sign::actor_is_named, std::ranges::any_of(record.actors, [](const Party& p) { return p.name.has_value(); }));
  set(Sign::has_figure, !record.how_many.empty());
  set(Sign::has_own_time, any_of(mentions, cluster, [](const Mention& m) { return !m.times.empty(); }));
  set(Sign::has_own_place, any_of(mentions, cluster, [](const Mention& m) { return !m.places.empty(); }));
  set(Sign::has_verb, any_of(mentions, cluster, [&](const Mention& m) { return !happening(m).is_noun; }));
  set(Sign::only_presupposed, all_of(mentions, cluster, [&](const Mention& m) {
        return happening(m).is_presupposed || context.reading[m.trigger].deprel == Deprel::amod;
      }));
  set(Sign::in_headline, any_of(mentions, cluster, [](const Mention& m) { return m.is_in_headline; }));
  set(Sign::in_lead, any_of(mentions, cluster, [](const Mention& m) { return m.sentence < 4; }));
  set(Sign::only_in_caption, all_of(mentions, cluster, [](const Mention& m) { return m.is_in_caption; }));
  set(Sign::is_planned, record.status == Status::planned);
  set(Sign::is_foiled, record.status == Status::foiled);
  set(Sign::is_negated, record.status == Status::negated);
  set(Sign::is_alleged, record.certainty == Certainty::alleged);
  set(Sign::is_background, record.is_background);
  set(Sign::is_told_by_somebody, !record.says_who.empty());
  set(Sign::has_modes, !record.modes.empty());
  set(Sign::has_instrument, !record.instruments.empty());
  double highest = 0;
  for (const std::size_t i : cluster) highest = std::max(highest, mentions[i].confidence);
  set(Sign::trigger_confidence, highest);
  constexpr std::array types = {"ASSAULT", "COERCE", "PROTEST", "ACCUSE", "THREATEN", "MOBILIZE", "SANCTION", "RETREAT"};
  bool is_core = false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const bool is_it = record.type == types[i];
    is_core = is_core || is_it;
    signs[static_cast<std::size_t>(Sign::is_assault) + i] = is_it ? 1 : 0;
  }
  set(Sign::is_minor_type, !is_core);
  set(Sign::in_accusation, record.type == "ASSAULT" && all_of(mentions, cluster, [&](const Mention& m) {
                             return is_in_accusation(m, mentions, context.reading);
                           }));
  return signs;
}

double confidence_of(const Signs& signs) {
  // In the order of Sign.
  static constexpr Signs weights = {0.35, 0.55, 0.04, 0.50, 0.22, 0.58, 0.31, 0.45, 0.20, -0.89, 0.36, 1.08,
                                    0.04, -0.45, -0.16, -0.04, -0.48, 0.51, -0.73, 0.46, -0.16, -0.00, -0.34, 0.25,
                                    -0.36, 0.52, 0.12, 0.00, -0.11, -0.09, 0.00, -0.06};
  double score = -0.55;
  for (std::size_t i = 0; i < sign_count; ++i) score += weights[i] * signs[i];
  return 1 / (1 + std::exp(-score));
}

}  // namespace nutgraf::event
