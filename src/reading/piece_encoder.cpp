#include "reading/piece_encoder.h"

#include <algorithm>
#include <string>

#include "engine/attention.h"
#include "engine/scratch.h"
#include "reading/features.h"

namespace nutgraf::reading {

using engine::LayerNorm;
using engine::Linear;

PieceEncoder::PieceEncoder(const engine::WeightFile& file, engine::Table token, engine::Products& products, engine::Precision precision)
    : token_(token) {
  const auto number = [&](std::string_view key) { return static_cast<std::size_t>(file.config_number(key)); };
  width_ = number("width");
  head_count_ = number("heads");
  room_ = number("max_subwords");
  feed_width_ = number("ffn");
  const auto epsilon = static_cast<float>(file.config_number("eps"));
  is_usable_ = width_ > 0 && width_ <= 8192 && head_count_ > 0 && width_ % (16 * head_count_) == 0 && room_ > 16 && number("layers") > 0 &&
               number("layers") < 100 && token_.width == width_;
  if (!is_usable_) return;
  const auto positions = file.shape("embed.position.weight");
  position_ = engine::Table(file, "embed.position", positions.empty() ? 0 : static_cast<std::size_t>(positions[0]), width_);
  is_usable_ = position_.rows >= room_;
  case_ = engine::Table(file, "embed.case", case_ids_known + 1, width_);
  norm_ = LayerNorm(file, "embed.norm", width_, epsilon);
  for (std::size_t i = 0; i < number("layers"); ++i) {
    const std::string name = "layers." + std::to_string(i);
    layers_.push_back({Linear(file, name + ".qkv", width_, 3 * width_, products, precision),
                       Linear(file, name + ".out", width_, width_, products, precision),
                       Linear(file, name + ".up", width_, feed_width_, products, precision),
                       Linear(file, name + ".down", feed_width_, width_, products, precision),
                       LayerNorm(file, name + ".norm1", width_, epsilon), LayerNorm(file, name + ".norm2", width_, epsilon)});
  }
}

void PieceEncoder::add_piece(std::int32_t id, std::size_t position, std::size_t case_id, PieceBatch& batch) const {
  batch.rows.resize(batch.rows.size() + width_, 0.0f);
  float* const sum = batch.rows.data() + batch.rows.size() - width_;
  token_.add(static_cast<std::size_t>(id), sum);
  position_.add(std::min(position, position_.rows - 1), sum);
  case_.add(case_id, sum);
}

void PieceEncoder::encode(PieceBatch& batch, std::size_t layers) const {
  static thread_local engine::Scratch<float> kept_inner, kept_outer;
  std::vector<float>& x = batch.rows;
  std::size_t count = batch.ends.empty() ? 0 : batch.ends.back();
  norm_.apply(x.data(), count, x.data());
  float* const inner = kept_inner.at_least(std::max(count * 3 * width_, rows_at_once * feed_width_));
  float* const outer = kept_outer.at_least(count * width_);
  const Layer* const last = &layers_[std::clamp<std::size_t>(layers, 1, layers_.size()) - 1];
  for (const Layer* at = layers_.data(); at <= last; ++at) {
    const Layer& layer = *at;
    layer.qkv.apply(x.data(), count, inner);
    if (at == last) {  // from here on only the first pieces of words matter
      attend(inner, batch, batch.first_pieces, outer);
      count = batch.word_rows.size();
      for (std::size_t i = 0; i < count; ++i) std::copy_n(x.data() + batch.word_rows[i] * width_, width_, x.data() + i * width_);
    } else {
      attend_everywhere(inner, batch, outer);
    }
    layer.out.apply(outer, count, x.data(), engine::After::add);
    layer.norm1.apply(x.data(), count, x.data());
    feed_forward(layer, count, inner, x.data());
    layer.norm2.apply(x.data(), count, x.data());
  }
  x.resize(count * width_);
}

// A few rows at a time, so that the wide rows between the two products stay in the processor's cache.
void PieceEncoder::feed_forward(const Layer& layer, std::size_t count, float* inner, float* x) const {
  for (std::size_t first = 0; first < count; first += rows_at_once) {
    const std::size_t rows = std::min(rows_at_once, count - first);
    layer.up.apply(x + first * width_, rows, inner, engine::After::gelu);
    layer.down.apply(inner, rows, x + first * width_, engine::After::add);
  }
}

void PieceEncoder::attend(const float* qkv, const PieceBatch& batch, const std::vector<std::vector<std::size_t>>& asked, float* out) const {
  const engine::AttentionShape shape{head_count_, width_ / head_count_};
  std::size_t first = 0;
  for (std::size_t s = 0; s < batch.ends.size(); ++s) {
    engine::attend(qkv + first * 3 * width_, batch.ends[s] - first, shape, asked[s], out);
    out += asked[s].size() * width_;
    first = batch.ends[s];
  }
}

void PieceEncoder::attend_everywhere(const float* qkv, const PieceBatch& batch, float* out) const {
  const engine::AttentionShape shape{head_count_, width_ / head_count_};
  std::size_t first = 0;
  for (const std::size_t end : batch.ends) {
    engine::attend(qkv + first * 3 * width_, end - first, shape, out + first * width_);
    first = end;
  }
}

}  // namespace nutgraf::reading
