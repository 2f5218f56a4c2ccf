#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/state.h"

namespace nutgraf::store {

// The machine's part of stories, kept in `story_links`: each event was found to be the same as an earlier one, or founded a story.
// Once found it stays, so that stories keep their ids; what people merge and split lies on top.

// What the new or newly read report is compared by; finds the report that it is a copy of.
Result<void> keep_tellings(Writing& writing, std::int64_t report_number, const std::string& report, const std::string& line, bool is_new);

// Links each event that has no link yet; the events must have their rows and tellings.
Result<void> link_events(Writing& writing, const std::vector<std::int64_t>& events);

// Forgets all links and copies and finds them anew, the reports in the order of their filing and ids, so that they do not depend on the order in which
// reports came; what people merged and split stays as it is. What changed comes back.
Result<Relinked> relink_all(Writing& writing);

// The same for reports of a project that is older than stories.
Result<void> link_unlinked_reports(Writing& writing);

// Takes an event out of the links; what was found through it hangs together as before.
void unlink_event(Writing& writing, std::int64_t event);

// Before a report goes: the copies of it hang together as before.
void unlink_report(Writing& writing, const std::string& report);

}  // namespace nutgraf::store
