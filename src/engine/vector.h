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
// For `rows` rows of `size` sums each; rows of `out` stand `stride` apart.
void dequantise(const std::int32_t* sums, std::size_t rows, std::size_t size, const float* row_scales,
                const ColumnNumbers& columns, After after, float* out, std::size_t stride);

// What `after` says, for values that are floats already.
void finish(const float* values, std::size_t size, After after, float* out);

// out = (x - mean) / sqrt(variance + epsilon) * gamma + beta; `out` may be `x`.
void layer_norm(const float* x, std::size_t size, const float* gamma, const float* beta, float epsilon, float* out);

// x[i] += max(pieces[i], pieces[size + i]).
void add_maxout(const float* pieces, std::size_t size, float* x);

// sum[i] += scale * row[i].
void add_row(const std::int8_t* row, std::size_t size, float scale, float* sum);
// sum[i] += row[i].
void add_floats(const float* row, std::size_t size, float* sum);

// relu(a + b + c), each of `size` numbers.
void relu_of_sum(const float* a, const float* b, const float* c, std::size_t size, float* out);

// The index of the largest number; the first of equals. `size` must not be 0.
std::size_t index_of_largest(const float* x, std::size_t size);

// Softmax over `size` scores in place. The buffer holds a multiple of 16 numbers; those past `size` become 0.
void softmax(float* scores, std::size_t size);

// Rows of numbers `stride` apart.
template <typename Number>
struct Rows {
  Number* first = nullptr;
  std::size_t stride = 0;
  Number* operator[](std::size_t row) const { return first + row * stride; }
};

// out[r][j] = scale * sum over d < depth of rows[r][d] * columns[d][j], for r < count and j < width, which is a
// multiple of 16.
void multiply(Rows<const float> rows, std::size_t count, Rows<const float> columns, std::size_t depth,
              std::size_t width, float scale, Rows<float> out);

}  // namespace nutgraf::engine
