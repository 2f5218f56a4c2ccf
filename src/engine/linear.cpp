// Linear layers on 8-bit weights. Each row of input is rounded to unsigned 8 bits with a scale of its own; oneDNN
// multiplies tiles of rows with the packed weights into 32-bit sums, which are then scaled back. Processors without
// VNNI add pairs of products in 16 bits, so there inputs use 7 bits, which cannot overflow.

#include "engine/linear.h"

#include <omp.h>

#include <algorithm>
#include <array>
#include <map>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>
#include <utility>

#include "engine/scratch.h"

namespace nutgraf::engine {

namespace {

constexpr std::array<std::size_t, 2> tile_rows = {64, 16};
constexpr std::size_t widest_block = 512;  // columns

// How many columns to compute at a time: all, or the largest even share that is a multiple of 64.
std::size_t block_width(std::size_t out) {
  for (std::size_t parts = 1; parts <= out / 64; ++parts)
    if (out / parts <= widest_block && out % (parts * 64) == 0) return out / parts;
  return out;
}

// oneDNN 3 (Ubuntu 24.04) names more instruction sets than oneDNN 2 (Debian 12), and makes products without a description of their own.
bool has_vnni() {
  using dnnl::cpu_isa;
  constexpr std::array sets = {cpu_isa::avx2_vnni,        cpu_isa::avx512_core_vnni, cpu_isa::avx512_core_bf16, cpu_isa::avx512_core_amx,
#if DNNL_VERSION_MAJOR >= 3
                               cpu_isa::avx512_core_fp16, cpu_isa::avx512_core_amx_fp16, cpu_isa::avx2_vnni_2,
#endif
  };
  return std::ranges::find(sets, dnnl::get_effective_cpu_isa()) != sets.end();
}

}  // namespace

void use_one_thread() { omp_set_num_threads(1); }

// One product of fixed size, rows x in times in x out.
struct Product {
  dnnl::matmul primitive;
  dnnl::memory::desc source, weights, sums, scratch;
};

// A wide layer is computed some columns at a time, so that a tile's sums stay in the processor's cache.
struct Block {
  std::size_t first = 0, width = 0;
  std::array<Product, tile_rows.size()> products;
  dnnl::memory weights;
};

class Products {
 public:
  Products() : engine_(dnnl::engine::kind::cpu, 0), levels_(has_vnni() ? 127 : 63) {}

  const dnnl::engine& engine() const { return engine_; }
  // Inputs are rounded to -levels .. levels.
  int levels() const { return levels_; }

  // The products for `width` columns of a layer, with their weights.
  Block pack(const std::int8_t* stored, std::size_t first, std::size_t in, std::size_t width) {
    Block block{first, width, make(in, width), {}};
    dnnl::memory from({{dimension(in), dimension(width)}, dnnl::memory::data_type::s8, dnnl::memory::format_tag::ba},
                      engine_, const_cast<std::int8_t*>(stored));
    block.weights = dnnl::memory(block.products[0].weights, engine_);
    dnnl::stream stream(engine_);
    dnnl::reorder(from, block.weights).execute(stream, from, block.weights);
    stream.wait();
    return block;
  }

 private:
  // The products for these sizes, by tile size. Weights are laid out as the first wants them.
  std::array<Product, tile_rows.size()> make(std::size_t in, std::size_t out) {
    const std::pair sizes{in, out};
    if (const auto found = made_.find(sizes); found != made_.end()) return found->second;
    std::array<Product, tile_rows.size()> products;
    dnnl::memory::desc weights({dimension(in), dimension(out)}, dnnl::memory::data_type::s8,
                               dnnl::memory::format_tag::any);
    for (std::size_t i = 0; i < tile_rows.size(); ++i) {
      products[i] = make_one(tile_rows[i], in, out, weights);
      weights = products[i].weights;
    }
    return made_.emplace(sizes, products).first->second;
  }

  static dnnl::memory::dim dimension(std::size_t size) { return static_cast<dnnl::memory::dim>(size); }

  Product make_one(std::size_t rows, std::size_t in, std::size_t out, const dnnl::memory::desc& weights) const {
    using dnnl::memory;
    const memory::desc source({dimension(rows), dimension(in)}, memory::data_type::u8, memory::format_tag::ab);
    const memory::desc sums({dimension(rows), dimension(out)}, memory::data_type::s32, memory::format_tag::ab);
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
#if DNNL_VERSION_MAJOR >= 3
    const dnnl::matmul::primitive_desc description(engine_, source, weights, sums, attributes);
#else
    const dnnl::matmul::primitive_desc description(dnnl::matmul::desc(source, weights, sums), attributes, engine_);
#endif
    return {dnnl::matmul(description), source, description.weights_desc(), sums, description.scratchpad_desc()};
  }

  dnnl::engine engine_;
  int levels_;
  std::map<std::pair<std::size_t, std::size_t>, std::array<Product, tile_rows.size()>> made_;
};

std::shared_ptr<Products> make_products() {
  use_one_thread();
  return std::make_shared<Products>();
}

// A layer's weights as its products want them, with what is needed to run them.
struct Linear::Packed {
  std::vector<Block> blocks;
  dnnl::engine engine;
  int levels = 127;
  std::size_t scratch_bytes = 0;
};

Linear::Linear(const WeightFile& file, const std::string& name, std::size_t in, std::size_t out, Products& products,
               Precision precision)
    : in_(in), out_(out), precision_(precision) {
  const auto rows = static_cast<std::int64_t>(out), columns = static_cast<std::int64_t>(in);
  weight_ = file.bytes(name + ".weight", {rows, columns});
  scale_ = file.floats(name + ".scale", {rows});
  bias_ = file.floats(name + ".bias", {rows});
  if (!weight_ || !scale_ || !bias_ || precision == Precision::exact) return;

  auto packed = std::make_shared<Packed>();
  packed->engine = products.engine();
  packed->levels = products.levels();
  const std::size_t width = block_width(out);
  for (std::size_t first = 0; first < out; first += width) {
    packed->blocks.push_back(products.pack(weight_ + first * in, first, in, width));
    for (const Product& product : packed->blocks.back().products)
      packed->scratch_bytes = std::max(packed->scratch_bytes, product.scratch.get_size());
  }

  const std::int32_t zero = products.levels() + 1;
  correction_.resize(out);
  for (std::size_t o = 0; o < out; ++o) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < in; ++i) sum += weight_[o * in + i];
    correction_[o] = zero * sum;
  }
  packed_ = std::move(packed);
}

template <typename FillRow>
void Linear::run(std::size_t rows, float* y, After after, FillRow fill_row) const {
  static thread_local Scratch<std::uint8_t> source_scratch, product_scratch;
  static thread_local Scratch<std::int32_t> sums_scratch;
  std::uint8_t* const source = source_scratch.at_least(tile_rows[0] * in_);
  std::int32_t* const sums = sums_scratch.at_least(tile_rows[0] * out_);
  std::uint8_t* const scratch = product_scratch.at_least(packed_->scratch_bytes);
  std::array<float, tile_rows[0]> row_scales;
  use_one_thread();
  dnnl::stream stream(packed_->engine);
  using Arguments = std::unordered_map<int, dnnl::memory>;
  std::array<std::vector<Arguments>, tile_rows.size()> arguments;  // of each block's products, made when first used

  for (std::size_t first = 0; first < rows;) {
    const std::size_t left = rows - first;
    const std::size_t kind = left > 3 * tile_rows[1] ? 0 : 1;
    const std::size_t count = std::min(left, tile_rows[kind]);
    for (std::size_t r = 0; r < count; ++r) row_scales[r] = fill_row(first + r, packed_->levels, source + r * in_);
    std::fill(source + count * in_, source + tile_rows[kind] * in_, std::uint8_t{0});
    if (arguments[kind].empty())
      for (const Block& block : packed_->blocks) {
        const Product& product = block.products[kind];
        arguments[kind].push_back({{DNNL_ARG_SRC, {product.source, packed_->engine, source}},
                                   {DNNL_ARG_WEIGHTS, block.weights},
                                   {DNNL_ARG_DST, {product.sums, packed_->engine, sums}},
                                   {DNNL_ARG_SCRATCHPAD, {product.scratch, packed_->engine, scratch}}});
      }
    for (std::size_t b = 0; b < packed_->blocks.size(); ++b) {
      const Block& block = packed_->blocks[b];
      block.products[kind].primitive.execute(stream, arguments[kind][b]);
      const ColumnNumbers columns{correction_.data() + block.first, scale_ + block.first, bias_ + block.first};
      dequantise(sums, count, block.width, row_scales.data(), columns, after, y + first * out_ + block.first, out_);
    }
    first += count;
  }
}

// The golden arithmetic: weights as f32, no rounding of inputs.
template <typename FillRow>
void Linear::run_exact(std::size_t rows, float* y, After after, FillRow fill_row) const {
  std::vector<float> weights(out_ * in_), input(rows * in_), output(rows * out_);
  for (std::size_t o = 0; o < out_; ++o)
    for (std::size_t i = 0; i < in_; ++i) weights[o * in_ + i] = scale_[o] * static_cast<float>(weight_[o * in_ + i]);
  for (std::size_t r = 0; r < rows; ++r) fill_row(r, input.data() + r * in_);
  use_one_thread();
  const auto size = [](std::size_t n) { return static_cast<dnnl_dim_t>(n); };
  dnnl_sgemm('N', 'T', size(rows), size(out_), size(in_), 1.0f, input.data(), size(in_), weights.data(), size(in_),
             0.0f, output.data(), size(out_));
  for (std::size_t r = 0; r < rows; ++r) {
    add_floats(bias_, out_, output.data() + r * out_);
    finish(output.data() + r * out_, out_, after, y + r * out_);
  }
}

void Linear::apply(const float* x, std::size_t rows, float* y, After after) const {
  if (precision_ == Precision::exact)
    return run_exact(rows, y, after, [&](std::size_t r, float* to) { std::copy_n(x + r * in_, in_, to); });
  run(rows, y, after, [&](std::size_t r, int levels, std::uint8_t* to) {
    const float* const row = x + r * in_;
    const float largest = std::max(largest_magnitude(row, in_), 1e-8f);
    quantise(row, in_, static_cast<float>(levels) / largest, levels + 1, to);
    return largest / static_cast<float>(levels);
  });
}

void Linear::apply_to_windows(const float* x, std::size_t rows, const std::vector<char>& starts, float* y) const {
  const std::size_t width = in_ / 3;
  const auto has_left = [&](std::size_t r) { return !starts[r]; };
  const auto has_right = [&](std::size_t r) { return r + 1 < rows && !starts[r + 1]; };
  if (precision_ == Precision::exact)
    return run_exact(rows, y, After::keep, [&](std::size_t r, float* to) {
      std::fill_n(to, in_, 0.0f);
      if (has_left(r)) std::copy_n(x + (r - 1) * width, width, to);
      std::copy_n(x + r * width, width, to + width);
      if (has_right(r)) std::copy_n(x + (r + 1) * width, width, to + 2 * width);
    });

  static thread_local std::vector<float> magnitudes;
  magnitudes.resize(rows);
  for (std::size_t r = 0; r < rows; ++r) magnitudes[r] = largest_magnitude(x + r * width, width);
  run(rows, y, After::keep, [&](std::size_t r, int levels, std::uint8_t* to) {
    const int zero = levels + 1;
    const std::size_t first = has_left(r) ? r - 1 : r, last = has_right(r) ? r + 1 : r;
    const float largest = std::max(*std::max_element(&magnitudes[first], &magnitudes[last] + 1), 1e-8f);
    if (first == r) std::fill_n(to, width, static_cast<std::uint8_t>(zero));
    if (last == r) std::fill_n(to + 2 * width, width, static_cast<std::uint8_t>(zero));
    quantise(x + first * width, (last - first + 1) * width, static_cast<float>(levels) / largest, zero,
             to + (first == r ? width : 0));
    return largest / static_cast<float>(levels);
  });
}

Table::Table(const WeightFile& file, const std::string& name, std::size_t table_rows, std::size_t table_width)
    : rows(table_rows), width(table_width) {
  weight = file.bytes(name + ".weight", {static_cast<std::int64_t>(rows), static_cast<std::int64_t>(width)});
  scale = file.floats(name + ".scale", {static_cast<std::int64_t>(rows)});
}

LayerNorm::LayerNorm(const WeightFile& file, const std::string& name, std::size_t size, float eps)
    : width(size), epsilon(eps) {
  gamma = file.floats(name + ".gamma", {static_cast<std::int64_t>(size)});
  beta = file.floats(name + ".beta", {static_cast<std::int64_t>(size)});
}

void LayerNorm::apply(const float* x, std::size_t rows, float* out) const {
  for (std::size_t r = 0; r < rows; ++r) layer_norm(x + r * width, width, gamma, beta, epsilon, out + r * width);
}

}  // namespace nutgraf::engine
