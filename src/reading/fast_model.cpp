// The fast model: hashed pieces of words are added up, then a few layers that look at neighbours (convolutions) and at
// the whole sentence (attention).

#include <algorithm>
#include <atomic>
#include <functional>

#include "engine/attention.h"
#include "engine/scratch.h"
#include "reading/features.h"
#include "reading/model.h"

namespace nutgraf::reading {

namespace {

using engine::LayerNorm;
using engine::Linear;

enum class LayerKind { convolution, attention, feed_forward };

struct Layer {
  LayerKind kind = LayerKind::convolution;
  LayerNorm norm;
  Linear first, second;  // conv; qkv and out; up and down
  const float* distance = nullptr;
};

// The sums of words that a thread has met of late: a word's twenty or thirty rows are added up once, not at every "the". Words
// that fall on one place push one another out, so it never grows.
class KeptSums {
 public:
  struct Place {
    float* sum;
    bool is_known;
  };

  // Forgets all when it last belonged to another model.
  void belong_to(std::uint64_t model, std::size_t width) {
    if (model == model_) return;
    model_ = model;
    width_ = width;
    words_.assign(places, {});
    sums_.at_least(places * width);
  }

  // Where the word's sum stands, or is to be written now.
  Place place_of(std::string_view word) {
    const std::size_t place = std::hash<std::string_view>{}(word) % places;
    float* const sum = sums_.get() + place * width_;
    if (words_[place] == word) return {sum, true};
    words_[place] = word;
    return {sum, false};
  }

 private:
  static constexpr std::size_t places = 2048;
  std::uint64_t model_ = 0;
  std::size_t width_ = 0;
  std::vector<std::string> words_;  // no word is empty
  engine::Scratch<float> sums_;
};

// Numbers for models, so that a thread knows what its kept sums belong to; from 1 on.
std::uint64_t next_id() {
  static std::atomic<std::uint64_t> last = 0;
  return ++last;
}

class FastModel : public Model {
 public:
  FastModel(const engine::WeightFile& file, engine::Precision precision) : products_(engine::make_products()) {
    const auto number = [&](std::string_view key) { return static_cast<std::size_t>(file.config_number(key)); };
    width_ = number("width");
    head_count_ = number("heads");
    feed_width_ = number("ffn");
    reach_ = number("max_distance");
    room_ = number("max_words");
    epsilon_ = static_cast<float>(file.config_number("eps"));
    is_usable_ = width_ > 0 && width_ <= 4096 && head_count_ > 0 && width_ % (16 * head_count_) == 0 && room_ > 0;
    if (!is_usable_) return;
    word_ = table(file, "embed.word");
    piece_ = table(file, "embed.piece");
    gram_ = table(file, "embed.gram");
    case_ = engine::Table(file, "embed.case", case_ids_known, width_);
    embed_norm_ = LayerNorm(file, "embed.norm", width_, epsilon_);
    final_norm_ = LayerNorm(file, "final.norm", width_, epsilon_);
    const std::vector<std::string> kinds = file.config_names("layers");
    for (std::size_t i = 0; i < kinds.size(); ++i) add_layer(file, kinds[i], "layers." + std::to_string(i), precision);
    heads_ = std::make_unique<const Heads>(file, width_, *products_, precision);
  }

  bool is_usable() const { return is_usable_; }
  std::size_t size_of(std::string_view) const override { return 1; }
  std::size_t room() const override { return room_; }
  std::size_t width() const override { return width_; }
  std::size_t words_at_once() const override { return 384; }
  const Heads& heads() const override { return *heads_; }

  void encode_lower(const std::vector<std::string_view>&, const std::vector<std::size_t>&, std::size_t,
                    std::vector<float>& states) const override {
    states.clear();
  }

  void encode(const std::vector<std::string_view>& words, const std::vector<std::size_t>& ends,
              std::vector<float>& states) const override {
    static thread_local engine::Scratch<float> kept_normed, kept_inner, kept_outer;
    const std::size_t count = words.size();
    states.resize(count * width_);
    float* const normed = kept_normed.at_least(count * width_);
    float* const inner = kept_inner.at_least(count * std::max(3 * width_, feed_width_));
    float* const outer = kept_outer.at_least(count * width_);
    std::vector<char> starts(count, 0);
    std::size_t first = 0;
    for (const std::size_t end : ends) {
      embed({words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(end)},
            states.data() + first * width_);
      if (end > first) starts[first] = 1;
      first = end;
    }
    embed_norm_.apply(states.data(), count, states.data());
    for (const Layer& layer : layers_) {
      layer.norm.apply(states.data(), count, normed);
      switch (layer.kind) {
        case LayerKind::convolution:
          layer.first.apply_to_windows(normed, count, starts, inner);
          for (std::size_t i = 0; i < count; ++i)
            engine::add_maxout(inner + i * 2 * width_, width_, states.data() + i * width_);
          break;
        case LayerKind::attention:
          layer.first.apply(normed, count, inner);
          attend_by_sentence(layer, inner, ends, outer);
          layer.second.apply(outer, count, states.data(), engine::After::add);
          break;
        case LayerKind::feed_forward:
          layer.first.apply(normed, count, inner, engine::After::relu);
          layer.second.apply(inner, count, states.data(), engine::After::add);
          break;
      }
    }
    final_norm_.apply(states.data(), count, states.data());
  }

 private:
  engine::Table table(const engine::WeightFile& file, const std::string& name) const {
    const auto shape = file.shape(name + ".weight");
    return {file, name, shape.empty() ? 0 : static_cast<std::size_t>(shape[0]), width_};
  }

  void add_layer(const engine::WeightFile& file, const std::string& kind, const std::string& name,
                 engine::Precision precision) {
    Layer layer;
    layer.norm = LayerNorm(file, name + ".norm", width_, epsilon_);
    if (kind == "conv") {
      layer.kind = LayerKind::convolution;
      layer.first = Linear(file, name + ".conv", 3 * width_, 2 * width_, *products_, precision);
    } else if (kind == "attn") {
      layer.kind = LayerKind::attention;
      layer.first = Linear(file, name + ".qkv", width_, 3 * width_, *products_, precision);
      layer.second = Linear(file, name + ".out", width_, width_, *products_, precision);
      layer.distance = file.floats(name + ".distance",
                                   {static_cast<std::int64_t>(head_count_), static_cast<std::int64_t>(2 * reach_ + 1)});
    } else if (kind == "ffn") {
      layer.kind = LayerKind::feed_forward;
      layer.first = Linear(file, name + ".up", width_, feed_width_, *products_, precision);
      layer.second = Linear(file, name + ".down", feed_width_, width_, *products_, precision);
    } else {
      is_usable_ = false;
    }
    layers_.push_back(std::move(layer));
  }

  // The sum of a word's rows; how it is written is judged in its sentence.
  void embed(const std::vector<std::string_view>& sentence, float* states) const {
    static thread_local KeptSums kept;
    kept.belong_to(id_, width_);
    const std::vector<std::uint8_t> cases = case_ids(sentence);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      float* const sum = states + i * width_;
      KeptSums::Place place = kept.place_of(sentence[i]);
      if (place.is_known) {
        std::copy_n(place.sum, width_, sum);
      } else {
        add_rows(sentence[i], sum);
        std::copy_n(sum, width_, place.sum);
      }
      case_.add(cases[i], sum);
    }
  }

  void add_rows(std::string_view word, float* sum) const {
    static thread_local HashedRows rows;
    hash_rows(word,
              {static_cast<std::uint32_t>(word_.rows), static_cast<std::uint32_t>(piece_.rows), static_cast<std::uint32_t>(gram_.rows)},
              rows);
    std::fill_n(sum, width_, 0.0f);
    for (const std::uint32_t row : rows.word) word_.add(row, sum);
    for (const std::uint32_t row : rows.piece) piece_.add(row, sum);
    const float share = rows.gram.empty() ? 0.0f : 1.0f / static_cast<float>(rows.gram.size());
    for (const std::uint32_t row : rows.gram) gram_.add(row, sum, share);
  }

  void attend_by_sentence(const Layer& layer, const float* qkv, const std::vector<std::size_t>& ends,
                          float* out) const {
    const engine::AttentionShape shape{head_count_, width_ / head_count_, layer.distance, reach_};
    std::size_t first = 0;
    for (const std::size_t end : ends) {
      engine::attend(qkv + first * 3 * width_, end - first, shape, out + first * width_);
      first = end;
    }
  }

  std::shared_ptr<engine::Products> products_;
  std::size_t width_ = 0, head_count_ = 0, feed_width_ = 0, reach_ = 0, room_ = 0;
  const std::uint64_t id_ = next_id();
  float epsilon_ = 0;
  bool is_usable_ = false;
  engine::Table word_, piece_, gram_, case_;
  LayerNorm embed_norm_, final_norm_;
  std::vector<Layer> layers_;
  std::unique_ptr<const Heads> heads_;
};

}  // namespace

std::unique_ptr<const Model> make_fast_model(const engine::WeightFile& file, engine::Precision precision) {
  auto model = std::make_unique<FastModel>(file, precision);
  if (!model->is_usable()) return nullptr;
  return model;
}

}  // namespace nutgraf::reading
