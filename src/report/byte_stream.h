#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace nutgraf::report {

// How much is read of one input before it is taken for damage or malice.
struct InputLimits {
  std::size_t text_bytes = std::size_t{32} << 20;  // of one text, page or JSON line
  std::size_t json_bytes = std::size_t{512} << 20; // of one file that is a single JSON value
  std::uint64_t inflate_ratio = 400;               // inflated bytes for each packed one, once 64 MB are inflated
};

// The bytes of a file or of standard input, unpacked on the way when they are gzip's, whatever the file is called.
class ByteStream {
 public:
  // "-" is standard input. Errors: no such file, no permission, a folder.
  static Result<ByteStream> open(const std::string& path, const InputLimits& limits);
  ByteStream(ByteStream&&) noexcept;
  ByteStream& operator=(ByteStream&&) noexcept;
  ~ByteStream();

  enum class LineEnd { complete, too_long, end_of_input };
  // Appends the next line without its line end. `too_long`: the line has more than the limit's bytes; the rest of it was
  // skipped. `end_of_input` comes alone, with no line. Errors: a read error, damaged or cut-off gzip data, a gzip bomb.
  Result<LineEnd> read_line(std::string& line, std::size_t limit);

  // All that is left, up to limit + 1 bytes. Errors as read_line.
  Result<std::string> read_all(std::size_t limit);

  // The next bytes without taking them, at least `size` unless the input ends before.
  Result<std::string_view> peek(std::size_t size);

  std::uint64_t bytes_taken() const;  // of the file itself, packed where it is

 private:
  struct State;
  explicit ByteStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace nutgraf::report
