#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "reading/reading.h"
#include "when/lexicon.h"

namespace nutgraf::when {

// A run of letters, a run of digits or a single mark. Words are cut finer than the reading's tokens, so that
// "mid-March", "12-year-old", "5:30pm" and "1914–18" read alike however they were cut.
struct Atom {
  enum class Kind : std::uint8_t { word, digits, mark };
  Kind kind = Kind::mark;
  std::string_view text;  // lower case; a piece of Token::lower
  Span span;
  std::int32_t token = 0;
  std::int32_t sentence = 0;
  char mark =
      0;  // curly quotes are ', hyphens and en dashes -, em dashes ~, one half h, other characters beyond ASCII ?
  bool is_joined = false;          // no blank before it
  int number = -1;                 // digits, up to nine of them
  const Starts* starts = nullptr;  // the lexicon's phrases that start here
};

// The atoms of the whole reading, with the lexicon's phrases looked up. Views point into `reading`.
std::vector<Atom> cut_atoms(const Reading& reading, const Lexicon& lexicon);

// The texts of the atoms of a phrase, for the lexicon: "new year's" -> new, year, ', s.
std::vector<std::string> split_phrase(std::string_view phrase);

}  // namespace nutgraf::when
