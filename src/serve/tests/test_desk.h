#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include "serve/desk.h"
#include "serve/server.h"

namespace nutgraf::serve::tests {

using Json = nlohmann::json;

struct DeskRules {
  GateRules gate;
  bool is_filled = true;  // with reports, through the service itself
};

// A real desk on a free port with a project of its own, ended and removed with the object. It reads with the fast model.
class TestDesk {
 public:
  explicit TestDesk(const DeskRules& rules = {});
  ~TestDesk();

  int port() const { return port_; }
  const std::string& folder() const { return folder_; }
  httplib::Client client() const;
  Desk& desk() { return *desk_; }

  struct Got {
    int status = 0;
    Json body;
    std::string text;
    httplib::Headers headers;
  };
  Got get(const std::string& path) const;
  Got post(const std::string& path, const Json& body) const;
  Got remove(const std::string& path) const;

  // Waits for the end of an import and gives what it came to.
  Json wait_for_import(std::int64_t id) const;

  // Sends bytes as they are and gives all that comes back until the connection is closed or nothing comes for a while.
  std::string send_raw(const std::string& bytes) const;

 private:
  void fill();

  std::string folder_;
  std::unique_ptr<Desk> desk_;
  std::unique_ptr<Server> server_;
  int port_ = 0;
  std::jthread thread_;
};

// Reports of an invented country, as JSON Lines; two are copies of one wire story.
std::string sample_lines();

// So many reports of arrests, each of another day and place.
std::string many_lines(int count);

// One desk for all tests that change nothing.
TestDesk& shared_desk();

}  // namespace nutgraf::serve::tests
