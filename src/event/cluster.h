#pragma once

#include <vector>

#include "event/same_event.h"

namespace nutgraf::event {

// Mentions of one event, as indices into the list of mentions, in text order.
using Cluster = std::vector<std::size_t>;

// Where each mention stands among those of its type, and the words around it.
class Crowd {
 public:
  Crowd(const std::vector<Mention>& mentions, const Reading& reading);

  // What lies between two mentions of one type, how many of that type the report has, and the words that both have.
  Surroundings around(std::size_t earlier, std::size_t later) const;

 private:
  std::vector<std::size_t> place_, of_type_;
  Wording wording_;
};

// Differences that no likeness outweighs: another day, another town, planned against done.
bool must_differ(const Mention& a, const Mention& b, const Clues& clues);

// Groups mentions that tell the same event. Mentions of different types are never joined.
std::vector<Cluster> group_mentions(const std::vector<Mention>& mentions, const Crowd& crowd, const Context& context);

}  // namespace nutgraf::event
