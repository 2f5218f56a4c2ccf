// Joins mentions into events: those most alike first, until what is left is not alike enough. What no two tellings of one event can differ in (another day, another town, planned against done) keeps them apart.

#include "event/cluster.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "event/outcomes.h"

namespace nutgraf::event {

namespace {

// To join; chosen by cross-validation in training/event.
constexpr double least_score_alone = -0.25;
constexpr double least_score_with_network = -0.75;
constexpr double least_score_of_stray = -1;  // of a cluster that is not worth a record of its own
constexpr std::size_t most_compared = 150;  // tellings of one type; a report with more is joined in stretches, lest a very long one takes forever
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

namespace {

// Average linkage: the two clusters whose mentions are most alike in the mean are joined, again and again, while they are alike enough. Two that hold
// mentions which cannot tell one event stay apart.
class Linkage {
 public:
  Linkage(const std::vector<Mention>& mentions, const Crowd& crowd, const Context& context)
      : mentions_(mentions), crowd_(crowd), context_(context), least_(crowd.has_network() ? least_score_with_network : least_score_alone) {}

  // The mean over all pairs; minus infinity when two of them cannot tell one event.
  double likeness(const Cluster& one, const Cluster& other) const { return sum_of_scores(one, other) / static_cast<double>(one.size() * other.size()); }

  // Joins the clusters among themselves; they come back in text order.
  void join(std::vector<Cluster>& clusters) {
    sums_.assign(clusters.size(), std::vector<double>(clusters.size(), apart));
    for (std::size_t a = 0; a < clusters.size(); ++a)
      for (std::size_t b = a + 1; b < clusters.size(); ++b) sums_[a][b] = sums_[b][a] = sum_of_scores(clusters[a], clusters[b]);
    while (const auto pair = most_alike(clusters)) merge(clusters, pair->first, pair->second);
    std::erase_if(clusters, [](const Cluster& cluster) { return cluster.empty(); });
  }

 private:
  static constexpr double apart = -std::numeric_limits<double>::infinity();

  double sum_of_scores(const Cluster& one, const Cluster& other) const {
    double sum = 0;
    for (const std::size_t a : one)
      for (const std::size_t b : other) sum += score(std::min(a, b), std::max(a, b));
    return sum;
  }

  double score(std::size_t earlier, std::size_t later) const {
    const Mention &a = mentions_[earlier], &b = mentions_[later];
    if (a.type != b.type) return apart;
    const Clues clues = compare(a, b, context_, crowd_.around(earlier, later));
    if (must_differ(a, b, clues)) return apart;
    const double doubt = lies_ahead(a.status) != lies_ahead(b.status) ? other_status : 0;
    const double one_total = tell_one_total(a, b, context_.answers) ? 2 : 0;  // too rare in annotated reports to be learned from them
    return score_of(clues) - doubt + one_total;
  }

  std::optional<std::pair<std::size_t, std::size_t>> most_alike(const std::vector<Cluster>& clusters) const {
    std::optional<std::pair<std::size_t, std::size_t>> found;
    double best = least_;
    for (std::size_t a = 0; a < clusters.size(); ++a)
      for (std::size_t b = a + 1; b < clusters.size(); ++b)
        if (const double mean = sums_[a][b] / static_cast<double>(clusters[a].size() * clusters[b].size()); mean > best) {
          best = mean;
          found = {a, b};
        }
    return found;
  }

  void merge(std::vector<Cluster>& clusters, std::size_t a, std::size_t b) {
    Cluster both;
    std::ranges::merge(clusters[a], clusters[b], std::back_inserter(both));
    clusters[a] = std::move(both);
    clusters[b].clear();
    for (std::size_t other = 0; other < clusters.size(); ++other) {
      sums_[a][other] = sums_[other][a] = sums_[a][other] + sums_[b][other];
      sums_[b][other] = sums_[other][b] = apart;
    }
  }

  const std::vector<Mention>& mentions_;
  const Crowd& crowd_;
  const Context& context_;
  double least_;
  std::vector<std::vector<double>> sums_;  // of the scores of all pairs between two clusters
};

}  // namespace

std::vector<Cluster> group_mentions(const std::vector<Mention>& mentions, const Crowd& crowd, const Context& context) {
  std::vector<Cluster> told;  // a harm with the attack that did it
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const auto attack = attack_told_before(mentions, i, context);
    const auto home = attack ? std::ranges::find_if(told, [&](const Cluster& cluster) { return std::ranges::find(cluster, *attack) != cluster.end(); }) : told.end();
    if (home != told.end()) home->push_back(i);
    else told.push_back({i});
  }
  std::map<std::string_view, std::vector<std::vector<Cluster>>> by_type;
  for (Cluster& cluster : told) {
    auto& blocks = by_type[mentions[cluster.front()].type];
    if (blocks.empty() || blocks.back().size() == most_compared) blocks.emplace_back();
    blocks.back().push_back(std::move(cluster));
  }
  std::vector<Cluster> clusters;
  Linkage linkage(mentions, crowd, context);
  for (auto& [type, blocks] : by_type)
    for (auto& block : blocks) {
      linkage.join(block);
      std::ranges::move(block, std::back_inserter(clusters));
    }
  std::ranges::sort(clusters, {}, [](const Cluster& cluster) { return cluster.front(); });
  return clusters;
}

std::vector<Cluster> bring_home(const std::vector<Cluster>& strays, std::vector<Cluster>& homes, const std::vector<Mention>& mentions, const Crowd& crowd, const Outlook& outlook, const Context& context) {
  const Linkage linkage(mentions, crowd, context);
  std::vector<Cluster> homeless;
  for (const Cluster& stray : strays) {
    double tells = 0;
    for (const std::size_t mention : stray) tells += Outlook::clamped(outlook.tells(mention));
    Cluster* home = nullptr;
    double best = least_score_of_stray;
    for (Cluster& cluster : homes)
      if (const double likeness = tells >= 0 ? linkage.likeness(stray, cluster) : best; likeness > best) {
        best = likeness;
        home = &cluster;
      }
    if (!home) {
      homeless.push_back(stray);
      continue;
    }
    Cluster both;
    std::ranges::merge(*home, stray, std::back_inserter(both));
    *home = std::move(both);
  }
  return homeless;
}

}  // namespace nutgraf::event
