// Row arithmetic, written as plain loops that the compiler turns into vector code for each instruction set.

#include "engine/vector.h"

#include <algorithm>
#include <bit>
#include <cmath>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define NUTGRAF_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NUTGRAF_FOR_EACH_PROCESSOR
#endif

namespace nutgraf::engine {

namespace {

// e^x to about 2e-7, without branches: 2^(whole + part) with a polynomial for the part.
[[gnu::always_inline]] inline float exponential(float x) {
  x = std::min(std::max(x, -87.0f), 88.0f);
  const float power = x * 1.44269504f;
  const float whole = std::rint(power);
  const float part = (x - whole * 0.693145752f) - whole * 1.42860677e-6f;
  float value = 1.98412698e-4f;
  value = value * part + 1.38888889e-3f;
  value = value * part + 8.33333333e-3f;
  value = value * part + 4.16666667e-2f;
  value = value * part + 1.66666667e-1f;
  value = value * part + 0.5f;
  value = value * part + 1.0f;
  value = value * part + 1.0f;
  const auto exponent = static_cast<std::int32_t>(whole) << 23;
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(value) + exponent);
}

// x / 2 * (1 + erf(x / sqrt 2)), by Abramowitz and Stegun 7.1.26 (error below 2e-7 of erf).
[[gnu::always_inline]] inline float gelu(float x) {
  const float z = std::fabs(x) * 0.70710678f;
  const float t = 1.0f / (1.0f + 0.3275911f * z);
  const float series =
      t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
  const float tail = series * exponential(-z * z);  // 1 - erf(z)
  return x * (x >= 0 ? 1.0f - 0.5f * tail : 0.5f * tail);
}

}  // namespace

NUTGRAF_FOR_EACH_PROCESSOR
float largest_magnitude(const float* x, std::size_t size) {
  float largest = 0;
  for (std::size_t i = 0; i < size; ++i) largest = std::max(largest, std::fabs(x[i]));
  return largest;
}

NUTGRAF_FOR_EACH_PROCESSOR
void quantise(const float* __restrict x, std::size_t size, float scale, int zero, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<std::uint8_t>(static_cast<int>(std::rint(x[i] * scale)) + zero);
}

NUTGRAF_FOR_EACH_PROCESSOR
void dequantise(const std::int32_t* __restrict sums, std::size_t size, float row_scale, const ColumnNumbers& columns,
                After after, float* __restrict out) {
  const std::int32_t* __restrict correction = columns.correction;
  const float* __restrict scale = columns.scale;
  const float* __restrict bias = columns.bias;
  const auto value = [&](std::size_t i) {
    return static_cast<float>(sums[i] - correction[i]) * (row_scale * scale[i]) + bias[i];
  };
  switch (after) {
    case After::keep:
      for (std::size_t i = 0; i < size; ++i) out[i] = value(i);
      return;
    case After::relu:
      for (std::size_t i = 0; i < size; ++i) out[i] = std::max(value(i), 0.0f);
      return;
    case After::gelu:
      for (std::size_t i = 0; i < size; ++i) out[i] = gelu(value(i));
      return;
    case After::add:
      for (std::size_t i = 0; i < size; ++i) out[i] += value(i);
      return;
  }
}

void finish(const float* values, std::size_t size, After after, float* out) {
  for (std::size_t i = 0; i < size; ++i) {
    switch (after) {
      case After::keep:
        out[i] = values[i];
        break;
      case After::relu:
        out[i] = std::max(values[i], 0.0f);
        break;
      case After::gelu:
        out[i] = gelu(values[i]);
        break;
      case After::add:
        out[i] += values[i];
        break;
    }
  }
}

NUTGRAF_FOR_EACH_PROCESSOR
void layer_norm(const float* x, std::size_t size, const float* __restrict gamma, const float* __restrict beta,
                float epsilon, float* out) {
  float sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += x[i];
  const float mean = sum / static_cast<float>(size);
  float squares = 0;
  for (std::size_t i = 0; i < size; ++i) squares += (x[i] - mean) * (x[i] - mean);
  const float scale = 1.0f / std::sqrt(squares / static_cast<float>(size) + epsilon);
  for (std::size_t i = 0; i < size; ++i) out[i] = (x[i] - mean) * scale * gamma[i] + beta[i];
}

NUTGRAF_FOR_EACH_PROCESSOR
void add_maxout(const float* __restrict pieces, std::size_t size, float* __restrict x) {
  for (std::size_t i = 0; i < size; ++i) x[i] += std::max(pieces[i], pieces[size + i]);
}

NUTGRAF_FOR_EACH_PROCESSOR
void add_row(const std::int8_t* __restrict row, std::size_t size, float scale, float* __restrict sum) {
  for (std::size_t i = 0; i < size; ++i) sum[i] += scale * static_cast<float>(row[i]);
}

NUTGRAF_FOR_EACH_PROCESSOR
void add_floats(const float* __restrict row, std::size_t size, float* __restrict sum) {
  for (std::size_t i = 0; i < size; ++i) sum[i] += row[i];
}

NUTGRAF_FOR_EACH_PROCESSOR
void relu_of_sum(const float* __restrict a, const float* __restrict b, const float* __restrict c, std::size_t size,
                 float* __restrict out) {
  for (std::size_t i = 0; i < size; ++i) out[i] = std::max(a[i] + b[i] + c[i], 0.0f);
}

NUTGRAF_FOR_EACH_PROCESSOR
std::size_t index_of_largest(const float* x, std::size_t size) {
  float largest = x[0];
  for (std::size_t i = 1; i < size; ++i) largest = std::max(largest, x[i]);
  for (std::size_t i = 0; i < size; ++i)
    if (x[i] == largest) return i;
  return 0;
}

NUTGRAF_FOR_EACH_PROCESSOR
void multiply_row(const float* __restrict row, const float* __restrict columns, std::size_t depth, std::size_t stride,
                  std::size_t count, float scale, float* __restrict out) {
  for (std::size_t first = 0; first < count; first += 16) {
    float sums[16] = {};
    for (std::size_t d = 0; d < depth; ++d) {
      const float factor = row[d];
      const float* column = columns + d * stride + first;
      for (std::size_t j = 0; j < 16; ++j) sums[j] += factor * column[j];
    }
    for (std::size_t j = 0; j < 16; ++j) out[first + j] = scale * sums[j];
  }
}

NUTGRAF_FOR_EACH_PROCESSOR
void softmax(float* scores, std::size_t size) {
  const std::size_t padded = (size + 15) / 16 * 16;
  for (std::size_t i = size; i < padded; ++i) scores[i] = -1e30f;
  float largest = scores[0];
  for (std::size_t i = 0; i < padded; ++i) largest = std::max(largest, scores[i]);
  float sum = 0;
  for (std::size_t i = 0; i < padded; ++i) {
    scores[i] = exponential(scores[i] - largest);
    sum += scores[i];
  }
  sum -= static_cast<float>(padded - size) * exponential(-87.0f);
  const float scale = 1.0f / sum;
  for (std::size_t i = 0; i < padded; ++i) scores[i] *= scale;
  for (std::size_t i = size; i < padded; ++i) scores[i] = 0;
}

NUTGRAF_FOR_EACH_PROCESSOR
void weigh_rows(const float* __restrict weights, const float* __restrict values, std::size_t rows, std::size_t stride,
                std::size_t depth, float* __restrict out) {
  for (std::size_t first = 0; first < depth; first += 32) {
    float sums[32] = {};
    const std::size_t width = std::min<std::size_t>(32, depth - first);
    if (width == 32) {
      for (std::size_t s = 0; s < rows; ++s)
        for (std::size_t d = 0; d < 32; ++d) sums[d] += weights[s] * values[s * stride + first + d];
    } else {
      for (std::size_t s = 0; s < rows; ++s)
        for (std::size_t d = 0; d < width; ++d) sums[d] += weights[s] * values[s * stride + first + d];
    }
    for (std::size_t d = 0; d < width; ++d) out[first + d] = sums[d];
  }
}

}  // namespace nutgraf::engine
