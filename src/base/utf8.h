#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nutgraf {

// One character of a text: its code point and how many bytes it takes. Bytes that are no UTF-8 come
// back one at a time as U+FFFD.
struct Character {
  char32_t code_point = 0;
  std::uint32_t bytes = 0;
};

// The character at `text[at]`; `at` must be less than the size.
Character read_character(std::string_view text, std::size_t at);

// Appends the UTF-8 form of a code point.
void append_character(std::string& text, char32_t code_point);

// Lower case by Unicode's simple mapping.
std::string lower_case(std::string_view text);

// For comparing names: lower case, marks stripped (NFD without Mn), dotless i as i, curly quotes and
// dashes as their ASCII forms. "Şanlıurfa" -> "sanliurfa".
std::string fold(std::string_view text);

bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);
bool is_punctuation(char32_t c);

// True when the text has letters and none of them is lower case ("NATO"), or none is upper case ("police").
bool is_all_upper(std::string_view text);
bool is_all_lower(std::string_view text);
// True when the first letter is upper case.
bool is_capitalised(std::string_view text);

}  // namespace nutgraf
