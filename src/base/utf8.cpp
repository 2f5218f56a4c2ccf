// UTF-8 and letters, over utf8proc; ASCII takes a short way.

#include "base/utf8.h"

#include <utf8proc.h>

namespace nutgraf {

Character read_character(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1};
  utf8proc_int32_t code_point = 0;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                      static_cast<utf8proc_ssize_t>(text.size() - at), &code_point);
  if (bytes < 1) return {0xFFFD, 1};
  return {static_cast<char32_t>(code_point), static_cast<std::uint32_t>(bytes)};
}

void append_character(std::string& text, char32_t code_point) {
  if (code_point < 0x80) {
    text.push_back(static_cast<char>(code_point));
    return;
  }
  utf8proc_uint8_t bytes[4];
  const auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

std::string lower_case(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    if (c.code_point < 0x80)
      lower.push_back(c.code_point >= 'A' && c.code_point <= 'Z' ? static_cast<char>(c.code_point + 32)
                                                                  : static_cast<char>(c.code_point));
    else
      append_character(lower, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c.code_point))));
    at += c.bytes;
  }
  return lower;
}

namespace {

void append_folded(std::string& folded, char32_t c) {
  switch (c) {
    case U'ı': folded.push_back('i'); return;
    case U'‘': case U'’': case U'ʼ': case U'`': case U'´': folded.push_back('\''); return;
    case U'“': case U'”': folded.push_back('"'); return;
    case U'‐': case U'‑': case U'‒': case U'–': case U'—': folded.push_back('-'); return;
    case U'ß': folded.append("ss"); return;
    case U'ø': case U'Ø': folded.push_back('o'); return;
    case U'ł': case U'Ł': folded.push_back('l'); return;
    case U'đ': case U'Đ': folded.push_back('d'); return;
    case U'æ': case U'Æ': folded.append("ae"); return;
    default: break;
  }
  utf8proc_int32_t parts[16];
  int last_class = UTF8PROC_BOUNDCLASS_START;
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 16, UTF8PROC_DECOMPOSE, &last_class);
  for (utf8proc_ssize_t i = 0; i < count && i < 16; ++i)
    if (utf8proc_category(parts[i]) != UTF8PROC_CATEGORY_MN)
      append_character(folded, static_cast<char32_t>(utf8proc_tolower(parts[i])));
}

utf8proc_category_t category(char32_t c) { return utf8proc_category(static_cast<utf8proc_int32_t>(c)); }

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    if (c.code_point < 0x80 && c.code_point != '`')
      folded.push_back(c.code_point >= 'A' && c.code_point <= 'Z' ? static_cast<char>(c.code_point + 32)
                                                                   : static_cast<char>(c.code_point));
    else
      append_folded(folded, c.code_point);
    at += c.bytes;
  }
  return folded;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return category(c) == UTF8PROC_CATEGORY_LU || category(c) == UTF8PROC_CATEGORY_LT;
}
bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return category(c) == UTF8PROC_CATEGORY_LL;
}
bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto k = category(c);
  return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}
bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return category(c) == UTF8PROC_CATEGORY_ND;
}
bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  const auto k = category(c);
  return k == UTF8PROC_CATEGORY_ZS || k == UTF8PROC_CATEGORY_ZL || k == UTF8PROC_CATEGORY_ZP;
}
bool is_punctuation(char32_t c) {
  if (c < 0x80) return c > ' ' && c < 0x7F && !is_letter(c) && !is_digit(c);
  const auto k = category(c);
  return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}

bool is_all_upper(std::string_view text) {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    if (is_lower(c.code_point)) return false;
    any = any || is_upper(c.code_point);
    at += c.bytes;
  }
  return any;
}

bool is_all_lower(std::string_view text) {
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    if (is_upper(c.code_point)) return false;
    any = any || is_lower(c.code_point);
    at += c.bytes;
  }
  return any;
}

bool is_capitalised(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    if (is_letter(c.code_point)) return is_upper(c.code_point);
    at += c.bytes;
  }
  return false;
}

}  // namespace nutgraf
