// Nouns that name one thing are a group; this counts what is known of a group and of an incident type, in numbers for the boosted
// trees: "the second likeliest perpetrator, told three times, six words from a bombing, in a report that hardly tells one".

#include "export/muc_groups.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/split.h"
#include "export/muc_model.h"

namespace nutgraf::export_ {

namespace {

constexpr double least_noun = 0.04;  // less likely nouns are in no group
constexpr double least_type = 0.06;  // less likely types are not looked at
constexpr int far_apart = 200;       // in words
constexpr double no_filler = -9;     // the log odds of what is not there

double log_odds(double chance) {
  const double p = std::clamp(chance, 1e-4, 1 - 1e-4);
  return std::log(p / (1 - p));
}

void add_by_role(std::vector<std::string>& names, std::initializer_list<std::string> what) {
  for (const std::string& role : muc_roles)
    for (const std::string& one : what) names.push_back(one + " " + role);
}

}  // namespace

const std::vector<std::string>& MucReport::filler_features() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list = {"chance", "next mention", "mentions", "any mention", "wording", "rank", "behind first", "other groups", "next group"};
    add_by_role(list, {"as"});
    for (const char* name : {"first sentence", "sentence", "text words", "report incident words", "report words", "report nouns", "told again", "party",
                             "type chance", "other type", "other types", "type near", "other near", "type near any", "other near any", "type words",
                             "type", "attack chance", "bombing chance"})
      list.emplace_back(name);
    add_by_role(list, {"report"});
    return list;
  }();
  return names;
}

const std::vector<std::string>& MucReport::type_features() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list = {"type chance", "type", "report incident words", "type words", "report words", "other type", "attack chance",
                                     "bombing chance", "kidnapping chance", "arson chance", "first sentence of type"};
    add_by_role(list, {"first", "second", "all", "report"});
    return list;
  }();
  return names;
}

MucReport::MucReport(const ReportRead& read, const MucClues& clues, const MucChances& chances) : read_(read), clues_(clues), chances_(chances) {
  for (std::size_t type = 0; type < chances.types.size(); ++type)
    if (chances.types[type] >= least_type) types_.push_back(type);
}

std::int32_t MucReport::chain_of(std::size_t candidate) const {
  const std::int32_t party = clues_.candidates[candidate].party;
  return party < 0 ? -1 : read_.answers.who[static_cast<std::size_t>(party)].chain;
}

double MucReport::anchors_of(std::size_t type) const {
  return static_cast<double>(std::ranges::count_if(clues_.anchors, [&](const auto& anchor) { return static_cast<std::size_t>(anchor.second) == type; }));
}

double MucReport::most_of(std::size_t role) const {
  double most = 0;
  for (const auto& of_candidate : chances_.roles) most = std::max(most, of_candidate[role]);
  return most;
}

// One chain, an apposition, or the words of one within the other's.
bool MucReport::names_same_thing(std::size_t candidate, const std::string& text, const MucGroup& group) const {
  const std::int32_t chain = chain_of(candidate);
  if (chain >= 0 && chain == group.chain) return true;
  const MucCandidate& one = clues_.candidates[candidate];
  for (const std::size_t i : group.candidates)
    if (const MucCandidate& other = clues_.candidates[i]; one.renames == other.head || other.renames == one.head) return true;
  auto fewer = split(text, ' '), more = split(group.wording.text, ' ');
  if (fewer.size() > more.size()) std::swap(fewer, more);
  return std::ranges::search(more, fewer).begin() != more.end();
}

std::vector<MucGroup> MucReport::groups_of(std::size_t role) const {
  std::vector<std::size_t> order(chances_.roles.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return chances_.roles[i][role]; });
  std::vector<MucGroup> groups;
  for (const std::size_t i : order) {
    if (chances_.roles[i][role] <= least_noun) break;
    const auto& wording = chances_.wordings[i][role];
    const auto known = std::ranges::find_if(groups, [&](const MucGroup& group) { return names_same_thing(i, wording.text, group); });
    if (known != groups.end())
      known->candidates.push_back(i);
    else
      groups.push_back({wording, chain_of(i), {i}});
  }
  return groups;
}

std::vector<double> MucReport::filler_features_of(const std::vector<MucGroup>& groups, std::size_t rank, std::size_t role, std::size_t type) const {
  const MucGroup& group = groups[rank];
  const auto first_chance = [&](const MucGroup& of) { return chances_.roles[of.candidates.front()][role]; };
  const MucCandidate& first = clues_.candidates[group.candidates.front()];
  const double chance = first_chance(group);
  double none = 1, all_groups = 0;
  for (const std::size_t i : group.candidates) none *= 1 - chances_.roles[i][role];
  for (const MucGroup& other : groups) all_groups += first_chance(other);
  std::vector<double> features = {
      log_odds(chance),
      group.candidates.size() > 1 ? log_odds(chances_.roles[group.candidates[1]][role]) : no_filler,
      static_cast<double>(std::min<std::size_t>(group.candidates.size(), 8)),
      log_odds(1 - none),
      group.wording.chance,
      static_cast<double>(rank),
      first_chance(groups.front()) - chance,
      all_groups - chance,
      rank + 1 < groups.size() ? first_chance(groups[rank + 1]) : 0};
  for (std::size_t other = 0; other < muc_roles.size(); ++other) {
    double most = 0;
    for (const std::size_t i : group.candidates) most = std::max(most, chances_.roles[i][other]);
    features.push_back(log_odds(most));
  }
  std::int32_t first_sentence = read_.reading[first.head].sentence;
  std::vector<int> near_any = first.nearest;
  for (const std::size_t i : group.candidates) {
    const MucCandidate& candidate = clues_.candidates[i];
    first_sentence = std::min(first_sentence, read_.reading[candidate.head].sentence);
    for (std::size_t t = 0; t < near_any.size(); ++t) near_any[t] = std::min(near_any[t], candidate.nearest[t]);
  }
  double other_most = 0, other_sum = 0;
  int other_near = far_apart, other_near_any = far_apart;
  for (const std::size_t other : types_) {
    if (other == type) continue;
    other_most = std::max(other_most, chances_.types[other]);
    other_sum += chances_.types[other];
    other_near = std::min(other_near, first.nearest[other]);
    other_near_any = std::min(other_near_any, near_any[other]);
  }
  const std::vector<double> rest = {
      static_cast<double>(first_sentence),
      static_cast<double>(read_.reading[first.head].sentence),
      static_cast<double>(split(group.wording.text, ' ').size()),
      static_cast<double>(clues_.anchors.size()),
      read_.reading.size() / 100.0,
      static_cast<double>(clues_.candidates.size()),
      group.chain >= 0 ? 1.0 : 0.0,
      first.party >= 0 ? 1.0 : 0.0,
      log_odds(chances_.types[type]),
      log_odds(other_most),
      other_sum,
      static_cast<double>(std::min(first.nearest[type], far_apart)),
      static_cast<double>(other_near),
      static_cast<double>(std::min(near_any[type], far_apart)),
      static_cast<double>(other_near_any),
      anchors_of(type),
      static_cast<double>(type),
      log_odds(chances_.types[0]),
      log_odds(chances_.types[1])};
  features.insert(features.end(), rest.begin(), rest.end());
  for (std::size_t other = 0; other < muc_roles.size(); ++other) features.push_back(most_of(other));
  return features;
}

std::vector<double> MucReport::type_features_of(std::size_t type, const std::vector<std::vector<double>>& fillers) const {
  double other_most = 0;
  for (std::size_t other = 0; other < chances_.types.size(); ++other)
    if (other != type) other_most = std::max(other_most, chances_.types[other]);
  std::int32_t first_sentence = 99;
  for (const auto& [token, of_type] : clues_.anchors)
    if (static_cast<std::size_t>(of_type) == type) first_sentence = std::min(first_sentence, read_.reading[token].sentence);
  std::vector<double> features = {log_odds(chances_.types[type]),
                                  static_cast<double>(type),
                                  static_cast<double>(clues_.anchors.size()),
                                  anchors_of(type),
                                  read_.reading.size() / 100.0,
                                  log_odds(other_most)};
  for (std::size_t t = 0; t < 4; ++t) features.push_back(log_odds(chances_.types[t]));
  features.push_back(first_sentence);
  for (std::size_t role = 0; role < muc_roles.size(); ++role) {
    std::vector<double> of_role = fillers[role];
    std::ranges::sort(of_role, std::ranges::greater{});
    const double sum = std::accumulate(of_role.begin(), of_role.end(), 0.0);
    of_role.resize(2);
    features.insert(features.end(), {of_role[0], of_role[1], sum, most_of(role)});
  }
  return features;
}

}  // namespace nutgraf::export_
