// Finds out how a file's bytes spell its text. Declared names go through iconv; Windows-1252 is decoded here, because bytes
// that it leaves open are to be counted and not to fail.

#include "report/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "base/utf8.h"

namespace nutgraf::report {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// The length of the well-formed character at `at`, 0 for none. Overlong forms and surrogates are refused.
std::size_t valid_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

struct Census {
  std::uint64_t long_characters = 0;  // well-formed characters of two bytes or more
  std::uint64_t bad_bytes = 0;
};

Census take_census(std::string_view text) {
  Census census;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = valid_length(text, at);
    if (length > 1) ++census.long_characters;
    if (length == 0) ++census.bad_bytes;
    at += std::max<std::size_t>(length, 1);
  }
  return census;
}

Decoded decode_windows_1252(std::string_view bytes) {
  constexpr std::array<char32_t, 32> upper = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                              0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                              0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};
  Decoded decoded{.text = {}, .encoding = "windows-1252"};
  decoded.text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const char32_t code = byte >= 0x80 && byte <= 0x9F ? upper[byte - 0x80] : byte;
    if (code == 0 && byte != 0) {
      decoded.text += replacement;
      ++decoded.replaced_bytes;
    } else {
      append_character(decoded.text, code);
    }
  }
  return decoded;
}

enum class Endian { little, big };

Decoded decode_utf16(std::string_view bytes, Endian endian) {
  Decoded decoded{.text = {}, .encoding = endian == Endian::little ? "UTF-16LE" : "UTF-16BE"};
  const auto unit = [&](std::size_t at) -> char32_t {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return endian == Endian::little ? static_cast<char32_t>(a | b << 8) : static_cast<char32_t>(b | a << 8);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t code = unit(at);
    if (code >= 0xD800 && code <= 0xDBFF && at + 3 < bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) <= 0xDFFF) {
      code = 0x10000 + ((code - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (code >= 0xD800 && code <= 0xDFFF) {
      decoded.text += replacement;
      decoded.replaced_bytes += 2;
      continue;
    }
    append_character(decoded.text, code);
  }
  if (at < bytes.size()) {
    decoded.text += replacement;
    ++decoded.replaced_bytes;
  }
  return decoded;
}

// UTF-16 without a mark: every second byte of text in Latin letters is 0.
std::optional<Endian> guess_utf16(std::string_view bytes) {
  const std::size_t size = std::min<std::size_t>(bytes.size(), 4096) & ~std::size_t{1};
  if (size < 8) return std::nullopt;
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < size; i += 2) {
    even += bytes[i] == 0;
    odd += bytes[i + 1] == 0;
  }
  if (odd * 10 > size / 2 * 7 && even * 20 < size) return Endian::little;
  if (even * 10 > size / 2 * 7 && odd * 20 < size) return Endian::big;
  return std::nullopt;
}

// By iconv; nothing when it does not know the charset.
std::optional<Decoded> decode_declared(std::string_view bytes, const std::string& charset) {
  const iconv_t converter = iconv_open("UTF-8", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  Decoded decoded{.text = {}, .encoding = charset};
  std::string buffer(1 << 16, '\0');
  char* in = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  while (true) {
    char* out = buffer.data();
    std::size_t room = buffer.size();
    const std::size_t converted = iconv(converter, left > 0 ? &in : nullptr, &left, &out, &room);
    decoded.text.append(buffer.data(), buffer.size() - room);
    if (converted != static_cast<std::size_t>(-1)) {
      if (left == 0) break;
      continue;
    }
    if (errno == E2BIG) continue;
    if (left == 0) break;
    decoded.text += replacement;
    ++decoded.replaced_bytes;
    ++in;
    --left;
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
  }
  iconv_close(converter);
  return decoded;
}

// What the first bytes say that a file is, when that is no text.
std::string_view name_magic(std::string_view bytes) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> magics = {{{"%PDF", "a PDF file"},
                                                                                     {"PK\x03\x04", "a zip archive"},
                                                                                     {"\x7F" "ELF", "a program"},
                                                                                     {"\x89PNG", "a picture (PNG)"},
                                                                                     {"\xFF\xD8\xFF", "a picture (JPEG)"},
                                                                                     {"GIF8", "a picture (GIF)"},
                                                                                     {"\x28\xB5\x2F\xFD", "a zstd archive"},
                                                                                     {"BZh", "a bzip2 archive"},
                                                                                     {"\xFD" "7zXZ", "an xz archive"},
                                                                                     {"7z\xBC\xAF", "a 7z archive"},
                                                                                     {"\xD0\xCF\x11\xE0", "an old Office file"},
                                                                                     {"SQLite format 3", "an SQLite database"}}};
  for (const auto& [magic, name] : magics)
    if (bytes.starts_with(magic)) return name;
  return {};
}

Result<void> check_is_text(std::string_view bytes) {
  if (const std::string_view name = name_magic(bytes); !name.empty())
    return fail(fmt::format("{}, not a text; extract its text first", name));
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos)
    return fail(fmt::format("a NUL byte at byte {}: binary or damaged; save it as UTF-8 text", nul));
  const std::string_view head = bytes.substr(0, 4096);
  const auto controls = std::ranges::count_if(head, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B;
  });
  if (static_cast<std::size_t>(controls) * 10 > head.size()) return fail("binary, not a text; save it as UTF-8 text");
  return {};
}

// UTF-8 whose only fault is that its last character of three or four bytes lacks its end.
bool ends_cut_off(std::string_view bytes, const Census& census) {
  if (census.bad_bytes < 2 || census.bad_bytes > 3 || census.bad_bytes > bytes.size()) return false;
  const std::string_view tail = bytes.substr(bytes.size() - census.bad_bytes);
  return static_cast<unsigned char>(tail[0]) >= 0xE0 && (static_cast<unsigned char>(tail[1]) & 0xC0) == 0x80;
}

bool is_utf8_name(std::string_view charset) {
  const std::string lower = lower_case(charset);
  return lower == "utf-8" || lower == "utf8" || lower == "unicode-1-1-utf-8";
}

bool is_latin_name(std::string_view charset) {
  const std::string lower = lower_case(charset);
  return lower == "iso-8859-1" || lower == "iso8859-1" || lower == "latin1" || lower == "latin-1" || lower == "windows-1252" || lower == "cp1252" ||
         lower == "us-ascii" || lower == "ascii";
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const std::size_t length = valid_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::uint64_t repair_utf8(std::string& text) {
  std::string repaired;
  repaired.reserve(text.size() + 16);
  std::uint64_t bad_bytes = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = valid_length(text, at);
    if (length == 0) {
      // The bytes of one cut-off character become one U+FFFD.
      std::size_t end = at + 1;
      if (static_cast<unsigned char>(text[at]) >= 0xC2)
        while (end < text.size() && end < at + 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
      bad_bytes += end - at;
      repaired += replacement;
      at = end;
    } else {
      repaired.append(text, at, length);
      at += length;
    }
  }
  if (bad_bytes > 0) text = std::move(repaired);
  return bad_bytes;
}

Result<Decoded> decode(std::string bytes, std::string_view declared_charset) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.erase(0, 3);
    declared_charset = "UTF-8";
  } else if (bytes.starts_with("\xFF\xFE")) {
    return decode_utf16(std::string_view(bytes).substr(2), Endian::little);
  } else if (bytes.starts_with("\xFE\xFF")) {
    return decode_utf16(std::string_view(bytes).substr(2), Endian::big);
  }
  if (const auto endian = guess_utf16(bytes)) return decode_utf16(bytes, *endian);
  if (const auto checked = check_is_text(bytes); !checked) return std::unexpected(checked.error());

  const bool other_declared = !declared_charset.empty() && !is_utf8_name(declared_charset) && !is_latin_name(declared_charset);
  if (other_declared) {
    if (auto decoded = decode_declared(bytes, std::string(declared_charset))) return std::move(*decoded);
  }
  const Census census = take_census(bytes);
  if (census.bad_bytes == 0)  // whatever was declared: pages often declare Latin-1 and are UTF-8
    return Decoded{.text = std::move(bytes), .encoding = "UTF-8"};
  // Some bad bytes in what is else UTF-8: damage. No long character at all, or more bad ones than good: an old code page.
  if (census.long_characters > census.bad_bytes || ends_cut_off(bytes, census) || (is_utf8_name(declared_charset) && census.long_characters > 0)) {
    Decoded decoded{.text = std::move(bytes), .encoding = "UTF-8"};
    decoded.replaced_bytes = repair_utf8(decoded.text);
    return decoded;
  }
  return decode_windows_1252(bytes);
}

}  // namespace nutgraf::report
