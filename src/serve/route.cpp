// Finds the route of a path. Each part between slashes either is the route's word or fills its braces; a part in braces is
// never empty. Words win over braces, because "/api/review/queue" must not be read as an id.

#include "serve/route.h"

#include <algorithm>
#include <optional>

namespace nutgraf::serve {

namespace {

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// What fills the braces, or nothing when the path is another one.
std::optional<std::vector<std::string>> match(std::string_view pattern, const std::vector<std::string_view>& path) {
  const auto parts = split_path(pattern);
  if (parts.size() != path.size()) return std::nullopt;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_open = parts[i].starts_with('{');
    if (is_open && path[i].empty()) return std::nullopt;
    if (!is_open && parts[i] != path[i]) return std::nullopt;
    if (is_open) values.emplace_back(path[i]);
  }
  return values;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> list;
    for (auto part : {service_routes(), event_routes(), report_routes(), story_routes(), review_routes(), import_routes(),
                      export_routes()})
      for (Route& route : part) list.push_back(std::move(route));
    return list;
  }();
  return all;
}

Match find_route(std::string_view method, std::string_view path) {
  Match found;
  std::size_t fewest_values = 0;
  const auto parts = split_path(path);
  for (const Route& route : routes()) {
    auto values = match(route.path, parts);
    if (!values) continue;
    if (std::ranges::find(found.methods, route.method) == found.methods.end()) found.methods.push_back(route.method);
    if (route.method != method || (found.route && values->size() >= fewest_values)) continue;
    fewest_values = values->size();
    found.route = &route;
    found.values = std::move(*values);
  }
  return found;
}

}  // namespace nutgraf::serve
