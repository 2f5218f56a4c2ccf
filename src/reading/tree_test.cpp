#include "reading/tree.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nutgraf::reading {
namespace {

bool is_tree(const std::vector<std::size_t>& heads) {
  std::size_t roots = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    roots += heads[i] == 0;
    std::size_t at = i + 1, steps = 0;
    while (at != 0 && steps++ <= heads.size()) at = heads[at - 1];
    if (at != 0) return false;
  }
  return roots == 1;
}

double score_of(const std::vector<float>& scores, const std::vector<std::size_t>& heads) {
  double sum = 0;
  for (std::size_t i = 0; i < heads.size(); ++i) sum += scores[i * (heads.size() + 1) + heads[i]];
  return sum;
}

// The best tree by trying all.
double best_of_all(const std::vector<float>& scores, std::size_t words) {
  double best = -1e30;
  std::vector<std::size_t> heads(words, 0);
  const auto total = static_cast<std::size_t>(std::pow(words + 1, words));
  for (std::size_t code = 0; code < total; ++code) {
    std::size_t rest = code;
    bool is_loop = false;
    for (std::size_t i = 0; i < words; ++i) {
      heads[i] = rest % (words + 1);
      rest /= words + 1;
      is_loop = is_loop || heads[i] == i + 1;
    }
    if (!is_loop && is_tree(heads)) best = std::max(best, score_of(scores, heads));
  }
  return best;
}

TEST(Tree, is_the_best_one_with_a_single_root) {
  std::uint32_t state = 12345;
  for (int round = 0; round < 300; ++round) {
    const std::size_t words = 1 + static_cast<std::size_t>(round) % 5;
    std::vector<float> scores(words * (words + 1));
    for (float& score : scores) {
      state = state * 1664525u + 1013904223u;
      score = static_cast<float>(state >> 8) / 1e6f - 8.0f;
    }
    const auto heads = decode_heads({scores.data(), words, words + 1});
    ASSERT_TRUE(is_tree(heads)) << "round " << round;
    ASSERT_NEAR(score_of(scores, heads), best_of_all(scores, words), 1e-3) << "round " << round;
  }
}

TEST(Tree, equal_scores_make_a_tree_too) {
  const std::vector<float> scores(40 * 41, 0.0f);
  EXPECT_TRUE(is_tree(decode_heads({scores.data(), 40, 41})));
}

// Each word of a pair likes the other best, and each pair the next: as many contractions as there can be.
TEST(Tree, of_many_nested_cycles_is_found_too) {
  const std::size_t words = 512;
  std::vector<float> scores(words * (words + 1));
  for (std::size_t i = 0; i < words; ++i)
    for (std::size_t h = 0; h <= words; ++h)
      scores[i * (words + 1) + h] = h == 0 ? -50.0f : -static_cast<float>(i ^ (h - 1));
  const auto heads = decode_heads({scores.data(), words, words + 1});
  EXPECT_TRUE(is_tree(heads));
  EXPECT_NEAR(score_of(scores, heads), -50.0 - (256 * 1 + 128 * 2 + 64 * 4 + 32 * 8 + 16 * 16 + 8 * 32 + 4 * 64 + 2 * 128 + 256), 1e-3);
}

}  // namespace
}  // namespace nutgraf::reading
