#pragma once

#include <vector>

#include "event/outlook.h"
#include "event/same_event.h"

namespace nutgraf::event {

// The log-odds from which on the report network's word is taken up; what is not fit is dropped again when the record stands (fitness.h). A time and a count below
// the bounds to drop belong to another event, if any. Chosen on annotated reports that it had not learned from (docs/events.md).
struct Trust {
  double add_actor = -1, add_recipient = -1, add_place = -1, add_time = -1, add_count = -0.75, add_speaker = -1, add_mode = 0.5, own_mode = 1;
  double add_spot = 0.5;   // a scene told by a common noun
  double scene_town = -4;  // the town whose coordinates such a scene takes
  double add_teller = 0;   // a speaker of no statement that is found
  double other_time = 3;   // by how much likelier another time must be than those that the words around tell
  double drop_time = -4, drop_count = -3;
  // A count moves to another event that is likelier by so much, and likely by itself: to one of the same type, the same for those whom the act's own words name,
  // or to one of another type.
  double move_count = 0, move_own_count = 0.5, move_count_far = 2, sure_count = 0;
  double other_role = 1;  // by how much likelier another role of a count must be in its event
};

// Gives mentions whose words tell no mode those of which the network is sure, before they are joined: a search is no arrest.
void tell_modes(std::vector<Mention>& mentions, const Outlook& outlook, const Trust& trust = {});

// What the report network says of each event's parties, places, times, counts and speakers: what it thinks likely is added to the event's mentions, from
// wherever in the report it is told. Without a network nothing changes.
void complete(std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context, const Trust& trust = {});

// Only the counts: those that no event of the clusters holds go to the one that they are likeliest to belong to, if likely enough.
void complete_counts(std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context, const Trust& trust = {});

}  // namespace nutgraf::event
