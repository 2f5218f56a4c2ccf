#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "event/plover.h"
#include "store/path.h"
#include "store/review.h"

namespace nutgraf::store {

// An edit with what is needed to find its list item again in another reading.
struct AppliedEdit {
  Edit edit;
  Json item;  // null, or the item as it stood when the edit was made
};

// An event as the machine and people have it.
struct Effective {
  Json record;
  std::string state = "machine";    // machine, coded, reviewed, disputed, rejected
  std::vector<std::string> edited;  // paths that hold a person's value, as they stand in this record, sorted
  std::int64_t edits = 0;           // that hold, without comments
  std::int64_t comments = 0;
  std::optional<std::string> grade;
  std::string updated;              // time of the last edit that holds; empty: none
};

// The machine's record with the edits that hold, in their order. Nothing when there is no event: no machine record, and no
// add_event that holds.
std::optional<Effective> apply_edits(const std::optional<Json>& machine, const std::vector<AppliedEdit>& edits, const event::Plover& plover);

// The record's CAMEO code, quad class and intensity as its type and modes have them; without an unknown type's.
void fit_codes(Json& record, const event::Plover& plover);

// What an item (or object) of a field that a person gives has beside what was given: that it is a person's, a place's words, and the range of
// a figure (event record, section 7) where neither end is given.
void complete_item(std::string_view field, Json& item);

// Where the path leads in a record: its value, null when there is none; `item` is the list's item that it goes through.
struct Place {
  Json value, item;
  bool is_there = false;  // the item, when the path names one; true for paths without
};
Place look_up(const Json& record, const Path& path);

// How much a second look is worth, 0..1: 1 less the confidence, lowered by what is hedged, disputed, inferred or does not add up.
double doubt_of(const Json& record);

}  // namespace nutgraf::store
