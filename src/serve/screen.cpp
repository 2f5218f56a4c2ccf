// The screen's files, which the build puts into the program (cmake/Embed.cmake). Paths are looked up in the list of these files
// and nowhere else, so that no path, however it is written, leads to the disk.

#include "serve/screen.h"

#include <map>
#include <mutex>

#include <fmt/format.h>

#include "base/embedded.h"
#include "engine/weights.h"

namespace nutgraf::serve {

namespace {

// Where the bundle stands among the files built in.
constexpr std::string_view bundle = "web";

constexpr std::string_view plain_page = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Nutgraf</title>
<h1>Nutgraf</h1>
<p>The desk is running, but this program was built without its screen.</p>
<ul>
<li><a href="/api">What is in this project</a></li>
<li><a href="/api/events">Its events</a></li>
<li><a href="/api/openapi.json">All that can be asked</a></li>
</ul>
</html>
)";

std::string_view type_of(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::string_view ending = dot == std::string_view::npos ? "" : path.substr(dot);
  if (ending == ".html") return "text/html; charset=utf-8";
  if (ending == ".js" || ending == ".mjs") return "text/javascript; charset=utf-8";
  if (ending == ".css") return "text/css; charset=utf-8";
  if (ending == ".json" || ending == ".geojson" || ending == ".map") return "application/json; charset=utf-8";
  if (ending == ".svg") return "image/svg+xml";
  if (ending == ".png") return "image/png";
  if (ending == ".ico") return "image/x-icon";
  if (ending == ".woff2") return "font/woff2";
  if (ending == ".txt") return "text/plain; charset=utf-8";
  return "application/octet-stream";
}

// A short fingerprint, taken once a file.
std::string fingerprint(std::string_view path, std::string_view bytes) {
  static std::mutex mutex;
  static std::map<std::string, std::string, std::less<>> known;
  const std::lock_guard lock(mutex);
  auto found = known.find(path);
  if (found == known.end()) found = known.emplace(path, "\"" + engine::sha256(bytes).substr(0, 16) + "\"").first;
  return found->second;
}

Answer send_file(const Request& request, std::string_view path, std::string_view bytes) {
  Answer answer;
  answer.type = type_of(path);
  const std::string tag = fingerprint(path, bytes);
  answer.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}};
  if (request.if_none_match == tag)
    answer.status = 304;
  else
    answer.body = bytes;
  return answer;
}

}  // namespace

Answer answer_screen(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD") {
    Answer answer = write_refusal({405, "method_not_allowed", "the screen's files can only be read", {}});
    answer.headers.emplace_back("Allow", "GET, HEAD");
    return answer;
  }
  const std::string path = request.path == "/" ? "/index.html" : request.path;
  if (const auto file = find_embedded(fmt::format("{}{}", bundle, path))) return send_file(request, path, *file);
  if (path == "/index.html") return send_file(request, path, plain_page);
  return write_refusal({404, "not_found", "there is nothing here; /api/openapi.json lists what there is", {}});
}

}  // namespace nutgraf::serve
