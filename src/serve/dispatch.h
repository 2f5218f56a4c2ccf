#pragma once

#include <string>

#include "serve/answer.h"

namespace nutgraf::serve {

class Desk;

// The answer to a request, whatever it asks: gate, route, parameters, body, then the route's own work. Counts it in the metrics.
Answer answer_request(Desk& desk, Request request);

// Headers that every answer carries, refusals too.
const std::vector<std::pair<std::string, std::string>>& safety_headers();

}  // namespace nutgraf::serve
