#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

// Values of a JSON object that may be missing or of another kind; used by sources that talk JSON.
namespace nutgraf {

// Nothing when the key is missing or its value is no text.
template <typename Json>
std::optional<std::string> find_text(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? std::optional(found->template get<std::string>()) : std::nullopt;
}

// "" when the key is missing or its value is no text.
template <typename Json>
std::string text_at(const Json& object, const char* key) {
  return find_text(object, key).value_or(std::string());
}

// Nothing when the key is missing or its value is no number.
template <typename Json>
std::optional<double> find_number(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? std::optional(found->template get<double>()) : std::nullopt;
}

// True when the key is there and its value is true.
template <typename Json>
bool holds(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->template get<bool>();
}

// An empty list when the key is missing or its value is no list.
template <typename Json>
const Json& list_at(const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : none;
}

// The texts of a list; other items are passed over.
template <typename Json>
std::vector<std::string> texts_at(const Json& object, const char* key) {
  std::vector<std::string> texts;
  for (const Json& one : list_at(object, key))
    if (one.is_string()) texts.push_back(one.template get<std::string>());
  return texts;
}

}  // namespace nutgraf
