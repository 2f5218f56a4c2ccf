// Attention in f32, head by head: keys are turned on their side once, so that one query meets sixteen of them at a
// time.

#include "engine/attention.h"

#include <algorithm>
#include <cmath>

#include "engine/scratch.h"
#include "engine/vector.h"

namespace nutgraf::engine {

namespace {

constexpr std::size_t rows_at_once = 16;

class Attention {
 public:
  Attention(const float* qkv, std::size_t positions, const AttentionShape& shape)
      : qkv_(qkv),
        positions_(positions),
        padded_((positions + 15) / 16 * 16),
        stride_(padded_ + 16),
        shape_(shape),
        width_(shape.heads * shape.head_width) {}

  template <typename At>
  void run(std::size_t count, At position_of, float* out) {
    static thread_local Scratch<float> kept_keys, kept_values, kept_queries, kept_scores;
    float* const keys = kept_keys.at_least(shape_.head_width * stride_);
    float* const values = kept_values.at_least(shape_.head_width * positions_);
    float* const scores = kept_scores.at_least(rows_at_once * stride_);
    float* const queries = kept_queries.at_least(rows_at_once * shape_.head_width);
    for (std::size_t head = 0; head < shape_.heads; ++head) {
      turn_keys(head, keys);
      for (std::size_t s = 0; s < positions_; ++s)
        std::copy_n(part(s, 2, head), shape_.head_width, values + s * shape_.head_width);
      for (std::size_t first = 0; first < count; first += rows_at_once) {
        const std::size_t rows = std::min(rows_at_once, count - first);
        for (std::size_t r = 0; r < rows; ++r)
          std::copy_n(part(position_of(first + r), 0, head), shape_.head_width, &queries[r * shape_.head_width]);
        multiply({queries, shape_.head_width}, rows, {keys, stride_}, shape_.head_width, padded_,
                 1.0f / std::sqrt(static_cast<float>(shape_.head_width)), {scores, stride_});
        for (std::size_t r = 0; r < rows; ++r) {
          if (shape_.distance)
            add_distances(position_of(first + r), shape_.distance + head * (2 * shape_.reach + 1),
                          &scores[r * stride_]);
          softmax(&scores[r * stride_], positions_);
        }
        multiply({scores, stride_}, rows, {values, shape_.head_width}, positions_, shape_.head_width, 1.0f,
                 {out + first * width_ + head * shape_.head_width, width_});
      }
    }
  }

 private:
  const float* part(std::size_t position, std::size_t which, std::size_t head) const {
    return qkv_ + position * 3 * width_ + which * width_ + head * shape_.head_width;
  }

  void turn_keys(std::size_t head, float* keys) const {
    for (std::size_t s = 0; s < positions_; ++s) {
      const float* const key = part(s, 1, head);
      for (std::size_t d = 0; d < shape_.head_width; ++d) keys[d * stride_ + s] = key[d];
    }
    for (std::size_t d = 0; d < shape_.head_width; ++d)
      std::fill(keys + d * stride_ + positions_, keys + d * stride_ + padded_, 0.0f);
  }

  // distance[clip(s - t, -reach, reach) + reach] for every s: a flat run, the table, a flat run.
  void add_distances(std::size_t t, const float* distance, float* scores) const {
    const std::size_t near_first = t > shape_.reach ? t - shape_.reach : 0;
    const std::size_t near_last = std::min(positions_, t + shape_.reach + 1);
    for (std::size_t s = 0; s < near_first; ++s) scores[s] += distance[0];
    add_floats(distance + (near_first + shape_.reach - t), near_last - near_first, scores + near_first);
    for (std::size_t s = near_last; s < positions_; ++s) scores[s] += distance[2 * shape_.reach];
  }

  const float* qkv_;
  std::size_t positions_, padded_;
  std::size_t stride_;  // of keys and scores: no multiple of a power of two, so that rows do not fall upon one another in the cache
  const AttentionShape& shape_;
  std::size_t width_;
};

}  // namespace

void attend(const float* qkv, std::size_t positions, const AttentionShape& shape, const std::vector<std::size_t>& asked,
            float* out) {
  Attention(qkv, positions, shape)
      .run(
          asked.size(), [&](std::size_t i) { return asked[i]; }, out);
}

void attend(const float* qkv, std::size_t positions, const AttentionShape& shape, float* out) {
  Attention(qkv, positions, shape)
      .run(
          positions, [](std::size_t i) { return i; }, out);
}

}  // namespace nutgraf::engine
