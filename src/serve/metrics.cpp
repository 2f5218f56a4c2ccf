// Counts requests and times by route, as Prometheus reads them: how often each route was asked, with what status, and how long
// it took.

#include "serve/metrics.h"

#include <fmt/format.h>

namespace nutgraf::serve {

void Metrics::count_request(std::string_view method, std::string_view route, int status, std::chrono::nanoseconds time) {
  const double seconds = std::chrono::duration<double>(time).count();
  std::size_t bucket = 0;
  while (bucket < bounds.size() && seconds > bounds[bucket]) ++bucket;
  const std::lock_guard lock(mutex_);
  ++requests_[fmt::format(R"(method="{}",route="{}",status="{}")", method, route, status)];
  Series& series = times_[fmt::format(R"(method="{}",route="{}")", method, route)];
  ++series.buckets[bucket];
  series.seconds += seconds;
}

std::string Metrics::write() const {
  std::string text;
  const auto add = std::back_inserter(text);
  const std::lock_guard lock(mutex_);
  fmt::format_to(add, "# HELP nutgraf_requests_total Requests answered.\n# TYPE nutgraf_requests_total counter\n");
  for (const auto& [labels, count] : requests_) fmt::format_to(add, "nutgraf_requests_total{{{}}} {}\n", labels, count);
  fmt::format_to(add, "# HELP nutgraf_request_seconds Time from a whole request to its answer.\n"
                      "# TYPE nutgraf_request_seconds histogram\n");
  for (const auto& [labels, series] : times_) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      sum += series.buckets[i];
      fmt::format_to(add, "nutgraf_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, bounds[i], sum);
    }
    sum += series.buckets.back();
    fmt::format_to(add, "nutgraf_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, sum);
    fmt::format_to(add, "nutgraf_request_seconds_sum{{{}}} {:.6f}\n", labels, series.seconds);
    fmt::format_to(add, "nutgraf_request_seconds_count{{{}}} {}\n", labels, sum);
  }
  return text;
}

std::string write_metric(std::string_view name, std::string_view kind, std::string_view help, double value) {
  return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n{0} {3}\n", name, kind, help, value);
}

}  // namespace nutgraf::serve
