#pragma once

#include <cstddef>
#include <vector>

namespace nutgraf::engine {

// Self-attention over one sentence. `qkv` has a row of 3 * heads * head_width numbers for each position: queries, keys,
// values, each head after head. With `distance` (heads rows of 2 * reach + 1 numbers) the score from t to s gets
// distance[head][clip(s - t) + reach]. head_width is a multiple of 16. Writes a row of heads * head_width numbers for
// each of the positions `asked`.
struct AttentionShape {
  std::size_t heads = 0, head_width = 0;
  const float* distance = nullptr;
  std::size_t reach = 0;
};
void attend(const float* qkv, std::size_t positions, const AttentionShape& shape, const std::vector<std::size_t>& asked,
            float* out);
// The same for all positions.
void attend(const float* qkv, std::size_t positions, const AttentionShape& shape, float* out);

}  // namespace nutgraf::engine
