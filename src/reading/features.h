#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf::reading {

// The number of case ids: nine classes of words in each of four modes of sentences.
constexpr std::size_t case_ids_known = 36;

// The normal form that models see: plain quotes and dashes, no accents, lower case.
std::string normalise(std::string_view word);

// For each word of a sentence, how it is written ("title", "upper", ...) and how the sentence as a whole is (as usual,
// all lower, all upper case, a headline), as one number.
std::vector<std::uint8_t> case_ids(const std::vector<std::string_view>& words);

// Lower case, code point by code point.
std::u32string decode(std::string_view text);

// The features as canonical JSON that this program computes for the models `fast` and `accurate`.
std::string_view fast_features();
std::string_view accurate_features();

// The rows of the three hashed tables for a word.
struct HashedRows {
  std::uint32_t word[2];
  std::uint32_t piece[7];
  std::vector<std::uint32_t> gram;
};
struct HashSizes {
  std::uint32_t word = 0, piece = 0, gram = 0;
};
// `rows` is filled in anew; giving the same one again saves memory traffic.
void hash_rows(std::string_view word, const HashSizes& sizes, HashedRows& rows);

}  // namespace nutgraf::reading
