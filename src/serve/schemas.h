#pragma once

#include <string>

namespace nutgraf::serve {

// All schemas as one JSON object: name -> JSON Schema, of the words that serve/schema_check.h knows.
std::string schemas_text();

}  // namespace nutgraf::serve
