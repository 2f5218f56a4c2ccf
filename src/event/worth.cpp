// Is this a record that a careful reader would make? A verb with its parties, told twice, speaks for it; a bare noun in passing
// ("violence", "the murder charge") against. The same number is the record's confidence.

#include "event/worth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

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

bool is_present(const Reading& reading, std::int32_t verb) {
  for (const std::int32_t child : children_of(reading, verb))
    if (reading[child].deprel == Deprel::aux || reading[child].deprel == Deprel::aux_pass) {
      if (reading[child].tense == Tense::present && reading[child].lemma != "have") return true;
      if (reading[child].tense == Tense::past || reading[child].lemma == "have") return false;
    }
  return reading[verb].tense == Tense::present && reading[verb].verb_form != VerbForm::participle;
}

// Words for violence at large.
bool is_vague(const std::string& lemma) {
  static constexpr std::array<std::string_view, 14> words = {"violence", "fighting", "conflict", "war", "unrest", "terrorism", "hostility", "bloodshed", "crime", "atrocity",
                                                             "battle", "brutality", "aggression", "turmoil"};
  return std::ranges::find(words, lemma) != words.end();
}

// In the order of Sign; without and with the report network.
constexpr Signs weights_alone = {1.34, 0.97, 0.37, 0.22, -0.07, 0.33, 0.43, 0.10, -0.18, -0.85, 0.43, 0.63,
                           -0.70, -1.07, -0.67, -2.67, -0.31, 0.64, -0.33, 0.62, -0.08, 0.00, 0.15, -0.19,
                           -0.98, 0.93, 0.87, -0.24, -0.79, -0.90, 0.00, 0.29, -1.43, 0.52, -0.61, -0.22,
                           0.18, -0.96, -0.03, 0.09, 0.17, -0.50, 0.20, 0.58, 0.46, 1.08, 0.40};
constexpr double bias_alone = -0.51;
constexpr Signs weights_with_network = {
    0.58, 1.01, 0.18, 0.08, 0.15, 0.25, -0.06, -0.06, 0.04, -0.37, 0.02, -0.01, -0.43, 0.08, 0.07, -1.87, 0.07, 0.25, -0.18, 0.36, 0.32, 10.18, -0.28,
           -0.09, 0.15, 0.12, 1.03, 0.44, 0.14, 0.20, 0.00, 0.08, -1.57, 0.38, -0.44, -0.93, -0.04, -0.69, -0.45, 0.12, -0.06, -0.26, 0.22, 0.22,
           -0.01, -0.22, 0.27, 4.25, 0.17, 0.16};
constexpr double bias_with_network = -14.70;

const Signs& weights_for(const Signs& signs) { return signs[static_cast<std::size_t>(Sign::network_knows)] > 0 ? weights_with_network : weights_alone; }
double bias_for(const Signs& signs) { return signs[static_cast<std::size_t>(Sign::network_knows)] > 0 ? bias_with_network : bias_alone; }

constexpr std::array<std::string_view, sign_count> sign_names = {
    "several mentions", "many mentions", "has actor", "has recipient", "actor is named", "has figure", "has own time",
    "has own place", "has verb", "only presupposed", "in headline", "in lead", "only in caption", "is planned",
    "is foiled", "is negated", "is alleged", "is background", "is told by somebody", "has modes", "has instrument",
    "trigger confidence", "is assault", "is coerce", "is protest", "is accuse", "is threaten", "is mobilize",
    "is sanction", "is retreat", "is minor type", "in accusation", "like another", "is first of type",
    "is only of type", "tells nothing", "only noun", "only in quote", "only present", "only plural", "only modifier",
    "is ground", "recipient is thing", "tells late", "many in report", "is vague noun", "has common verb", "network knows", "network tells", "network tells most"};

}  // namespace

std::vector<double> likeness_to_others(const std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Crowd& crowd, const Context& context) {
  std::vector<double> highest(clusters.size(), -10);
  for (std::size_t a = 0; a < clusters.size(); ++a)
    for (std::size_t b = a + 1; b < clusters.size(); ++b) {
      if (mentions[clusters[a].front()].type != mentions[clusters[b].front()].type) continue;
      double score = -10;
      for (const std::size_t i : clusters[a])
        for (const std::size_t j : clusters[b]) {
          const auto [earlier, later] = std::minmax(i, j);
          const Clues clues = compare(mentions[earlier], mentions[later], context, crowd.around(earlier, later));
          if (!must_differ(mentions[earlier], mentions[later], clues)) score = std::max(score, score_of(clues));
        }
      highest[a] = std::max(highest[a], score);
      highest[b] = std::max(highest[b], score);
    }
  for (double& score : highest) score = 1 / (1 + std::exp(-score));
  return highest;
}

Signs signs_of(const Record& record, const std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Cluster& cluster, double likeness, const Outlook& outlook, const Context& context) {
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
        const bool tells_when = !m.times.empty();  // "last year endured a failed coup attempt"
        return (happening(m).is_presupposed && !tells_when) || context.reading[m.trigger].deprel == Deprel::amod;
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
  constexpr auto& types = what::core_types;  // in the order of their signs
  bool is_core = false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const bool is_it = record.type == types[i];
    is_core = is_core || is_it;
    signs[static_cast<std::size_t>(Sign::is_assault) + i] = is_it ? 1 : 0;
  }
  set(Sign::is_minor_type, !is_core);
  set(Sign::like_another, likeness);
  std::size_t of_type = 0;
  bool is_first = true;
  for (const Cluster& other : clusters)
    if (mentions[other.front()].type == record.type) {
      ++of_type;
      if (other.front() < cluster.front()) is_first = false;
    }
  set(Sign::is_first_of_type, is_first);
  set(Sign::is_only_of_type, of_type == 1);
  set(Sign::tells_nothing, all_of(mentions, cluster, [](const Mention& m) { return m.actors.empty() && m.recipients.empty() && m.figures.empty() && m.times.empty() && m.places.empty(); }));
  set(Sign::only_noun, all_of(mentions, cluster, [&](const Mention& m) { return happening(m).is_noun; }));
  const auto word = [&](const Mention& m) -> const Token& { return context.reading[m.trigger]; };
  set(Sign::only_in_quote, all_of(mentions, cluster, [&](const Mention& m) { return word(m).quote >= 0; }));
  set(Sign::only_present, all_of(mentions, cluster, [&](const Mention& m) { return !happening(m).is_noun && !m.is_in_headline && !m.is_in_caption && m.times.empty() && is_present(context.reading, m.trigger); }));
  set(Sign::only_plural, all_of(mentions, cluster, [&](const Mention& m) { return happening(m).is_noun && word(m).number == Number::plural; }));
  set(Sign::only_modifier, all_of(mentions, cluster, [&](const Mention& m) {
        return word(m).deprel == Deprel::compound || word(m).deprel == Deprel::amod || word(m).deprel == Deprel::nmod || word(m).deprel == Deprel::nmod_poss;
      }));
  set(Sign::is_ground, all_of(mentions, cluster, [](const Mention& m) { return m.is_ground; }));
  set(Sign::recipient_is_thing, !record.recipients.empty() && std::ranges::all_of(record.recipients, [](const Party& p) { return p.kind == who::Kind::object; }));
  const double sentences = static_cast<double>(std::max<std::size_t>(context.reading.sentences.size(), 1));
  set(Sign::tells_late, mentions[cluster.front()].sentence / sentences);
  set(Sign::many_in_report, std::log(1 + static_cast<double>(clusters.size())) / 3);
  set(Sign::is_vague_noun, all_of(mentions, cluster, [&](const Mention& m) { return is_vague(word(m).lemma); }));
  set(Sign::has_common_verb, any_of(mentions, cluster, [&](const Mention& m) { return !happening(m).is_noun && !happening(m).figure_role.empty(); }));
  set(Sign::network_knows, outlook.is_known());
  double sum = 0, most = -Outlook::reach;
  for (const std::size_t i : cluster) {
    const double tells = Outlook::clamped(outlook.tells(i));
    sum += tells;
    most = std::max(most, tells);
  }
  set(Sign::network_tells, sum / static_cast<double>(cluster.size()));
  set(Sign::network_tells_most, outlook.is_known() ? most : 0);
  set(Sign::in_accusation, record.type == "ASSAULT" && all_of(mentions, cluster, [](const Mention& m) { return m.is_crime_charged; }));
  return signs;
}

bool names_only_crimes(const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context) {
  return all_of(mentions, cluster, [&](const Mention& m) {
    return m.is_crime_charged && context.answers.what[m.happening].is_presupposed && m.recipients.empty() && m.places.empty() && m.times.empty() && m.figures.empty();
  });
}

double confidence_of(const Signs& signs) {
  double score = bias_for(signs);
  const Signs& weights = weights_for(signs);
  for (std::size_t i = 0; i < sign_count; ++i) score += weights[i] * signs[i];
  return 1 / (1 + std::exp(-score));
}

std::vector<std::string_view> signs_against(const Signs& signs) {
  constexpr std::size_t most = 3;
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t i = 0; i < sign_count; ++i)
    if (const double part = weights_for(signs)[i] * signs[i]; part < 0) ranked.emplace_back(part, i);
  std::ranges::sort(ranked);
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) names.push_back(sign_names[ranked[i].second]);
  return names;
}

}  // namespace nutgraf::event
