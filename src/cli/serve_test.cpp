// `nutgraf serve` as a process: what it prints, that it answers, and that it ends cleanly when it is told to.

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

extern char** environ;

namespace nutgraf::cli {
namespace {

// A running program whose output can be read.
class Program {
 public:
  explicit Program(std::vector<std::string> words) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    output_ = ends[0];
    words.insert(words.begin(), NUTGRAF_PROGRAM);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    if (posix_spawn(&child_, NUTGRAF_PROGRAM, &actions, nullptr, arguments.data(), environ) != 0) child_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
  }
  ~Program() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    if (output_ >= 0) close(output_);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // All output up to and with this; all there is when it ends before, or says nothing for a minute.
  std::string read_until(const std::string& end) {
    std::string text;
    pollfd waiting{output_, POLLIN, 0};
    char c;
    while (text.find(end) == std::string::npos && poll(&waiting, 1, 60000) > 0 && read(output_, &c, 1) == 1) text += c;
    return text;
  }
  void send(int signal) const { kill(child_, signal); }
  // The exit status, or -1 when a signal killed it.
  int wait() {
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t child_ = -1;
  int output_ = -1;
};

std::string ask(int port, const std::string& path) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const std::string request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    if (::send(connection, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
      char buffer[4096];
      for (ssize_t got; (got = recv(connection, buffer, sizeof buffer, 0)) > 0;) answer.append(buffer, static_cast<std::size_t>(got));
    }
  }
  close(connection);
  return answer;
}

class Serve : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "nutgraf-serve-cli-XXXXXX").string();
    ASSERT_TRUE(mkdtemp(name.data()));
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string project() const { return folder_ + "/p.nutgraf"; }

  std::string folder_;
};

int port_in(const std::string& text) {
  const std::string start = "http://127.0.0.1:";
  const std::size_t at = text.find(start);
  return at == std::string::npos ? 0 : std::stoi(text.substr(at + start.size()));
}

TEST_F(Serve, the_address_is_printed_answers_and_ctrl_c_ends_it_cleanly) {
  for (const int signal : {SIGINT, SIGTERM}) {
    Program program({"serve", project(), "--port", "0", "--model", "fast"});
    const int port = port_in(program.read_until("Ctrl-C ends it.\n"));
    ASSERT_GT(port, 0);
    EXPECT_NE(ask(port, "/api").find(R"("project":"p.nutgraf")"), std::string::npos);
    EXPECT_NE(ask(port, "/").find("<title>Nutgraf</title>"), std::string::npos);
    program.send(signal);
    EXPECT_EQ(program.wait(), 0);
  }
}

TEST_F(Serve, a_second_desk_on_the_project_reads_only_and_says_why) {
  Program first({"serve", project(), "--port", "0", "--model", "fast"});
  ASSERT_GT(port_in(first.read_until("Ctrl-C ends it.\n")), 0);
  Program second({"serve", project(), "--port", "0", "--model", "fast"});
  const std::string said = second.read_until("Ctrl-C ends it.\n");
  EXPECT_NE(said.find("read only: "), std::string::npos) << said;
  EXPECT_NE(ask(port_in(said), "/api").find(R"("read_only":true)"), std::string::npos);
}

TEST_F(Serve, another_address_without_a_token_is_refused) {
  Program open({"serve", project(), "--host", "0.0.0.0", "--port", "0"});
  EXPECT_NE(open.read_until("\n").find("--token"), std::string::npos);
  EXPECT_EQ(open.wait(), 2);
  Program weak({"serve", project(), "--token", "short", "--port", "0"});
  EXPECT_NE(weak.read_until("\n").find("16"), std::string::npos);
  EXPECT_EQ(weak.wait(), 2);
}

TEST_F(Serve, a_port_that_is_taken_is_told) {
  Program first({"serve", project(), "--port", "0", "--model", "fast"});
  const int port = port_in(first.read_until("Ctrl-C ends it.\n"));
  ASSERT_GT(port, 0);
  Program second({"serve", folder_ + "/other.nutgraf", "--port", std::to_string(port), "--model", "fast"});
  EXPECT_NE(second.read_until("\n").find("cannot be listened at"), std::string::npos);
  EXPECT_EQ(second.wait(), 2);
}

}  // namespace
}  // namespace nutgraf::cli
