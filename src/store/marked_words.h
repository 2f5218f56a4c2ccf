#pragma once

#include <string_view>

#include "base/result.h"
#include "store/path.h"

namespace nutgraf::store {

// Checks every `begin` and `end` in a record, or in an item of the field, that a person gives, and puts the words between beside them (`text`;
// `speaker` of an attribution) where they are not given. Errors start with "value:": no part of the text, or other words than those given.
Result<void> take_marked_words(Json& value, std::string_view field, std::string_view text);

// After another reading of the report whose text differs: words that stand elsewhere now take the nearest place where they stand; words that
// stand nowhere keep no place.
void follow_marked_words(Json& value, std::string_view field, std::string_view text);

}  // namespace nutgraf::store
