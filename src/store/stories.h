#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/state.h"
#include "story/summary.h"

namespace nutgraf::store {

// Empty when there is no event of this number.
std::string event_id(Database& database, std::int64_t number);

// The story of an event: where the last merge or split that names it and holds has put it, else that of the event which it was
// found to be the same as, else the one that it founded. Empty when it has no link.
std::string find_story_of(Database& database, std::int64_t event);

// Puts the event, and those that hang on it, into its story, and notes what changes.
void refresh_story_of(Writing& writing, std::int64_t event);

// Makes the rows of the stories that were touched anew, or takes them away when no event is left.
void refresh_touched_stories(Writing& writing);

// The events of a story with their reports, by number of the event. Rejected ones only when there is nothing else.
struct StoryMembers {
  std::vector<story::Member> members;
  std::vector<std::int64_t> events;  // all of them
  std::size_t held = 0;              // not rejected
};
StoryMembers members_of(Database& database, const std::string& story);

}  // namespace nutgraf::store
