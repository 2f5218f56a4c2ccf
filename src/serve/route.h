#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/answer.h"

namespace nutgraf::serve {

class Desk;  // serve/desk.h

enum class Access { read, write };
// Whether the answer to the same request stays the same until something in the project changes.
enum class Keep { never, until_changed };
// Whether an answer takes looking at many events, so that only some are made at a time, or a few look-ups.
enum class Effort { few_lookups, many_events };

// One route: what answers it and how it is described, so that the description and the service cannot part.
struct Route {
  std::string_view method;
  std::string_view path;  // "/api/events/{id}"
  std::string_view summary;
  Access access = Access::read;
  Keep keep = Keep::never;
  Effort effort = Effort::few_lookups;
  std::vector<std::string_view> query;        // names of serve/parameters.h; "filters" stands for all filters
  std::string_view body;                      // name of the schema of its JSON body; empty: none
  bool takes_files = false;                   // also as a form with files
  std::string_view answer;                    // name of the schema of its answer; empty: not JSON
  std::string_view answer_type = "application/json";
  std::function<Answer(Desk&, const Request&)> handle;
};

// All routes, in the order of the description.
const std::vector<Route>& routes();

// The parts that `routes` is made of, one file each.
std::vector<Route> service_routes();
std::vector<Route> event_routes();
std::vector<Route> report_routes();
std::vector<Route> story_routes();
std::vector<Route> review_routes();
std::vector<Route> import_routes();
std::vector<Route> export_routes();

// What a path leads to.
struct Match {
  const Route* route = nullptr;             // nothing when no route has this method and path
  std::vector<std::string> values;          // what stands in the braces
  std::vector<std::string_view> methods;    // the methods that this path has; empty: no such path
};
Match find_route(std::string_view method, std::string_view path);

}  // namespace nutgraf::serve
