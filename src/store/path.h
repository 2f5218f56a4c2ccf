#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.h"

namespace nutgraf::store {

using Json = nlohmann::ordered_json;

// The place of a value in a record: "status", "when/earliest", "actor/0", "actor/0/country", "how_many/f1/value", "actor/-".
struct Path {
  std::string field;  // of the record
  std::string item;   // of a list: an index, "-" for a new one, a figure's id; empty for the whole field
  std::string key;    // of the item or of the object; empty for the whole

  bool is_new_item() const { return item == "-"; }
};

// Errors start with "path:".
Result<Path> read_path(std::string_view path);
std::string write_path(const Path& path);

// True for the fields that are lists of objects: actor, recipient, where, how_many, says_who, instrument.
bool is_item_list(std::string_view field);

// Whether a person may put the value there: its kind, and for names its spelling. `value` null takes the key or item out,
// where the record can do without. Errors start with "value:" or "path:".
Result<void> check_value(const Path& path, const Json& value);

}  // namespace nutgraf::store
