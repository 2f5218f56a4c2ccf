// Who may ask what. The desk holds unpublished material and runs beside a browser that also visits strangers' pages, so:
// - a page under another name that resolves to this machine (DNS rebinding) is told by its Host and refused;
// - a foreign page can send a form or a simple request here, but not with our own header, because that asks for a permission
//   (CORS) that we never give; a foreign Origin is refused besides;
// - another address than loopback asks for a token, compared in constant time.

#include "serve/gate.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace nutgraf::serve {

namespace {

// "[::1]:8080" -> "[::1]"; "localhost" -> "localhost".
std::string name_of_host(const std::string& host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

bool is_own_name(const std::string& host) {
  const std::string name = lower_case(name_of_host(host));
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

bool is_equal_in_constant_time(std::string_view left, std::string_view right) {
  unsigned difference = left.size() == right.size() ? 0 : 1;
  for (std::size_t i = 0; i < left.size(); ++i)
    difference |= static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right.empty() ? 0 : right[i % right.size()]);
  return difference == 0;
}

bool is_reading(const std::string& method) { return method == "GET" || method == "HEAD"; }

bool needs_token(const std::string& path) { return path == "/api" || path.starts_with("/api/") || path == "/metrics"; }

}  // namespace

bool is_loopback_address(const std::string& address) {
  return address == "localhost" || address == "::1" || address.starts_with("127.");
}

bool has_token(const Request& request, const std::string& token) {
  constexpr std::string_view bearer = "Bearer ", name = "nutgraf_token=";
  if (request.authorization.starts_with(bearer) &&
      is_equal_in_constant_time(std::string_view(request.authorization).substr(bearer.size()), token))
    return true;
  std::string_view rest = request.cookie;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(name) && is_equal_in_constant_time(one.substr(name.size()), token)) return true;
  }
  return false;
}

std::optional<Refusal> find_refusal(const Request& request, const GateRules& rules) {
  if (rules.is_loopback && !is_own_name(request.host))
    return Refusal{403, "wrong_host",
                   fmt::format("this desk answers only under localhost, 127.0.0.1 and [::1], not under \"{}\"", request.host), {}};
  if (!rules.token.empty() && needs_token(request.path) && !has_token(request, rules.token))
    return Refusal{401, "token_needed", "send the token that `nutgraf serve` was given: Authorization: Bearer TOKEN", {}};
  if (is_reading(request.method)) return std::nullopt;
  if (request.fetch_site == "cross-site" || request.fetch_site == "same-site")
    return Refusal{403, "foreign_origin", "only the desk's own page may change things", {}};
  if (!request.origin.empty() && request.origin != "http://" + request.host && request.origin != "https://" + request.host)
    return Refusal{403, "foreign_origin", fmt::format("the page at {} may not change things here", request.origin), {}};
  if (request.desk_header != "desk")
    return Refusal{403, "missing_header", "requests that change things need the header X-Nutgraf: desk", "X-Nutgraf"};
  return std::nullopt;
}

}  // namespace nutgraf::serve
