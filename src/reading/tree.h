#pragma once

#include <cstddef>
#include <vector>

namespace nutgraf::reading {

// Scores of a sentence of `words` words: row i holds, for word i, the score of the root and then of each word as its
// head (words + 1 numbers a row, `stride` apart).
struct ArcScores {
  const float* scores = nullptr;
  std::size_t words = 0, stride = 0;
  float at(std::size_t word, std::size_t head) const { return scores[word * stride + head]; }
};

// The best heads (0 is the root, j + 1 is word j) that make a tree with one child of the root: the best head of each
// word where that is a tree, else the maximum spanning tree.
std::vector<std::size_t> decode_heads(const ArcScores& arcs);

}  // namespace nutgraf::reading
