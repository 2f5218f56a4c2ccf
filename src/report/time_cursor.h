#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/utf8.h"

namespace nutgraf::report {

inline bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A place in a text that moves forward over blanks, words, numbers and marks.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  // Blanks, among them the no-break space; never a line end, and four at most.
  void skip_blanks() {
    for (int count = 0; count < 4; ++count) {
      if (peek() == ' ' || peek() == '\t')
        ++at_;
      else if (text_.substr(at_, 2) == "\xC2\xA0")
        at_ += 2;
      else
        return;
    }
  }

  // The mark, perhaps after blanks; blanks after it are taken too.
  bool take(std::string_view mark) {
    Cursor ahead = *this;
    ahead.skip_blanks();
    if (text_.substr(ahead.at_, mark.size()) != mark) return false;
    at_ = ahead.at_ + mark.size();
    skip_blanks();
    return true;
  }

  struct Number {
    int value = 0;
    std::size_t digits = 0;
  };
  std::optional<Number> take_number(std::size_t most_digits) {
    std::size_t digits = 0;
    while (is_ascii_digit(peek(digits))) ++digits;
    if (digits == 0 || digits > most_digits) return std::nullopt;
    Number number{0, digits};
    std::from_chars(text_.data() + at_, text_.data() + at_ + digits, number.value);
    at_ += digits;
    return number;
  }

  std::string_view take_word() {
    std::size_t size = 0;
    while (is_ascii_letter(peek(size))) ++size;
    at_ += size;
    return text_.substr(at_ - size, size);
  }

  bool take_word(std::string_view lower) {
    Cursor ahead = *this;
    ahead.skip_blanks();
    if (lower_case(ahead.take_word()) != lower) return false;
    *this = ahead;
    return true;
  }

  std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }

 private:
  std::string_view text_;
  std::size_t at_;
};

}  // namespace nutgraf::report
