#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/table.h"
#include "base/word_map.h"

namespace nutgraf::where {

// What a word beside a place name tells about it.
enum class Cue : std::uint8_t {
  in, from, admin1, admin2, town, water, land, site, organisation, title, says, direction, government, person_origin,
  qualifies, month
};
constexpr std::size_t cue_count = 16;

// Place names that are more often something else.
enum class Trap : std::uint8_t { person, common };

// The words of lexicon/where/cues.tsv and traps.tsv.
class Cues {
 public:
  static Result<Cues> load(const TableSource& tables);

  bool is(std::string_view lower_word, Cue cue) const { return cues_of(lower_word) >> static_cast<unsigned>(cue) & 1; }
  bool is(std::string_view lower_word, Trap trap) const { return traps_of(lower_word) >> static_cast<unsigned>(trap) & 1; }
  // All cues, or traps, that a word is: a bit each.
  std::uint32_t cues_of(std::string_view lower_word) const;
  std::uint32_t traps_of(std::string_view lower_word) const;

  using Words = WordMap<std::uint32_t>;

 private:
  Words words_, traps_;
};

}  // namespace nutgraf::where
