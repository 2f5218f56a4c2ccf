// Joins mentions into events, in text order: each mention goes to the event told so far that it is most like, or starts a
// new one. What no two tellings of one event can differ in (another day, another town, planned against done) keeps them apart.

#include "event/cluster.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "event/outcomes.h"

namespace nutgraf::event {

namespace {

// To join; chosen by cross-validation in training/event.
constexpr double least_score_alone = 0;
constexpr double least_score_with_network = -0.25;
constexpr double other_status = 1;  // less, when one lies ahead and the other does not; without the network that keeps them apart

bool lies_ahead(Status status) { return status == Status::planned; }

}  // namespace

Crowd::Crowd(const std::vector<Mention>& mentions, const Context& context, const Outlook& outlook)
    : place_(mentions.size()), wording_(mentions, context.reading), outlook_(outlook) {
  std::map<std::string_view, std::size_t> told;
  for (std::size_t i = 0; i < mentions.size(); ++i) place_[i] = told[mentions[i].type]++;
  for (const Mention& mention : mentions) {
    of_type_.push_back(told[mention.type]);
    is_sum_.push_back(is_sum_of_events(mention, context));
  }
}

Surroundings Crowd::around(std::size_t earlier, std::size_t later) const {
  return {.between = place_[later] - place_[earlier] - 1, .of_type = of_type_[later], .one_is_sum = is_sum_[earlier] != is_sum_[later], .common = wording_.common(earlier, later),
          .network_knows = outlook_.is_known(), .same_by_network = outlook_.same(earlier, later)};
}

bool must_differ(const Mention& a, const Mention& b, const Clues& clues) {
  const auto has = [&](Clue clue) { return clues[static_cast<std::size_t>(clue)] > 0; };
  if (a.type != b.type) return true;
  if (lies_ahead(a.status) != lies_ahead(b.status) && !has(Clue::network_knows)) return true;
  if ((a.status == Status::negated) != (b.status == Status::negated)) return true;
  if (has(Clue::other_modes) && what::has_one_mode(a.type)) return true;
  if ((a.is_part || b.is_part) && a.happening == b.happening) return true;
  // "A failed coup attempt and dozens of attacks".
  if (has(Clue::same_sentence) && has(Clue::other_number) && (a.status == Status::foiled) != (b.status == Status::foiled)) return true;
  if (has(Clue::told_as_same)) return false;
  if ((a.is_part || b.is_part) && has(Clue::other_count)) return true;
  // Two exact counts of people held are two groups: "60 in the capital", "nine in the north-west".
  if (has(Clue::other_count) && a.type == "COERCE") return true;
  // The attacker who is killed afterwards is no victim of his own attack.
  if (has(Clue::turned_round) && !has(Clue::same_sentence) && a.type == "ASSAULT") return true;
  return has(Clue::other_time) || has(Clue::other_place);
}

std::vector<Cluster> group_mentions(const std::vector<Mention>& mentions, const Crowd& crowd, const Context& context) {
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    if (const auto attack = attack_told_before(mentions, i, context)) {
      const auto home = std::ranges::find_if(clusters, [&](const Cluster& cluster) { return std::ranges::find(cluster, *attack) != cluster.end(); });
      if (home != clusters.end()) {
        home->push_back(i);
        continue;
      }
    }
    double best = crowd.has_network() ? least_score_with_network : least_score_alone;
    Cluster* home = nullptr;
    for (Cluster& cluster : clusters) {
      double highest = -1e9, sum = 0;
      bool is_apart = false;
      for (const std::size_t other : cluster) {
        if (mentions[other].type != mentions[i].type) {
          is_apart = true;
          break;
        }
        const Clues clues = compare(mentions[other], mentions[i], context, crowd.around(other, i));
        if (must_differ(mentions[other], mentions[i], clues)) {
          is_apart = true;
          break;
        }
        const double doubt = lies_ahead(mentions[other].status) != lies_ahead(mentions[i].status) ? other_status : 0;
        const double one_total = tell_one_total(mentions[other], mentions[i], context.answers) ? 2 : 0;  // too rare in annotated reports to be learned from them
        const double score = score_of(clues) - doubt + one_total;
        highest = std::max(highest, score);
        sum += score;
      }
      if (is_apart) continue;
      const double score = 0.75 * highest + 0.25 * sum / static_cast<double>(cluster.size());
      if (score > best) {
        best = score;
        home = &cluster;
      }
    }
    if (home) home->push_back(i);
    else clusters.push_back({i});
  }
  return clusters;
}

}  // namespace nutgraf::event
