#pragma once

#include <string>

#include "base/result.h"

namespace nutgraf::store {

// The right to write a project, held by one process at a time through a lock on the file `<project>-writer`. The system
// takes it back when the process ends, however it ends.
class WriterLock {
 public:
  // Fails at once when another process writes; the message names it.
  static Result<WriterLock> take(const std::string& project, const std::string& as);
  WriterLock(WriterLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int file) : file_(file) {}
  int file_;
};

}  // namespace nutgraf::store
