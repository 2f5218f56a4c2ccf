#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/vector.h"
#include "engine/weights.h"

namespace nutgraf::engine {

// How products are computed: as shipped, with inputs rounded to 8 bits, or in f32 from the stored weights, as the
// golden outputs were (slow; for tests).
enum class Precision { rounded, exact };

// Integer matrix products over oneDNN, one for each pair of sizes. Not changed after loading; safe to share.
class Products;
std::shared_ptr<Products> make_products();

// y = W x + b for rows x, with W stored as 8-bit numbers and one scale a row of W. Rows do not influence one another,
// so results do not depend on how rows are batched.
class Linear {
 public:
  Linear() = default;
  // Takes `name`.weight, .scale and .bias; a missing tensor shows in file.fault() and leaves the layer unusable.
  Linear(const WeightFile& file, const std::string& name, std::size_t in, std::size_t out, Products& products,
         Precision precision);

  std::size_t in() const { return in_; }
  std::size_t out() const { return out_; }

  // `rows` rows of in() numbers at `x` to rows of out() numbers at `y`.
  void apply(const float* x, std::size_t rows, float* y, After after = After::keep) const;

  // The same with in() == 3 * width: each row's input is its left neighbour, itself and its right neighbour, `width`
  // numbers each. starts[r] is true where a row has no left neighbour (the row before then has no right one).
  void apply_to_windows(const float* x, std::size_t rows, const std::vector<char>& starts, float* y) const;

 private:
  template <typename FillRow>
  void run(std::size_t rows, float* y, After after, FillRow fill_row) const;
  template <typename FillRow>
  void run_exact(std::size_t rows, float* y, After after, FillRow fill_row) const;

  std::size_t in_ = 0, out_ = 0;
  Precision precision_ = Precision::rounded;
  const std::int8_t* weight_ = nullptr;
  const float* scale_ = nullptr;
  const float* bias_ = nullptr;
  std::vector<std::int32_t> correction_;
  struct Packed;
  std::shared_ptr<const Packed> packed_;
};

// A table of 8-bit rows with one scale a row.
struct Table {
  const std::int8_t* weight = nullptr;
  const float* scale = nullptr;
  std::size_t rows = 0, width = 0;

  Table() = default;
  Table(const WeightFile& file, const std::string& name, std::size_t rows, std::size_t width);
  void add(std::size_t row, float* sum, float factor = 1) const {
    add_row(weight + row * width, width, scale[row] * factor, sum);
  }
};

struct LayerNorm {
  const float* gamma = nullptr;
  const float* beta = nullptr;
  std::size_t width = 0;
  float epsilon = 0;

  LayerNorm() = default;
  LayerNorm(const WeightFile& file, const std::string& name, std::size_t width, float epsilon);
  void apply(const float* x, std::size_t rows, float* out) const;
};

// Keeps oneDNN from starting threads of its own in the calling thread.
void use_one_thread();

}  // namespace nutgraf::engine
