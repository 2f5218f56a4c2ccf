#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace nutgraf::serve {

// The OpenAPI 3.1 description of all routes, written from the tables of routes, parameters and schemas.
const std::string& openapi();

// All schemas by name, and the one of a name (an empty one, which everything fits, when there is none).
const nlohmann::json& schemas();
const nlohmann::json& schema_named(std::string_view name);

}  // namespace nutgraf::serve
