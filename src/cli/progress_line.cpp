#include "cli/progress_line.h"

#include <unistd.h>

#include <cstdio>

#include <fmt/format.h>

namespace nutgraf::cli {

namespace {

constexpr auto time_between_lines = std::chrono::milliseconds(500);

}  // namespace

ProgressLine::ProgressLine(bool is_wanted) : is_shown_(is_wanted && isatty(STDERR_FILENO) != 0), next_(Clock::now() + time_between_lines) {}

void ProgressLine::show(const std::function<std::string()>& words) {
  const auto now = Clock::now();
  if (!is_shown_ || now < next_) return;
  next_ = now + time_between_lines;
  fmt::print(stderr, "\r\033[K{}", words());
  was_shown_ = true;
}

void ProgressLine::finish() {
  if (was_shown_) fmt::print(stderr, "\r\033[K");
}

}  // namespace nutgraf::cli
