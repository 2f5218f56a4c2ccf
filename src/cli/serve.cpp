// `nutgraf serve`: starts the desk, says where it is, and ends it cleanly when the process is told to end.

#include "cli/serve.h"

#include <pthread.h>
#include <spawn.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>

#include "serve/desk.h"
#include "serve/server.h"

extern char** environ;

namespace nutgraf::cli {

namespace {

constexpr int usual_port = 8080;
constexpr std::size_t shortest_token = 16;

int complain(const std::string& message) {
  fmt::print(stderr, "nutgraf: {}\n", message);
  return 2;
}

// What is wrong with the options; empty when nothing is.
std::string find_fault(const ServeOptions& options) {
  const auto is_plain = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || c == '~'; };
  if (options.token.empty() && !serve::is_loopback_address(options.host))
    return fmt::format("{} can be reached from other machines: give a --token that they must send, or leave --host out", options.host);
  if (!options.token.empty() && (options.token.size() < shortest_token || !std::ranges::all_of(options.token, is_plain)))
    return fmt::format("a token has at least {} letters, digits or -_.~", shortest_token);
  return {};
}

// The signals that end the desk, held back in this thread and all that it starts, so that one place waits for them.
sigset_t hold_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

bool has_screen() {
  const auto is_set = [](const char* name) {
    const char* value = std::getenv(name);
    return value && *value;
  };
  return is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
}

void open_browser(const std::string& address) {
  std::signal(SIGCHLD, SIG_IGN);  // nobody waits for the browser
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
  std::string program = "xdg-open", argument = address;
  char* arguments[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  posix_spawnp(&child, program.c_str(), &actions, &attributes, arguments, environ);  // where there is none, the address is printed all the same
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
}

std::string write_address(const ServeOptions& options, int port) {
  const std::string host = options.host == "0.0.0.0" || options.host == "::" ? "127.0.0.1" : options.host;
  const bool is_v6 = host.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}/{}{}", is_v6 ? "[" : "", host, is_v6 ? "]" : "", port, options.token.empty() ? "" : "?token=", options.token);
}

Result<int> bind(serve::Server& server, const ServeOptions& options) {
  auto port = server.bind(options.host, options.port.value_or(usual_port));
  if (!port && !options.port) port = server.bind(options.host, 0);
  return port;
}

}  // namespace

int run_serve(const Settings& settings, const ServeOptions& options) {
  if (const std::string fault = find_fault(options); !fault.empty()) return complain(fault);
  const sigset_t signals = hold_signals();
  auto desk = serve::Desk::open({.project = options.project,
                                 .model = settings.model,
                                 .data_folder = settings.data_folder,
                                 .with_network = settings.with_network,
                                 .gate = {.is_loopback = serve::is_loopback_address(options.host), .token = options.token}});
  if (!desk) return complain(desk.error().message);
  serve::Server server(**desk);
  const auto port = bind(server, options);
  if (!port) return complain(port.error().message);
  std::jthread thread([&] {
    server.run();
    ::kill(::getpid(), SIGTERM);
  });
  const std::string address = write_address(options, *port);
  if ((*desk)->is_read_only()) fmt::print(stderr, "nutgraf: read only: {}\n", (*desk)->why_read_only());
  fmt::print("Nutgraf desk of {}: {}\nCtrl-C ends it.\n", options.project, address);
  std::fflush(stdout);
  if (options.opens_browser && has_screen()) open_browser(address);
  int signal = 0;
  sigwait(&signals, &signal);
  fmt::print(stderr, "nutgraf: ending\n");
  // A second Ctrl-C does not wait for those who are still being answered.
  std::signal(SIGINT, [](int) { std::_Exit(130); });
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  pthread_sigmask(SIG_UNBLOCK, &interrupt, nullptr);
  server.stop();
  return 0;
}

}  // namespace nutgraf::cli
