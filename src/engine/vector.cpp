// Row arithmetic, written as plain loops that the compiler turns into vector code for each instruction set.

#include "engine/vector.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define NUTGRAF_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define NUTGRAF_FOR_EACH_PROCESSOR
#endif

namespace nutgraf::engine {

namespace {

// Sixteen numbers.
typedef float Lanes __attribute__((vector_size(64)));
typedef std::int32_t WholeLanes __attribute__((vector_size(64)));

[[gnu::always_inline]] inline void load(const float* from, Lanes& lanes) { std::memcpy(&lanes, from, sizeof lanes); }
[[gnu::always_inline]] inline void store(const Lanes& lanes, float* to) { std::memcpy(to, &lanes, sizeof lanes); }

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

// x / 2 * (1 + erf(x / sqrt 2)) to 5e-5: erf is a polynomial between -3 and 3, and flat outside. No division, no
// exponential.
[[gnu::always_inline]] inline float gelu(float x) {
  const float z = std::min(std::max(x * 0.70710678f, -3.0f), 3.0f);
  const float u = z * z;
  float value = 3.33121719e-8f;
  value = value * u - 1.64928986e-6f;
  value = value * u + 3.61799173e-5f;
  value = value * u - 4.67782658e-4f;
  value = value * u + 4.01357425e-3f;
  value = value * u - 2.4441682e-2f;
  value = value * u + 1.09993218e-1f;
  value = value * u - 3.74456132e-1f;
  value = value * u + 1.12803776f;
  return 0.5f * x * (1.0f + z * value);
}

// The sum and the largest of sixteen numbers, by halves.
[[gnu::always_inline]] inline float sum_of(const Lanes& numbers) {
  Lanes x = numbers;
  x += __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  x += __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
  x += __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
  x += __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
  return x[0];
}
[[gnu::always_inline]] inline void keep_larger(Lanes& x, const Lanes& y) { x = x > y ? x : y; }
[[gnu::always_inline]] inline float largest_of(const Lanes& numbers) {
  Lanes x = numbers;
  keep_larger(x, __builtin_shufflevector(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  keep_larger(x, __builtin_shufflevector(x, x, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  keep_larger(x, __builtin_shufflevector(x, x, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  keep_larger(x, __builtin_shufflevector(x, x, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
  return x[0];
}

// So many numbers in one register of the processor at hand.
template <std::size_t Count>
struct Register {
  typedef float Numbers __attribute__((vector_size(Count * sizeof(float))));
};

// The products of some rows from `r` on with `Across` registers of columns from `j` on. The sums stay in registers.
template <std::size_t Count, std::size_t Down, std::size_t Across>
[[gnu::always_inline]] inline void multiply_block(Rows<const float> rows, std::size_t r, Rows<const float> columns,
                                                  std::size_t j, std::size_t depth, float scale, Rows<float> out) {
  using Numbers = typename Register<Count>::Numbers;
  Numbers sums[Down][Across] = {};
  for (std::size_t k = 0; k < depth; ++k) {
    Numbers column[Across];
#pragma GCC unroll 4
    for (std::size_t a = 0; a < Across; ++a) std::memcpy(&column[a], columns[k] + j + Count * a, sizeof(Numbers));
#pragma GCC unroll 6
    for (std::size_t d = 0; d < Down; ++d)
#pragma GCC unroll 4
      for (std::size_t a = 0; a < Across; ++a) sums[d][a] += rows[r + d][k] * column[a];
  }
#pragma GCC unroll 6
  for (std::size_t d = 0; d < Down; ++d)
#pragma GCC unroll 4
    for (std::size_t a = 0; a < Across; ++a) {
      sums[d][a] *= scale;
      std::memcpy(out[r + d] + j + Count * a, &sums[d][a], sizeof(Numbers));
    }
}

// `Down` rows meet `Across` registers of columns at a time, then what is left of the rows one by one.
template <std::size_t Count, std::size_t Down, std::size_t Across>
[[gnu::always_inline]] inline void multiply_columns(Rows<const float> rows, std::size_t count, Rows<const float> columns,
                                                    std::size_t j, std::size_t depth, float scale, Rows<float> out) {
  std::size_t r = 0;
  for (; r + Down <= count; r += Down) multiply_block<Count, Down, Across>(rows, r, columns, j, depth, scale, out);
  for (; r < count; ++r) multiply_block<Count, 1, Across>(rows, r, columns, j, depth, scale, out);
}

}  // namespace

NUTGRAF_FOR_EACH_PROCESSOR
float largest_magnitude(const float* x, std::size_t size) {
  // Sixty-four at a time, so that no comparison waits for the one before.
  float most[64] = {};
  std::size_t i = 0;
  for (; i + 64 <= size; i += 64)
    for (std::size_t j = 0; j < 64; ++j) most[j] = std::max(most[j], std::fabs(x[i + j]));
  float largest = 0;
  for (const float one : most) largest = std::max(largest, one);
  for (; i < size; ++i) largest = std::max(largest, std::fabs(x[i]));
  return largest;
}

NUTGRAF_FOR_EACH_PROCESSOR
void quantise(const float* __restrict x, std::size_t size, float scale, int zero, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < size; ++i)
    out[i] = static_cast<std::uint8_t>(static_cast<int>(std::rint(x[i] * scale)) + zero);
}

NUTGRAF_FOR_EACH_PROCESSOR
void dequantise(const std::int32_t* __restrict sums, std::size_t rows, std::size_t size, const float* row_scales,
                const ColumnNumbers& columns, After after, float* __restrict out, std::size_t stride) {
  const std::int32_t* __restrict correction = columns.correction;
  const float* __restrict scale = columns.scale;
  const float* __restrict bias = columns.bias;
  for (std::size_t r = 0; r < rows; ++r, sums += size, out += stride) {
    const float row_scale = row_scales[r];
    const auto value = [&](std::size_t i) {
      return static_cast<float>(sums[i] - correction[i]) * (row_scale * scale[i]) + bias[i];
    };
    switch (after) {
      case After::keep:
        for (std::size_t i = 0; i < size; ++i) out[i] = value(i);
        break;
      case After::relu:
        for (std::size_t i = 0; i < size; ++i) out[i] = std::max(value(i), 0.0f);
        break;
      case After::gelu:
        for (std::size_t i = 0; i < size; ++i) out[i] = gelu(value(i));
        break;
      case After::add:
        for (std::size_t i = 0; i < size; ++i) out[i] += value(i);
        break;
    }
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
  std::size_t first = 0;
  for (; first + 16 <= size; first += 16) {
    int found = 0;
    for (std::size_t j = 0; j < 16; ++j) found |= x[first + j] == largest;
    if (found) break;
  }
  while (first + 1 < size && x[first] != largest) ++first;
  return first;
}

// Written out for each instruction set: how many numbers a register holds, and how many registers there are, decide the block.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
__attribute__((target("arch=x86-64-v4"))) void multiply(Rows<const float> rows, std::size_t count,
                                                         Rows<const float> columns, std::size_t depth,
                                                         std::size_t width, float scale, Rows<float> out) {
  std::size_t j = 0;
  for (; j + 32 <= width; j += 32) multiply_columns<16, 4, 2>(rows, count, columns, j, depth, scale, out);
  if (j < width) multiply_columns<16, 4, 1>(rows, count, columns, j, depth, scale, out);
}

__attribute__((target("arch=x86-64-v3"))) void multiply(Rows<const float> rows, std::size_t count,
                                                         Rows<const float> columns, std::size_t depth,
                                                         std::size_t width, float scale, Rows<float> out) {
  for (std::size_t j = 0; j < width; j += 16) multiply_columns<8, 4, 2>(rows, count, columns, j, depth, scale, out);
}

__attribute__((target("default")))
#endif
void multiply(Rows<const float> rows, std::size_t count, Rows<const float> columns, std::size_t depth,
              std::size_t width, float scale, Rows<float> out) {
  for (std::size_t j = 0; j < width; j += 16) multiply_columns<4, 2, 4>(rows, count, columns, j, depth, scale, out);
}

NUTGRAF_FOR_EACH_PROCESSOR
void softmax(float* scores, std::size_t size) {
  // Whole vectors from end to end: what lies past `size` is masked, not written one by one.
  const std::size_t end = (size - 1) / 16 * 16;  // of the whole vectors before the last
  const WholeLanes places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const WholeLanes is_inside = places < static_cast<std::int32_t>(size - end);
  Lanes one, most;
  load(scores + end, one);
  one = is_inside ? one : Lanes{} - 1e30f;
  store(one, scores + end);
  most = one;
  for (std::size_t i = 0; i < end; i += 16) {
    load(scores + i, one);
    keep_larger(most, one);
  }
  const float largest = largest_of(most);
  for (std::size_t i = 0; i < end + 16; ++i) scores[i] = exponential(scores[i] - largest);
  load(scores + end, one);
  one = is_inside ? one : Lanes{};
  store(one, scores + end);
  Lanes sums = one;
  for (std::size_t i = 0; i < end; i += 16) {
    load(scores + i, one);
    sums += one;
  }
  const float scale = 1.0f / sum_of(sums);
  for (std::size_t i = 0; i < end + 16; ++i) scores[i] *= scale;
}

}  // namespace nutgraf::engine
