#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace nutgraf::cli {

// One line on standard error, written over itself twice a second, when that is a terminal.
class ProgressLine {
 public:
  // `is_wanted`: false where the line would stand among the output.
  explicit ProgressLine(bool is_wanted = true);

  // Asks for the words only when the line is due.
  void show(const std::function<std::string()>& words);

  // Wipes the line.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  bool is_shown_;
  bool was_shown_ = false;
  Clock::time_point next_;
};

}  // namespace nutgraf::cli
