#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "base/table.h"

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

  bool is(std::string_view lower_word, Cue cue) const;
  bool is(std::string_view lower_word, Trap trap) const;

 private:
  std::unordered_map<std::string, std::uint32_t> words_;  // a bit a cue
  std::unordered_map<std::string, std::uint32_t> traps_;
};

}  // namespace nutgraf::where
