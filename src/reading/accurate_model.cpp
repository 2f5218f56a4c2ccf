// The accurate model: a small BERT over word pieces. A word's state is that of its first piece.

#include <algorithm>

#include "engine/attention.h"
#include "engine/scratch.h"
#include "reading/features.h"
#include "reading/model.h"
#include "reading/wordpiece.h"

namespace nutgraf::reading {

namespace {

using engine::LayerNorm;
using engine::Linear;

struct Layer {
  Linear qkv, out, up, down;
  LayerNorm norm1, norm2;
};

class AccurateModel : public Model {
 public:
  AccurateModel(const engine::WeightFile& file, engine::Precision precision)
      : products_(engine::make_products()),
        pieces_(file.characters("vocab"), static_cast<std::size_t>(file.config_number("max_pieces"))) {
    const auto number = [&](std::string_view key) { return static_cast<std::size_t>(file.config_number(key)); };
    width_ = number("width");
    head_count_ = number("heads");
    room_ = number("max_subwords");
    feed_width_ = number("ffn");
    const auto epsilon = static_cast<float>(file.config_number("eps"));
    is_usable_ = width_ > 0 && width_ <= 8192 && head_count_ > 0 && width_ % (16 * head_count_) == 0 && room_ > 16 &&
                 pieces_.has_marks() && number("layers") > 0 && number("layers") < 100;
    if (!is_usable_) return;
    token_ = engine::Table(file, "embed.token", pieces_.size(), width_);
    const auto positions = file.shape("embed.position.weight");
    position_ =
        engine::Table(file, "embed.position", positions.empty() ? 0 : static_cast<std::size_t>(positions[0]), width_);
    is_usable_ = position_.rows >= room_;
    case_ = engine::Table(file, "embed.case", case_ids_known + 1, width_);
    norm_ = LayerNorm(file, "embed.norm", width_, epsilon);
    for (std::size_t i = 0; i < number("layers"); ++i) {
      const std::string name = "layers." + std::to_string(i);
      layers_.push_back({Linear(file, name + ".qkv", width_, 3 * width_, *products_, precision),
                         Linear(file, name + ".out", width_, width_, *products_, precision),
                         Linear(file, name + ".up", width_, feed_width_, *products_, precision),
                         Linear(file, name + ".down", feed_width_, width_, *products_, precision),
                         LayerNorm(file, name + ".norm1", width_, epsilon),
                         LayerNorm(file, name + ".norm2", width_, epsilon)});
    }
    heads_ = std::make_unique<const Heads>(file, width_, *products_, precision);
  }

  bool is_usable() const { return is_usable_; }
  std::size_t room() const override { return room_ - 2; }
  std::size_t width() const override { return width_; }
  std::size_t words_at_once() const override { return 240; }
  const Heads& heads() const override { return *heads_; }

  std::size_t size_of(std::string_view word) const override {
    static thread_local std::vector<std::int32_t> ids;
    ids.clear();
    pieces_.cut(word, ids);
    return ids.size();
  }

  void encode(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
              std::vector<float>& states) const override {
    encode_lower(words, ends, layers_.size(), states);
  }

  void encode_lower(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
                    std::size_t layers, std::vector<float>& states) const override {
    static thread_local std::vector<float> x;
    static thread_local engine::Scratch<float> kept_inner, kept_outer;
    const Batch batch = embed(words, ends, x);
    std::size_t count = batch.ends.empty() ? 0 : batch.ends.back();
    float* const inner = kept_inner.at_least(std::max(count * 3 * width_, rows_at_once * feed_width_));
    float* const outer = kept_outer.at_least(count * width_);
    const Layer* const last = &layers_[std::clamp<std::size_t>(layers, 1, layers_.size()) - 1];
    for (const Layer* at = layers_.data(); at <= last; ++at) {
      const Layer& layer = *at;
      layer.qkv.apply(x.data(), count, inner);
      if (at == last) {  // from here on only the first pieces of words matter
        attend(inner, batch, batch.first_pieces, outer);
        for (std::size_t i = 0; i < words.size(); ++i)
          std::copy_n(x.data() + batch.word_rows[i] * width_, width_, x.data() + i * width_);
        count = words.size();
      } else {
        attend_everywhere(inner, batch, outer);
      }
      layer.out.apply(outer, count, x.data(), engine::After::add);
      layer.norm1.apply(x.data(), count, x.data());
      feed_forward(layer, count, inner, x.data());
      layer.norm2.apply(x.data(), count, x.data());
    }
    x.resize(count * width_);
    std::swap(states, x);
  }

 private:
  // The pieces of several sentences, one after another.
  struct Batch {
    std::vector<std::size_t> ends;                       // of each sentence's pieces
    std::vector<std::vector<std::size_t>> first_pieces;  // of each sentence's words, counted from its first piece
    std::vector<std::size_t> word_rows;                  // the same, counted from the batch's first piece
  };

  // A few rows at a time, so that the wide rows between the two products stay in the processor's cache.
  void feed_forward(const Layer& layer, std::size_t count, float* inner, float* x) const {
    for (std::size_t first = 0; first < count; first += rows_at_once) {
      const std::size_t rows = std::min(rows_at_once, count - first);
      layer.up.apply(x + first * width_, rows, inner, engine::After::gelu);
      layer.down.apply(inner, rows, x + first * width_, engine::After::add);
    }
  }

  Batch embed(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
              std::vector<float>& x) const {
    Batch batch;
    x.clear();
    std::size_t first = 0;
    std::vector<std::int32_t> ids;
    for (const std::size_t end : ends) {
      const std::size_t row = x.size() / width_;
      const std::vector<std::string_view> sentence(words.begin() + static_cast<std::ptrdiff_t>(first),
                                                   words.begin() + static_cast<std::ptrdiff_t>(end));
      const std::vector<std::uint8_t> cases = case_ids(sentence);
      std::size_t position = 0;
      add_row(pieces_.first(), position++, case_ids_known, x);
      batch.first_pieces.emplace_back();
      for (std::size_t i = 0; i < sentence.size(); ++i) {
        batch.first_pieces.back().push_back(position);
        batch.word_rows.push_back(row + position);
        ids.clear();
        pieces_.cut(sentence[i], ids);
        for (const std::int32_t id : ids) add_row(id, position++, cases[i], x);
      }
      add_row(pieces_.last(), position, case_ids_known, x);
      batch.ends.push_back(x.size() / width_);
      first = end;
    }
    norm_.apply(x.data(), x.size() / width_, x.data());
    return batch;
  }

  void add_row(std::int32_t id, std::size_t position, std::size_t case_id, std::vector<float>& x) const {
    x.resize(x.size() + width_, 0.0f);
    float* const sum = x.data() + x.size() - width_;
    token_.add(static_cast<std::size_t>(id), sum);
    position_.add(std::min(position, position_.rows - 1), sum);
    case_.add(case_id, sum);
  }

  void attend(const float* qkv, const Batch& batch, const std::vector<std::vector<std::size_t>>& asked,
              float* out) const {
    const engine::AttentionShape shape{head_count_, width_ / head_count_};
    std::size_t first = 0;
    for (std::size_t s = 0; s < batch.ends.size(); ++s) {
      engine::attend(qkv + first * 3 * width_, batch.ends[s] - first, shape, asked[s], out);
      out += asked[s].size() * width_;
      first = batch.ends[s];
    }
  }

  void attend_everywhere(const float* qkv, const Batch& batch, float* out) const {
    const engine::AttentionShape shape{head_count_, width_ / head_count_};
    std::size_t first = 0;
    for (const std::size_t end : batch.ends) {
      engine::attend(qkv + first * 3 * width_, end - first, shape, out + first * width_);
      first = end;
    }
  }

  std::shared_ptr<engine::Products> products_;
  WordPieces pieces_;
  static constexpr std::size_t rows_at_once = 64;  // in the feed-forward layers
  std::size_t width_ = 0, head_count_ = 0, feed_width_ = 0, room_ = 0;
  bool is_usable_ = false;
  engine::Table token_, position_, case_;
  LayerNorm norm_;
  std::vector<Layer> layers_;
  std::unique_ptr<const Heads> heads_;
};

}  // namespace

std::unique_ptr<const Model> make_accurate_model(const engine::WeightFile& file, engine::Precision precision) {
  auto model = std::make_unique<AccurateModel>(file, precision);
  if (!model->is_usable()) return nullptr;
  return model;
}

}  // namespace nutgraf::reading
