#pragma once

#include <vector>

#include "who/lexicon.h"

namespace nutgraf::who {

// How a sentence is written: capitals tell names apart only in `mixed`.
enum class Letters : std::uint8_t { mixed, headline, upper, lower };

std::vector<Letters> letters_of(const Reading& reading);

// A phrase of the tables found in the text. `form` is an index into the lexicon's forms.
struct Match {
  TokenRange tokens;
  std::uint32_t form = 0;
};

// What was found, by what it is read as; each list in text order, longest matches only. A phrase that stands in
// several tables is in several lists; one that several rows of a table share (two countries' National Guards) is
// there once a row.
struct Matches {
  std::vector<Match> names;  // bodies, organisations, armed groups, parties, leaders
  std::vector<Match> agents;
  std::vector<Match> titles;
  std::vector<Match> places;  // countries, their people and adjectives, capitals, regions
};

Matches find_matches(const Reading& reading, const std::vector<Letters>& letters, const Lexicon& lexicon);

}  // namespace nutgraf::who
