// One writer a project. The file beside the project says who it is; what counts is the lock on it, which no crash can leave
// behind. Two handles of one process exclude each other too.

#include "store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace nutgraf::store {

Result<WriterLock> WriterLock::take(const std::string& project, const std::string& as) {
  const std::string path = project + "-writer";
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) return fail(fmt::format("{}: cannot be written: {}; may files be made in this folder?", path, std::strerror(errno)));
  WriterLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail(fmt::format("{}: cannot be locked: {}", path, std::strerror(errno)));
    std::array<char, 200> told{};
    const ssize_t size = ::pread(file, told.data(), told.size(), 0);
    std::string who(told.data(), static_cast<std::size_t>(size > 0 ? size : 0));
    while (who.ends_with('\n')) who.pop_back();
    return fail(fmt::format("{}: is being written by {}; wait until that ends, or do it there. Reading goes on meanwhile", project,
                            who.empty() ? "another process" : who));
  }
  const std::string told = fmt::format("{} (process {})\n", as, ::getpid());
  if (::ftruncate(file, 0) != 0 || ::pwrite(file, told.data(), told.size(), 0) < 0)
    return fail(fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
  return lock;
}

WriterLock::~WriterLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace nutgraf::store
