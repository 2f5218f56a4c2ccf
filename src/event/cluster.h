#pragma once

#include <vector>

#include "event/outlook.h"
#include "event/same_event.h"

namespace nutgraf::event {

// What is known of each mention before it is compared with others: where it stands among those of its type, the words around it, whether it tells a sum.
class Crowd {
 public:
  Crowd(const std::vector<Mention>& mentions, const Context& context, const Outlook& outlook);

  bool has_network() const { return outlook_.is_known(); }

  // What two mentions of one type have to do with each other and with the rest of the report.
  Surroundings around(std::size_t earlier, std::size_t later) const;

 private:
  std::vector<std::size_t> place_, of_type_;
  std::vector<bool> is_sum_;
  Wording wording_;
  const Outlook& outlook_;
};

// Differences that no likeness outweighs: another day, another town, planned against done.
bool must_differ(const Mention& a, const Mention& b, const Clues& clues);

// Joins each cluster of `strays` that tells an event, by the network, with the one of `homes` that it is most like, if it is like it enough to be told over again.
// Returns those that found no home.
std::vector<Cluster> bring_home(const std::vector<Cluster>& strays, std::vector<Cluster>& homes, const std::vector<Mention>& mentions, const Crowd& crowd, const Outlook& outlook, const Context& context);

// Groups mentions that tell the same event. Mentions of different types are never joined.
std::vector<Cluster> group_mentions(const std::vector<Mention>& mentions, const Crowd& crowd, const Context& context);

}  // namespace nutgraf::event
