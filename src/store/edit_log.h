#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/effective.h"

namespace nutgraf::store {

// The edit of this id, with the undo that holds against it; nothing when there is none.
std::optional<Edit> find_edit(Database& database, std::int64_t id);

// All edits of an event, oldest first: undone ones and undos too. A bulk edit stands as it is in the log.
std::vector<Edit> edits_of(Database& database, const std::string& event);

// The edits of an event that hold, oldest first; a bulk edit stands as the act that it is for this event.
std::vector<AppliedEdit> edits_that_hold(Database& database, const std::string& event);

bool is_undone(Database& database, std::int64_t edit);

// The events that an edit is about.
std::vector<std::string> targets_of(Database& database, std::int64_t edit);

// Adds to the log; the edit's id comes back. `undoes`: for an undo.
std::int64_t append_edit(Database& database, const Edit& edit, const std::string& item, std::optional<std::int64_t> undoes,
                         const std::vector<std::string>& targets);

// The latest edit that holds and is no undo; nothing when there is none. `who`: of this person, when not empty.
std::optional<std::int64_t> last_edit_that_holds(Database& database, const std::string& who);

}  // namespace nutgraf::store
