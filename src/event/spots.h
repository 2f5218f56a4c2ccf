#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"

namespace nutgraf::event {

// A place told by a common noun: "a market", "the lobby of the hotel".
struct Spot {
  std::int32_t head = no_token;
  TokenRange tokens;
  Span span;
};

// The spot that a noun tells: its words with what stands before it, and a name or noun that "of" adds.
Spot spot_at(const Reading& reading, std::int32_t noun);

// Finds spots by the nouns of lexicon/event/spots.tsv.
class Spots {
 public:
  static Result<Spots> load(const TableSource& tables);

  // The spots that a preposition of place makes the scene of something, in text order: "at a market", "outside the
  // courthouse". Nouns that are subjects or objects are none.
  std::vector<Spot> find(const Reading& reading) const;

  // Whether the noun is one for a building, ground or way.
  bool is_spot(const Reading& reading, std::int32_t noun) const;

 private:
  std::unordered_set<std::string> nouns_;
};

}  // namespace nutgraf::event
