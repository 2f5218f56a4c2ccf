// Checks JSON against the small part of JSON Schema that our own schemas use: requests before a route sees them, and in the
// tests every answer of every route.

#include "serve/schema_check.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace nutgraf::serve {

namespace {

using Json = nlohmann::json;

constexpr std::array known_words = {"$ref",      "type",    "enum",    "const",     "required",  "properties", "additionalProperties",
                                    "items",     "minItems", "maxItems", "minimum",  "maximum",   "minLength",  "maxLength",
                                    "anyOf",     "description", "format", "example", "default",   "title"};

bool has_type(const Json& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  return false;
}

std::string join(const std::string& where, std::string_view part) {
  return where.empty() ? std::string(part) : fmt::format("{}/{}", where, part);
}

class Check {
 public:
  explicit Check(const Json& components) : components_(components) {}

  std::optional<SchemaFault> find(const Json& value, const Json& schema, const std::string& where) const {
    for (const auto& [word, unused] : schema.items())
      if (std::ranges::find(known_words, word) == known_words.end())
        return SchemaFault{where, fmt::format("the schema uses \"{}\", which is not checked", word)};
    if (schema.contains("$ref")) return find_in_component(value, schema["$ref"].get<std::string>(), where);
    if (schema.contains("anyOf")) return find_in_any(value, schema["anyOf"], where);
    if (auto fault = find_in_kind(value, schema, where)) return fault;
    if (value.is_object()) return find_in_object(value, schema, where);
    if (value.is_array()) return find_in_list(value, schema, where);
    if (value.is_string()) return find_in_string(value, schema, where);
    if (value.is_number()) return find_in_number(value, schema, where);
    return std::nullopt;
  }

 private:
  std::optional<SchemaFault> find_in_component(const Json& value, const std::string& ref, const std::string& where) const {
    const std::string name = ref.substr(ref.rfind('/') + 1);
    if (!components_.contains(name)) return SchemaFault{where, fmt::format("the schema names {}, which is not there", ref)};
    return find(value, components_[name], where);
  }

  std::optional<SchemaFault> find_in_any(const Json& value, const Json& schemas, const std::string& where) const {
    std::optional<SchemaFault> first;
    for (const Json& one : schemas) {
      auto fault = find(value, one, where);
      if (!fault) return std::nullopt;
      if (!first) first = std::move(fault);
    }
    return first;
  }

  static std::optional<SchemaFault> find_in_kind(const Json& value, const Json& schema, const std::string& where) {
    if (schema.contains("type")) {
      const Json& type = schema["type"];
      bool is_right = false;
      if (type.is_string()) is_right = has_type(value, type.get_ref<const std::string&>());
      if (type.is_array())
        for (const Json& one : type) is_right = is_right || has_type(value, one.get_ref<const std::string&>());
      if (!is_right) return SchemaFault{where, fmt::format("should be {}, not {}", type.dump(), value.type_name())};
    }
    if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
      return SchemaFault{where, fmt::format("{} is none of {}", value.dump(-1, ' ', false, Json::error_handler_t::replace),
                                            schema["enum"].dump())};
    if (schema.contains("const") && schema["const"] != value)
      return SchemaFault{where, fmt::format("should be {}", schema["const"].dump())};
    return std::nullopt;
  }

  std::optional<SchemaFault> find_in_object(const Json& value, const Json& schema, const std::string& where) const {
    if (schema.contains("required"))
      for (const Json& key : schema["required"])
        if (!value.contains(key.get_ref<const std::string&>()))
          return SchemaFault{join(where, key.get_ref<const std::string&>()), "is missing"};
    const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    for (const auto& [key, one] : value.items()) {
      if (properties.contains(key)) {
        if (auto fault = find(one, properties[key], join(where, key))) return fault;
        continue;
      }
      if (!schema.contains("additionalProperties")) continue;
      const Json& others = schema["additionalProperties"];
      if (others.is_boolean() && !others.get<bool>()) return SchemaFault{join(where, key), "is no known key here"};
      if (others.is_object())
        if (auto fault = find(one, others, join(where, key))) return fault;
    }
    return std::nullopt;
  }

  std::optional<SchemaFault> find_in_list(const Json& value, const Json& schema, const std::string& where) const {
    if (schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>())
      return SchemaFault{where, fmt::format("needs at least {} items", schema["minItems"].dump())};
    if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())
      return SchemaFault{where, fmt::format("may have at most {} items", schema["maxItems"].dump())};
    if (!schema.contains("items")) return std::nullopt;
    for (std::size_t i = 0; i < value.size(); ++i)
      if (auto fault = find(value[i], schema["items"], join(where, std::to_string(i)))) return fault;
    return std::nullopt;
  }

  static std::optional<SchemaFault> find_in_string(const Json& value, const Json& schema, const std::string& where) {
    const std::size_t length = value.get_ref<const std::string&>().size();
    if (schema.contains("minLength") && length < schema["minLength"].get<std::size_t>())
      return SchemaFault{where, length == 0 ? "is empty" : "is too short"};
    if (schema.contains("maxLength") && length > schema["maxLength"].get<std::size_t>())
      return SchemaFault{where, fmt::format("is longer than {} bytes", schema["maxLength"].dump())};
    return std::nullopt;
  }

  static std::optional<SchemaFault> find_in_number(const Json& value, const Json& schema, const std::string& where) {
    if (schema.contains("minimum") && value < schema["minimum"])
      return SchemaFault{where, fmt::format("is below {}", schema["minimum"].dump())};
    if (schema.contains("maximum") && value > schema["maximum"])
      return SchemaFault{where, fmt::format("is above {}", schema["maximum"].dump())};
    return std::nullopt;
  }

  const Json& components_;
};

}  // namespace

std::optional<SchemaFault> find_fault(const Json& value, const Json& schema, const Json& components) {
  return Check(components).find(value, schema, {});
}

}  // namespace nutgraf::serve
