#include "event/event.h"

namespace nutgraf::event {

std::vector<Record> join_events(const Report&, const Reading&, const Answers&) { return {}; }

}  // namespace nutgraf::event
