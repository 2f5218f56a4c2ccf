// Writes the description of the service from the tables that the service runs on, so that it is true by making: a route that is
// not in it does not exist, and one that is in it has these parameters and this body.

#include "serve/openapi.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "serve/parameters.h"
#include "serve/route.h"
#include "serve/schemas.h"
#include "serve/version.h"

namespace nutgraf::serve {

namespace {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

Ordered refer_to(std::string_view name) { return {{"$ref", fmt::format("#/components/schemas/{}", name)}}; }

Ordered schema_of(const Parameter& parameter) {
  switch (parameter.kind) {
    case ParameterKind::words: {
      Ordered word{{"type", "string"}};
      if (!parameter.values.empty()) word["enum"] = parameter.values;
      if (parameter.takes_one) return word;
      return {{"type", "array"}, {"items", std::move(word)}};
    }
    case ParameterKind::number:
    case ParameterKind::whole_number: {
      Ordered number{{"type", parameter.kind == ParameterKind::number ? "number" : "integer"}};
      if (parameter.least != 0 || parameter.most != 0) {
        number["minimum"] = parameter.least;
        number["maximum"] = parameter.most;
      }
      return number;
    }
    case ParameterKind::date: return {{"type", "string"}, {"format", "date"}};
    case ParameterKind::yes_no: return {{"type", "boolean"}};
    case ParameterKind::text: return {{"type", "string"}};
  }
  return {};
}

Ordered describe(const Parameter& parameter) {
  Ordered one{{"name", parameter.name}, {"in", "query"}, {"description", parameter.description}, {"schema", schema_of(parameter)}};
  if (parameter.kind == ParameterKind::words && !parameter.takes_one) {
    one["style"] = "form";
    one["explode"] = false;
  }
  return one;
}

Ordered parameters_of(const Route& route) {
  Ordered list = Ordered::array();
  for (std::size_t open = route.path.find('{'); open != std::string_view::npos; open = route.path.find('{', open + 1)) {
    const std::string_view name = route.path.substr(open + 1, route.path.find('}', open) - open - 1);
    list.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
  for (const std::string_view name : names_of_query(route)) list.push_back({{"$ref", fmt::format("#/components/parameters/{}", name)}});
  if (route.method != "GET")
    list.push_back({{"$ref", "#/components/parameters/X-Nutgraf"}});
  return list;
}

Ordered body_of(const Route& route) {
  Ordered content = Ordered::object();
  if (!route.body.empty()) content["application/json"] = {{"schema", refer_to(route.body)}};
  if (route.takes_files) content["multipart/form-data"] = {{"schema", refer_to("Files")}};
  return {{"required", true}, {"content", std::move(content)}};
}

Ordered answers_of(const Route& route) {
  Ordered content = Ordered::object();
  content[route.answer_type] = {{"schema", route.answer.empty() ? Ordered{{"type", "string"}} : refer_to(route.answer)}};
  return {{"200", {{"description", "as asked"}, {"content", std::move(content)}}},
          {"default", {{"description", "refused, with the reason"}, {"content", {{"application/json", {{"schema", refer_to("Error")}}}}}}}};
}

// "/api/events/{id}/history" with GET -> "get_events_id_history".
std::string id_of(const Route& route) {
  std::string id;
  for (const char c : route.method) id += static_cast<char>(c | 0x20);
  for (const char c : route.path)
    if (c == '/' || c == '-' || c == '.')
      id += '_';
    else if (c != '{' && c != '}')
      id += c;
  return id;
}

std::string write_openapi() {
  Ordered document{{"openapi", "3.1.0"},
                   {"info",
                    {{"title", "Nutgraf desk"},
                     {"version", program_version},
                     {"description", "Events read out of news reports, with the words behind every value, and their review. Requests that "
                                     "change something carry the header X-Nutgraf: desk and come from the desk's own page or from no page."}}}};
  Ordered paths = Ordered::object();
  for (const Route& route : routes()) {
    Ordered operation{{"operationId", id_of(route)}, {"summary", route.summary}, {"parameters", parameters_of(route)}};
    if (!route.body.empty() || route.takes_files) operation["requestBody"] = body_of(route);
    operation["responses"] = answers_of(route);
    std::string method;
    for (const char c : route.method) method += static_cast<char>(c | 0x20);
    paths[route.path][method] = std::move(operation);
  }
  document["paths"] = std::move(paths);
  Ordered all = Ordered::object();
  for (const Parameter& parameter : parameters()) all[parameter.name] = describe(parameter);
  all["X-Nutgraf"] = {{"name", "X-Nutgraf"}, {"in", "header"}, {"required", true}, {"schema", {{"type", "string"}, {"const", "desk"}}}};
  document["components"] = {{"parameters", std::move(all)}, {"schemas", Ordered::parse(schemas_text())}};
  return document.dump(1);
}

}  // namespace

const std::string& openapi() {
  static const std::string text = write_openapi();
  return text;
}

const Json& schemas() {
  static const Json all = Json::parse(schemas_text());
  return all;
}

const Json& schema_named(std::string_view name) {
  static const Json none = Json::object();
  const auto found = schemas().find(name);
  return found == schemas().end() ? none : *found;
}

}  // namespace nutgraf::serve
