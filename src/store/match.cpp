// Decides which events of a new reading are those of the earlier one, so that they keep their ids and what people said of them.
// The words that tell an event weigh most; type, parties, figures, day and place decide between events told by the same words.

#include "store/match.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace nutgraf::store {

namespace {

// What is compared of an event.
struct Traits {
  std::string type;
  std::set<std::string> modes, evidence_words, parties, figures, places;
  std::vector<std::pair<std::int64_t, std::int64_t>> evidence;  // sorted, joined
  std::string earliest, latest;
};

std::vector<std::pair<std::int64_t, std::int64_t>> join_ranges(std::vector<std::pair<std::int64_t, std::int64_t>> ranges) {
  std::ranges::sort(ranges);
  std::vector<std::pair<std::int64_t, std::int64_t>> joined;
  for (const auto& range : ranges)
    if (!joined.empty() && range.first <= joined.back().second)
      joined.back().second = std::max(joined.back().second, range.second);
    else
      joined.push_back(range);
  return joined;
}

Traits find_traits(const Json& record) {
  Traits traits;
  traits.type = record.value("event", std::string());
  const auto each = [&](const char* field, const auto& take) {
    if (const auto found = record.find(field); found != record.end() && found->is_array())
      for (const Json& one : *found) take(one);
  };
  each("mode", [&](const Json& one) { traits.modes.insert(one.is_string() ? one.get<std::string>() : std::string()); });
  each("evidence", [&](const Json& one) {
    traits.evidence_words.insert(one.value("text", std::string()));
    if (one.contains("begin") && one.contains("end")) traits.evidence.push_back({one["begin"].get<std::int64_t>(), one["end"].get<std::int64_t>()});
  });
  traits.evidence = join_ranges(std::move(traits.evidence));
  for (const char* side : {"actor", "recipient"})
    each(side, [&](const Json& one) { traits.parties.insert(std::string(side) + ":" + one.value("text", std::string())); });
  each("how_many", [&](const Json& one) { traits.figures.insert(one.value("what", std::string()) + ":" + one.value("text", std::string())); });
  each("where", [&](const Json& one) { traits.places.insert(one.value("name", one.value("text", std::string()))); });
  if (const auto when = record.find("when"); when != record.end() && when->is_object()) {
    traits.earliest = when->value("earliest", std::string());
    traits.latest = when->value("latest", std::string());
  }
  return traits;
}

// Of the smaller of the two, how much is in both.
double share_of_bytes(const Traits& a, const Traits& b) {
  std::int64_t both = 0, of_a = 0, of_b = 0;
  for (const auto& range : a.evidence) of_a += range.second - range.first;
  for (const auto& range : b.evidence) of_b += range.second - range.first;
  for (const auto& x : a.evidence)
    for (const auto& y : b.evidence) both += std::max<std::int64_t>(0, std::min(x.second, y.second) - std::max(x.first, y.first));
  const std::int64_t smaller = std::min(of_a, of_b);
  return smaller > 0 ? static_cast<double>(both) / static_cast<double>(smaller) : 0;
}

// Of all members, how many are in both; 0.5 when there are none, which tells nothing.
double share_of_members(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() && b.empty()) return 0.5;
  std::size_t both = 0;
  for (const std::string& one : a) both += b.count(one);
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

constexpr double least_likeness = 5;

// At least least_likeness: the same event.
double likeness(const Traits& a, const Traits& b, bool same_text) {
  const double words = same_text ? share_of_bytes(a, b) : share_of_members(a.evidence_words, b.evidence_words);
  const double parties = share_of_members(a.parties, b.parties), figures = share_of_members(a.figures, b.figures);
  const bool is_same_type = a.type == b.type;
  if (words == 0 && (!is_same_type || parties + figures < 1)) return 0;
  return 4 * words + (is_same_type ? 2 : 0) + share_of_members(a.modes, b.modes) + 1.5 * parties + 1.5 * figures +
         0.5 * share_of_members(a.places, b.places) + (a.earliest == b.earliest && a.latest == b.latest ? 0.5 : 0);
}

}  // namespace

std::vector<std::optional<std::size_t>> match_events(const std::vector<Json>& before, const std::vector<Json>& now, bool same_text) {
  std::vector<Traits> old_traits, new_traits;
  for (const Json& one : before) old_traits.push_back(find_traits(one));
  for (const Json& one : now) new_traits.push_back(find_traits(one));
  struct Pair {
    double likeness;
    std::size_t before, now;
  };
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < before.size(); ++i)
    for (std::size_t j = 0; j < now.size(); ++j)
      if (const double score = likeness(old_traits[i], new_traits[j], same_text); score >= least_likeness) pairs.push_back({score, i, j});
  std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
    if (a.likeness != b.likeness) return a.likeness > b.likeness;
    return std::pair(a.before, a.now) < std::pair(b.before, b.now);
  });
  std::vector<std::optional<std::size_t>> matches(now.size());
  std::vector<bool> is_taken(before.size());
  for (const Pair& pair : pairs) {
    if (is_taken[pair.before] || matches[pair.now]) continue;
    is_taken[pair.before] = true;
    matches[pair.now] = pair.before;
  }
  return matches;
}

}  // namespace nutgraf::store
