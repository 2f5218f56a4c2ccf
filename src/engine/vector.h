#pragma once

#include <cstddef>
#include <cstdint>

// Arithmetic on rows of numbers. Each function is compiled for several instruction sets and picks the best one that the
// processor has when the program starts.
namespace nutgraf::engine {

// What happens to a linear layer's result: kept, cut at 0, passed through the Gaussian error linear unit, or added to
// what stands in the destination.
enum class After { keep, relu, gelu, add };

float largest_magnitude(const float* x, std::size_t size);

// out[i] = round(x[i] * scale) + zero.
void quantise(const float* x, std::size_t size, float scale, int zero, std::uint8_t* out);

// The numbers that turn the integer sums of one row into values: (sum - correction) * row_scale * scale + bias.
struct ColumnNumbers {
  const std::int32_t* correction;
  const float* scale;
  const float* bias;
};
void dequantise(const std::int32_t* sums, std::size_t size, float row_scale, const ColumnNumbers& columns, After after,
                float* out);

// What `after` says, for values that are floats already.
void finish(const float* values, std::size_t size, After after, float* out);

// out = (x - mean) / sqrt(variance + epsilon) * gamma + beta; `out` may be `x`.
void layer_norm(const float* x, std::size_t size, const float* gamma, const float* beta, float epsilon, float* out);

// x[i] += max(pieces[i], pieces[size + i]).
void add_maxout(const float* pieces, std::size_t size, float* x);

// sum[i] += scale * row[i].
void add_row(const std::int8_t* row, std::size_t size, float scale, float* sum);
void add_floats(const float* row, std::size_t size, float* sum);

// relu(a + b + c), each of `size` numbers.
void relu_of_sum(const float* a, const float* b, const float* c, std::size_t size, float* out);

// The index of the largest number; the first of equals. `size` must not be 0.
std::size_t index_of_largest(const float* x, std::size_t size);

// For one row: out[j] = scale * dot(row, columns[., j]) for j < count, where `columns` holds `depth` rows of `stride`
// numbers each. `count` is rounded up to a multiple of 16 by the caller's buffers.
void multiply_row(const float* row, const float* columns, std::size_t depth, std::size_t stride, std::size_t count,
                  float scale, float* out);

// Softmax over `size` scores in place; returns nothing. Buffers hold a multiple of 16 numbers; those past `size` become
// 0.
void softmax(float* scores, std::size_t size);

// out[d] = sum over s of weights[s] * values[s * stride + d], for d < depth.
void weigh_rows(const float* weights, const float* values, std::size_t rows, std::size_t stride, std::size_t depth,
                float* out);

}  // namespace nutgraf::engine
