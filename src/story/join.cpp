// Puts tellings into stories one after the other: a telling joins the story whose tellings are on the mean most surely of its event, if
// that is likelier than not, else it founds one. Copies of one wire story have one vote, so that a story printed
// forty times does not decide alone.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "story/stories.h"

namespace nutgraf::story {

namespace {

constexpr double least_score = 0;  // as likely as not

// The mean score of a telling with a story's tellings; nothing when the story has a record of the same report already.
std::optional<double> score_of(const Telling& telling, const std::vector<const Telling*>& story) {
  std::vector<const Telling*> voters;
  double sum = 0;
  for (const Telling* member : story) {
    if (member->report == telling.report) return std::nullopt;
    const bool is_copy = std::ranges::any_of(voters, [&](const Telling* voter) { return share_of_shingles(*voter, *member) >= wire_copy_share; });
    if (is_copy) continue;
    voters.push_back(member);
    sum += same_event(telling, *member);
  }
  return voters.empty() ? std::nullopt : std::optional(sum / static_cast<double>(voters.size()));
}

}  // namespace

std::optional<std::size_t> find_story(const Telling& telling, const std::vector<std::vector<const Telling*>>& stories) {
  std::optional<std::size_t> best;
  double best_score = least_score;
  for (std::size_t i = 0; i < stories.size(); ++i)
    if (const auto score = score_of(telling, stories[i]); score && *score > best_score) {
      best = i;
      best_score = *score;
    }
  return best;
}

std::vector<Story> join_tellings(std::vector<Telling> tellings) {
  std::ranges::sort(tellings, {}, [](const Telling& one) { return std::tuple(!one.filed, one.filed.value_or(Date{}), one.report, one.record); });
  std::vector<std::vector<const Telling*>> stories;
  std::unordered_map<std::string, std::set<std::size_t>> blocks;  // stories by key
  for (const Telling& telling : tellings) {
    std::set<std::size_t> nearby;
    for (const std::string& key : lookups_of(telling))
      if (const auto found = blocks.find(key); found != blocks.end()) nearby.insert(found->second.begin(), found->second.end());
    const std::vector<std::size_t> candidates(nearby.begin(), nearby.end());
    std::vector<std::vector<const Telling*>> considered;
    for (const std::size_t story : candidates) considered.push_back(stories[story]);
    const auto chosen = find_story(telling, considered);
    const std::size_t story = chosen ? candidates[*chosen] : stories.size();
    if (!chosen) stories.emplace_back();
    stories[story].push_back(&telling);
    for (const std::string& key : blocks_of(telling)) blocks[key].insert(story);
  }
  std::vector<Story> joined;
  for (const auto& members : stories) {
    Story story{.id = "s-" + members.front()->record, .records = {}};
    for (const Telling* member : members) story.records.push_back(member->record);
    std::ranges::sort(story.records);
    joined.push_back(std::move(story));
  }
  std::ranges::sort(joined, {}, &Story::id);
  return joined;
}

}  // namespace nutgraf::story
