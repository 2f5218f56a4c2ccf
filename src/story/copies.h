#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace nutgraf::story {

// MinHash sketch of a text's runs of five words (Broder 1997): 48 values, each the least of one hash over all runs. Empty when
// the text has fewer than five words.
std::vector<std::uint32_t> sketch_shingles(std::string_view text);

// Estimated share of runs that both texts hold (Jaccard), 0..1; 0 when a sketch is empty.
double share_of_sketches(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

}  // namespace nutgraf::story
