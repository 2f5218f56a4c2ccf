#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace nutgraf::report {

// A text in UTF-8, and how it came to be.
struct Decoded {
  std::string text;
  std::string encoding;               // "UTF-8", "UTF-16LE", "windows-1252" or the declared name
  std::uint64_t replaced_bytes = 0;   // bytes that stood for no character; each run became U+FFFD
};

// Turns bytes into UTF-8: by the byte order mark, else the declared charset (empty: none declared), else as UTF-8 when that
// fits, else as UTF-16 without mark, else as Windows-1252, which takes in Latin-1. Valid UTF-8 comes back byte for byte, but for its
// mark. Errors: bytes that are no text (a picture, an archive, NUL bytes); the message starts with what it is.
Result<Decoded> decode(std::string bytes, std::string_view declared_charset);

// Replaces what is no UTF-8 by U+FFFD; the number of bytes that were replaced.
std::uint64_t repair_utf8(std::string& text);

bool is_valid_utf8(std::string_view text);

}  // namespace nutgraf::report
