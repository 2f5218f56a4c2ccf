#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace nutgraf::serve {

struct SchemaFault {
  std::string where;    // "items/0/id"; empty: the value itself
  std::string message;
};

// The first fault of a value under a schema, or nothing when it has none. Knows the words of JSON Schema that our schemas use:
// $ref into `components`, type, enum, const, required, properties, additionalProperties, items, minItems, maxItems, minimum,
// maximum, minLength, maxLength, anyOf; any other word that constrains is a fault of the schema and reported as one.
std::optional<SchemaFault> find_fault(const nlohmann::json& value, const nlohmann::json& schema, const nlohmann::json& components);

}  // namespace nutgraf::serve
