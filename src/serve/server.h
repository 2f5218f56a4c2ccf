#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace nutgraf::serve {

class Desk;

// Carries requests to the routes over HTTP.
class Server {
 public:
  explicit Server(Desk& desk);
  ~Server();

  // Takes an address; port 0 takes any free one. Returns the port. Errors: the address is taken, or is none of this machine.
  Result<int> bind(const std::string& host, int port);

  // Answers until `stop` is called, from another thread.
  void run();
  void stop();

 private:
  struct Carrier;
  std::unique_ptr<Carrier> carrier_;
};

}  // namespace nutgraf::serve
