#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace nutgraf::serve {

// Counts what the service did, in the text form that Prometheus reads.
class Metrics {
 public:
  // One request answered. `route` is the route's pattern, never the path itself, so that the number of series stays small.
  void count_request(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds time);

  // All requests so far, one block of lines a metric.
  std::string write() const;

 private:
  static constexpr std::array<double, 10> bounds = {0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5};  // seconds
  struct Series {
    std::array<std::uint64_t, bounds.size() + 1> buckets{};
    double seconds = 0;
  };
  mutable std::mutex mutex_;
  std::map<std::string, std::uint64_t> requests_;  // by labels
  std::map<std::string, Series> times_;            // by labels
};

// One metric with one value: its HELP, TYPE and value lines.
std::string write_metric(std::string_view name, std::string_view kind, std::string_view help, double value);

}  // namespace nutgraf::serve
