#include "serve/tests/test_desk.h"

#include <poll.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace nutgraf::serve::tests {

namespace {

const httplib::Headers desk_header = {{"X-Nutgraf", "desk"}};

void give_up(const std::string& why) {
  fmt::print(stderr, "{}\n", why);
  std::abort();
}

TestDesk::Got take(const httplib::Result& result) {
  if (!result) return {};
  return {.status = result->status, .body = Json::parse(result->body, nullptr, false), .text = result->body, .headers = result->headers};
}

}  // namespace

std::string sample_lines() {
  const std::vector<Json> reports = {
      {{"id", "harbour"}, {"title", "Eleven held after harbour raid"}, {"filed", "2021-03-08"}, {"outlet", "Northern Post"},
       {"text", "ANKARA, Turkey, March 8, 2021 (Reuters) - Police detained at least 11 people in Izmir on Monday, the interior ministry said. "
                "Two of them were minors.\n\nA court in Ankara sentenced a former mayor to six years in prison on Friday."}},
      {{"id", "harbour-copy"}, {"title", "Eleven held after harbour raid"}, {"filed", "2021-03-08"}, {"outlet", "Evening Courier"},
       {"text", "ANKARA, Turkey, March 8, 2021 (Reuters) - Police detained at least 11 people in Izmir on Monday, the interior ministry said. "
                "Two of them were minors.\n\nA court in Ankara sentenced a former mayor to six years in prison on Friday."}},
      {{"id", "market"}, {"title", "Bomb kills nine at market"}, {"filed", "2021-04-14"}, {"outlet", "Northern Post"},
       {"text", "KANO, Nigeria, April 14, 2021 - A bomb killed nine people at a market in Kano on Tuesday, a hospital official said. "
                "No group claimed responsibility."}},
      {{"id", "market-later"}, {"title", "Toll of market bombing rises"}, {"filed", "2021-04-15"}, {"outlet", "Evening Courier"},
       {"text", "KANO, Nigeria, April 15, 2021 - The bomb at a market in Kano on Tuesday killed 12 people, the governor said on Wednesday."}},
      {{"id", "teachers"}, {"title", "Teachers march"}, {"filed", "2021-05-03"}, {"outlet", "Southern Star"},
       {"text", "LYON, France, May 3, 2021 - About 400 teachers marched in Lyon on Monday against cuts. <script>alert('x')</script> "
                "Police fired tear gas, witnesses said."}},
  };
  std::string lines;
  for (const Json& report : reports) lines += report.dump() + "\n";
  return lines;
}

std::string many_lines(int count) {
  const std::vector<std::string> towns = {"Izmir", "Kano", "Lyon", "Quetta", "Basra", "Cali", "Davao"};
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += Json{{"id", fmt::format("r{}", i)}, {"filed", fmt::format("{}-{:02}-{:02}", 2010 + i % 12, 1 + i % 11, 1 + i % 28)},
                  {"text", fmt::format("Police arrested {} men in {} on Monday, the governor said.", i + 2, towns[static_cast<std::size_t>(i) % towns.size()])}}
                 .dump() + "\n";
  return lines;
}

TestDesk::TestDesk(const DeskRules& rules) {
  std::string name = (std::filesystem::temp_directory_path() / "nutgraf-serve-XXXXXX").string();
  if (!mkdtemp(name.data())) give_up("no folder for the test");
  folder_ = name;
  auto desk = Desk::open({.project = folder_ + "/test.nutgraf", .model = ModelName::fast, .gate = rules.gate});
  if (!desk) give_up(desk.error().message);
  desk_ = *std::move(desk);
  server_ = std::make_unique<Server>(*desk_);
  const auto port = server_->bind("127.0.0.1", 0);
  if (!port) give_up(port.error().message);
  port_ = *port;
  thread_ = std::jthread([this] { server_->run(); });
  if (rules.is_filled) fill();
}

TestDesk::~TestDesk() {
  server_->stop();
  thread_.join();
  server_.reset();
  desk_.reset();
  std::filesystem::remove_all(folder_);
}

httplib::Client TestDesk::client() const {
  httplib::Client client("127.0.0.1", port_);
  client.set_read_timeout(30);
  return client;
}

TestDesk::Got TestDesk::get(const std::string& path) const { return take(client().Get(path)); }
TestDesk::Got TestDesk::post(const std::string& path, const Json& body) const {
  return take(client().Post(path, desk_header, body.dump(), "application/json"));
}
TestDesk::Got TestDesk::remove(const std::string& path) const { return take(client().Delete(path, desk_header)); }

Json TestDesk::wait_for_import(std::int64_t id) const {
  std::string events;
  client().Get(fmt::format("/api/imports/{}/stream", id), [&](const char* data, std::size_t size) {
    events.append(data, size);
    return true;
  });
  return get(fmt::format("/api/imports/{}", id)).body;
}

void TestDesk::fill() {
  const httplib::MultipartFormDataItems items = {{"file", sample_lines(), "reports.jsonl", "application/x-ndjson"}};
  const auto started = client().Post("/api/imports", desk_header, items);
  if (!started || started->status != 200) give_up("the import was refused: " + (started ? started->body : "no answer"));
  const Json import = wait_for_import(Json::parse(started->body)["id"]);
  if (import["state"] != "done" || import["errors"] != 0) give_up("the import failed: " + import.dump());
}

std::string TestDesk::send_raw(const std::string& bytes) const {
  const int connection = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t sent = ::send(connection, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) break;
    at += static_cast<std::size_t>(sent);
  }
  std::string answer;
  char buffer[65536];
  pollfd waiting{connection, POLLIN, 0};
  while (::poll(&waiting, 1, answer.empty() ? 8000 : 700) > 0) {
    const ssize_t got = ::recv(connection, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    answer.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(connection);
  return answer;
}

TestDesk& shared_desk() {
  static TestDesk desk;
  return desk;
}

}  // namespace nutgraf::serve::tests
