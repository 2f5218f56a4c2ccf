#pragma once

#include <optional>
#include <string>
#include <vector>

#include "how_many/lexicon.h"

namespace nutgraf::how_many {

enum class AmountForm { number, share, vague, single, zero };

// The words that tell how many, before it is known of what: "1.2 million", "20 to 30", "several hundred", "two thirds", "a"
// (before a person), "no" (before casualties).
struct Amount {
  TokenRange tokens;
  AmountForm form = AmountForm::number;
  std::int32_t number = -1;  // index into Reading::numbers
  std::optional<double> value, low, high;
  Bound bound = Bound::exact;
  bool is_digits = false;
  std::string because;
};

// Every amount of the reading in text order, not overlapping, without what only looks like one (see not_counts.h).
std::vector<Amount> find_amounts(const Report& report, const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::how_many
