#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace nutgraf::serve {

// Answers to reading requests, kept until the project changes. Holds at most so many bytes; the least lately used go first.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes = std::size_t{64} << 20) : most_bytes_(most_bytes) {}

  // The body kept for a request at this state of the project (the last number of its change feed), or nothing.
  std::shared_ptr<const std::string> find(const std::string& request, std::int64_t state);

  // The same, of a request that has been counted as a miss: makes it a hit when it is there now.
  std::shared_ptr<const std::string> find_again(const std::string& request, std::int64_t state);

  // Keeps a body; one of more than an eighth of the whole is not kept.
  void keep(const std::string& request, std::int64_t state, std::string body);

  std::uint64_t hits() const { return hits_; }
  std::uint64_t misses() const { return misses_; }

 private:
  struct Kept {
    std::string request;
    std::shared_ptr<const std::string> body;
  };
  void drop_all();
  std::shared_ptr<const std::string> look_up(const std::string& request, std::int64_t state);

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::int64_t state_ = -1;
  std::size_t bytes_ = 0;
  std::list<Kept> order_;  // latest use first
  std::unordered_map<std::string, std::list<Kept>::iterator> places_;
  std::atomic<std::uint64_t> hits_ = 0, misses_ = 0;
};

}  // namespace nutgraf::serve
