#pragma once

#include <optional>
#include <string>

#include "serve/answer.h"
#include "serve/route.h"

namespace nutgraf::serve {

// Who may ask what.
struct GateRules {
  bool is_loopback = true;     // bound to this machine alone: then only its own names are taken as Host
  std::string token;           // empty: none is asked for
};

// Whether an address to bind to is this machine alone.
bool is_loopback_address(const std::string& address);

// Why a request may not pass, or nothing when it may. The Host is checked for every path; the token for /api and /metrics; for
// whatever is no reading request also the desk's own header and the Origin.
std::optional<Refusal> find_refusal(const Request& request, const GateRules& rules);

// Whether the request carries the token, in `Authorization: Bearer` or in the cookie that `GET /?token=` sets.
bool has_token(const Request& request, const std::string& token);

}  // namespace nutgraf::serve
