#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf::store {

// What a person does to the machine's answers. An edit is never changed or taken out of the log; `undo` is an edit too.
enum class Action {
  accept, reject, dispute, reopen,  // an event's state: reviewed, rejected, disputed; reopen: machine or coded again
  set,            // path and value; value null takes the key out. A path: "event", "when/earliest", "actor/0/country", "how_many/f1/value", "actor/-" (adds)
  add_item,       // path of a list, value: the item; the same as set with "actor/-"
  remove_item,    // path of a list's item: "actor/0", "how_many/f2"
  add_event,      // target is a report, value the record
  comment,        // value or reason: the words; path: the field that is meant, if any
  grade,          // value: a string of the user's own scale, or null
  merge_stories,  // value: the stories
  split_story,    // target: the story, value: the events that leave it
  bulk,           // value: {"action", "filter", "events"}
  undo,           // value: the edit's id
  unmask_export   // value: {"format", "filter"}; changes nothing, is on record
};

std::string_view name_of(Action action);
// Nothing when there is no such action.
std::optional<Action> find_action(std::string_view name);

// What is asked for. The clock is the caller's: `at` is an ISO time in UTC ("2021-03-08T09:15:00Z").
struct Request {
  Action action = Action::accept;
  std::string target;  // id of an event, report or story
  std::string path;    // empty: none
  std::string value;   // JSON text; empty: none
  std::string reason;
  std::string who;
  std::string at;
};

// A line of the edit log.
struct Edit {
  std::int64_t id = 0;
  std::string at, who;
  Action action = Action::accept;
  std::string target, path;
  std::string value;  // JSON text, or empty
  std::string old;    // JSON text of what stood there before, or empty
  std::string reason;
  std::optional<std::int64_t> undone_by;  // the undo that holds
};

// The edit as a JSON object: {"id","at","who","action","target","path","value","old","reason","undone_by"}, absent when unknown.
std::string write_edit(const Edit& edit);

}  // namespace nutgraf::store
