#pragma once

#include <vector>
#include <cstdlib>

#include "event/outlook.h"
#include "event/same_event.h"

namespace nutgraf::event {

// The log-odds from which on the report network's word counts; chosen by cross-validation (docs/events.md).
inline double tuned(const char* n, double d) { const char* v = std::getenv(n); return v ? std::atof(v) : d; }
struct Trust {
  // A scene told by a common noun; another time than the words around tell, by how much likelier it must be; a speaker of no statement that is found.
  double add_mode = tuned("add_mode", 1), drop_mode = tuned("drop_mode", -3);
  double add_spot = tuned("add_spot", 0.5), other_time = tuned("other_time", 3), add_teller = tuned("add_teller", 1);
  double add_actor = tuned("add_actor", 0.5), add_recipient = tuned("add_recipient", 0.25), add_place = tuned("add_place", 0.25), add_time = tuned("add_time", 0.25), add_count = tuned("add_count", -0.5), add_speaker = tuned("add_speaker", 0.5);
  double drop_actor = tuned("drop_actor", -5), drop_recipient = tuned("drop_recipient", -3), drop_place = tuned("drop_place", -3.5), drop_time = tuned("drop_time", -9), drop_count = tuned("drop_count", -9), drop_speaker = tuned("drop_speaker", -4);
};

// What the report network says of each event's parties, places, times, counts and speakers: what it is sure of is added to the event's mentions, from
// wherever in the report it is told, and what it is sure is nothing to the event is dropped. Without a network nothing changes.
void complete(std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context, const Trust& trust = {});

}  // namespace nutgraf::event
