#pragma once

#include <vector>

#include "event/outlook.h"
#include "event/same_event.h"

namespace nutgraf::event {

// The log-odds from which on the report network's word counts; chosen on annotated reports that it had not learned from (docs/events.md).
struct Trust {
  double add_actor = 0.5, add_recipient = 0.75, add_place = 0.25, add_time = 0.25, add_count = -0.5, add_speaker = 0.5, add_mode = 2;
  double add_spot = 2;    // a scene told by a common noun
  double add_teller = 1;  // a speaker of no statement that is found
  double other_time = 3;  // by how much likelier another time must be than those that the words around tell
  double drop_actor = -5, drop_recipient = -2, drop_place = -3.5, drop_time = -4, drop_count = -3, drop_speaker = -4, drop_mode = -3;
};

// What the report network says of each event's parties, places, times, counts and speakers: what it is sure of is added to the event's mentions, from
// wherever in the report it is told, and what it is sure is nothing to the event is dropped. Without a network nothing changes.
void complete(std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context, const Trust& trust = {});

}  // namespace nutgraf::event
