// Reads files in pieces and unpacks gzip on the way, also files of several gzip members. What is packed may be far larger
// than the file: a bomb is told by its ratio, and a cut-off file is an error and not a short text.

#include "report/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fmt/format.h>

namespace nutgraf::report {

namespace {

constexpr std::size_t piece_size = std::size_t{256} << 10;
constexpr std::uint64_t harmless_bytes = std::uint64_t{64} << 20;

std::string explain_errno(int error) {
  switch (error) {
    case ENOENT: return "no such file; check the path";
    case EACCES: return "no permission to read it; try chmod u+r, or another user";
    case EISDIR: return "a folder; name it without \"-\" or name its files";
    case ELOOP: return "its symbolic links lead in a circle; remove one of them";
    case ENAMETOOLONG: return "the name is too long; move the file";
    default: return fmt::format("cannot be read ({})", std::strerror(error));
  }
}

}  // namespace

struct ByteStream::State {
  int file = -1;
  bool is_open = true;       // more bytes may come from the file
  bool is_packed = false;
  bool inside_member = false;
  InputLimits limits;
  z_stream unpacker{};
  std::vector<char> raw;     // packed bytes
  std::size_t raw_begin = 0, raw_end = 0;
  std::string ready;         // unpacked bytes not taken yet
  std::size_t ready_begin = 0;
  std::uint64_t taken = 0, inflated = 0;

  ~State() {
    if (is_packed) inflateEnd(&unpacker);
    if (file > STDIN_FILENO) ::close(file);
  }

  // Reads one more piece of the file into `raw`, which must be empty; false at the file's end.
  Result<bool> fill_raw() {
    raw.resize(piece_size);
    raw_begin = raw_end = 0;
    while (true) {
      const ssize_t count = ::read(file, raw.data(), raw.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return fail(explain_errno(errno));
      taken += static_cast<std::uint64_t>(count);
      raw_end = static_cast<std::size_t>(count);
      return count > 0;
    }
  }

  // Adds bytes to `ready`; false when there are no more.
  Result<bool> fill() {
    if (!is_open) return false;
    if (ready_begin > 0) {
      ready.erase(0, ready_begin);
      ready_begin = 0;
    }
    if (raw_begin == raw_end) {
      const auto more = fill_raw();
      if (!more) return std::unexpected(more.error());
      if (!*more) {
        is_open = false;
        if (inside_member) return fail("the gzip data is cut off; fetch or pack the file again");
        return false;
      }
    }
    if (!is_packed) {
      ready.append(raw.data() + raw_begin, raw_end - raw_begin);
      raw_begin = raw_end;
      return true;
    }
    return unpack();
  }

  Result<bool> unpack() {
    if (!inside_member) {
      // Behind a member there may be another one, or padding, which gzip itself ignores.
      if (static_cast<unsigned char>(raw[raw_begin]) != 0x1F) {
        raw_begin = raw_end;
        is_open = false;
        return false;
      }
      inflateReset2(&unpacker, 15 + 16);
      inside_member = true;
    }
    const std::size_t before = ready.size();
    ready.resize(before + piece_size);
    unpacker.next_in = reinterpret_cast<Bytef*>(raw.data() + raw_begin);
    unpacker.avail_in = static_cast<uInt>(raw_end - raw_begin);
    unpacker.next_out = reinterpret_cast<Bytef*>(ready.data() + before);
    unpacker.avail_out = static_cast<uInt>(piece_size);
    const int status = inflate(&unpacker, Z_NO_FLUSH);
    raw_begin = raw_end - unpacker.avail_in;
    const std::size_t produced = piece_size - unpacker.avail_out;
    ready.resize(before + produced);
    inflated += produced;
    if (status == Z_STREAM_END) inside_member = false;
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
      is_open = false;
      return fail("the gzip data is damaged; fetch or pack the file again");
    }
    if (inflated > harmless_bytes && inflated / std::max<std::uint64_t>(taken, 1) > limits.inflate_ratio) {
      is_open = false;
      return fail(fmt::format("the gzip data grows to more than {} times its size, as no text does; unpack it by hand if you trust it",
                              limits.inflate_ratio));
    }
    return true;
  }
};

ByteStream::ByteStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

Result<ByteStream> ByteStream::open(const std::string& path, const InputLimits& limits) {
  auto state = std::make_unique<State>();
  state->limits = limits;
  if (path == "-") {
    state->file = STDIN_FILENO;
  } else {
    state->file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (state->file < 0) return fail(explain_errno(errno));
    struct stat status{};
    if (fstat(state->file, &status) == 0 && S_ISDIR(status.st_mode)) return fail(explain_errno(EISDIR));
  }
  const auto more = state->fill_raw();
  if (!more) return std::unexpected(more.error());
  if (!*more) state->is_open = false;
  if (state->raw_end >= 2 && static_cast<unsigned char>(state->raw[0]) == 0x1F && static_cast<unsigned char>(state->raw[1]) == 0x8B) {
    if (inflateInit2(&state->unpacker, 15 + 16) != Z_OK) return fail("no memory to unpack it");
    state->is_packed = true;
    state->inside_member = true;
  }
  return ByteStream(std::move(state));
}

Result<ByteStream::LineEnd> ByteStream::read_line(std::string& line, std::size_t limit) {
  State& s = *state_;
  bool any = false, too_long = false;
  while (true) {
    const std::string_view ready = std::string_view(s.ready).substr(s.ready_begin);
    const std::size_t newline = ready.find('\n');
    const std::size_t size = std::min(newline, ready.size());
    any = any || !ready.empty();
    if (!too_long && line.size() + size > limit) too_long = true;
    if (!too_long) line.append(ready.substr(0, size));
    s.ready_begin += std::min(size + 1, ready.size());
    if (newline != std::string_view::npos) return too_long ? LineEnd::too_long : LineEnd::complete;
    const auto more = s.fill();
    if (!more) return std::unexpected(more.error());
    if (!*more && s.ready_begin == s.ready.size()) {
      if (!any) return LineEnd::end_of_input;
      return too_long ? LineEnd::too_long : LineEnd::complete;
    }
  }
}

Result<std::string> ByteStream::read_all(std::size_t limit) {
  State& s = *state_;
  while (s.ready.size() - s.ready_begin <= limit) {
    const auto more = s.fill();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  std::string all = s.ready.substr(s.ready_begin, limit + 1);
  s.ready_begin += all.size();
  return all;
}

Result<std::string_view> ByteStream::peek(std::size_t size) {
  State& s = *state_;
  while (s.ready.size() - s.ready_begin < size) {
    const auto more = s.fill();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
  }
  return std::string_view(s.ready).substr(s.ready_begin, size);
}

std::uint64_t ByteStream::bytes_taken() const { return state_->taken; }

}  // namespace nutgraf::report
