// Tags by one product, names by the best path that never puts I-X after anything but B-X or I-X, heads by a bilinear
// score with a term for distance, relations from the two words that an arc joins.

#include "reading/heads.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/scratch.h"
#include "reading/tree.h"

namespace nutgraf::reading {

namespace {

std::size_t index_of(const std::vector<std::string>& labels, std::string_view label) {
  return static_cast<std::size_t>(std::ranges::find(labels, label) - labels.begin());
}

// clip(to - from, -reach, reach) + reach.
std::size_t distance_row(std::size_t from, std::size_t to, std::size_t reach) {
  const auto offset = static_cast<std::ptrdiff_t>(to) - static_cast<std::ptrdiff_t>(from);
  const auto bound = static_cast<std::ptrdiff_t>(reach);
  return static_cast<std::size_t>(std::clamp(offset, -bound, bound) + bound);
}

constexpr float forbidden = -1e9f;

}  // namespace

Heads::Heads(const engine::WeightFile& file, std::size_t width, engine::Products& products, engine::Precision precision)
    : labels_{file.labels("upos"), file.labels("morph"), file.labels("lemma"), file.labels("deprel"),
              file.labels("name")} {
  const auto number = [&](std::string_view key) { return static_cast<std::size_t>(file.config_number(key)); };
  arc_width_ = number("arc_width");
  relation_width_ = number("rel_width");
  reach_ = number("max_distance");
  tags_ = engine::Linear(file, "head.tags", width, tag_labels(), products, precision);
  arc_ = engine::Linear(file, "head.arc", width, 2 * arc_width_, products, precision);
  relation_ = engine::Linear(file, "head.rel", width, 2 * relation_width_, products, precision);
  relation_out_ = engine::Linear(file, "head.rel.out", relation_width_, labels_.deprel.size(), products, precision);
  const auto size = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  arc_distance_ = file.floats("head.arc.distance", {size(2 * reach_ + 1)});
  arc_root_ = file.floats("head.arc.root", {size(arc_width_)});
  arc_root_bias_ = file.floats("head.arc.root_bias", {1});
  relation_distance_ = file.floats("head.rel.distance", {size(2 * reach_ + 2), size(relation_width_)});
  relation_root_ = file.floats("head.rel.root", {size(relation_width_)});

  root_relation_ = index_of(labels_.deprel, "root");
  const std::size_t names = labels_.name.size();
  may_follow_.assign(names * names, 1);
  for (std::size_t left = 0; left < names; ++left)
    for (std::size_t right = 0; right < names; ++right) {
      const std::string &before = labels_.name[left], &after = labels_.name[right];
      if (after.starts_with("I-") && (before.size() < 2 || before.substr(2) != after.substr(2)))
        may_follow_[left * names + right] = 0;
    }
}

std::size_t Heads::tag_labels() const {
  return labels_.upos.size() + labels_.morph.size() + labels_.lemma.size() + labels_.name.size();
}

void Heads::read_tags(const float* tags, std::size_t words, WordLabels* labels) const {
  const std::size_t upos = labels_.upos.size(), morph = labels_.morph.size(), lemma = labels_.lemma.size();
  for (std::size_t i = 0; i < words; ++i) {
    const float* const row = tags + i * tag_labels();
    labels[i].upos = engine::index_of_largest(row, upos);
    labels[i].morph = engine::index_of_largest(row + upos, morph);
    labels[i].lemma = engine::index_of_largest(row + upos + morph, lemma);
  }
  read_names(tags + upos + morph + lemma, words, labels);
}

// Viterbi: the best sequence of labels, and for each word the probability of its label taken alone.
void Heads::read_names(const float* logits, std::size_t words, WordLabels* labels) const {
  const std::size_t names = labels_.name.size(), stride = tag_labels();
  std::vector<double> score(names), next(names);
  std::vector<std::size_t> back(words * names, 0);
  constexpr double never = -std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k < names; ++k) score[k] = labels_.name[k].starts_with("I-") ? never : logits[k];
  for (std::size_t i = 1; i < words; ++i) {
    for (std::size_t k = 0; k < names; ++k) {
      next[k] = never;
      for (std::size_t before = 0; before < names; ++before)
        if (may_follow_[before * names + k] && score[before] > next[k])
          next[k] = score[before], back[i * names + k] = before;
      next[k] += logits[i * stride + k];
    }
    std::swap(score, next);
  }
  auto best = static_cast<std::size_t>(std::ranges::max_element(score) - score.begin());
  for (std::size_t i = words; i-- > 0;) {
    const float* const row = logits + i * stride;
    double sum = 0;
    for (std::size_t k = 0; k < names; ++k) sum += std::exp(static_cast<double>(row[k] - row[best]));
    labels[i].name = best;
    labels[i].name_probability = static_cast<float>(1.0 / sum);
    best = back[i * names + best];
  }
}

void Heads::score_arcs(const float* arcs, std::size_t words, std::vector<float>& scores, std::size_t stride) const {
  static thread_local engine::Scratch<float> kept_turned;
  const std::size_t padded = (words + 15) / 16 * 16;
  float* const turned = kept_turned.at_least(arc_width_ * padded);
  for (std::size_t j = 0; j < words; ++j)
    for (std::size_t d = 0; d < arc_width_; ++d) turned[d * padded + j] = arcs[j * 2 * arc_width_ + arc_width_ + d];
  for (std::size_t d = 0; d < arc_width_; ++d) std::fill(turned + d * padded + words, turned + (d + 1) * padded, 0.0f);
  scores.resize(words * stride);
  const float scale = 1.0f / std::sqrt(static_cast<float>(arc_width_));
  engine::multiply({arcs, 2 * arc_width_}, words, {turned, padded}, arc_width_, padded, scale,
                   {scores.data() + 1, stride});
  for (std::size_t i = 0; i < words; ++i) {
    const float* const dependent = arcs + i * 2 * arc_width_;
    float* const row = scores.data() + i * stride;
    for (std::size_t j = 0; j < words; ++j) row[j + 1] += arc_distance_[distance_row(i, j, reach_)];
    row[i + 1] = forbidden;
    float root = 0;
    for (std::size_t d = 0; d < arc_width_; ++d) root += dependent[d] * arc_root_[d];
    row[0] = root * scale + *arc_root_bias_;
  }
}

void Heads::add_relation_inputs(const float* pairs, const WordLabels* labels, std::size_t words, float* inputs) const {
  const std::size_t width = relation_width_;
  for (std::size_t i = 0; i < words; ++i) {
    const float* const own = pairs + i * 2 * width;
    const bool is_root = labels[i].head == 0;
    const std::size_t head = is_root ? 0 : labels[i].head - 1;
    const float* const above = is_root ? relation_root_ : pairs + head * 2 * width + width;
    const std::size_t row = is_root ? 2 * reach_ + 1 : distance_row(i, head, reach_);
    engine::relu_of_sum(own, above, relation_distance_ + row * width, width, inputs + i * width);
  }
}

std::vector<WordLabels> Heads::read(const float* states, const std::vector<std::size_t>& ends,
                                    std::vector<HeadTrace>* traces) const {
  static thread_local std::vector<float> tags, arcs, pairs, inputs, relations, scores;
  const std::size_t words = ends.empty() ? 0 : ends.back();
  std::vector<WordLabels> labels(words);
  tags.resize(words * tag_labels());
  arcs.resize(words * arc_.out());
  pairs.resize(words * relation_.out());
  inputs.resize(words * relation_width_);
  relations.resize(words * relation_out_.out());
  tags_.apply(states, words, tags.data());
  arc_.apply(states, words, arcs.data());
  relation_.apply(states, words, pairs.data());

  std::size_t first = 0;
  for (const std::size_t end : ends) {
    const std::size_t count = end - first;
    const std::size_t stride = 1 + (count + 15) / 16 * 16;
    read_tags(tags.data() + first * tag_labels(), count, &labels[first]);
    score_arcs(arcs.data() + first * arc_.out(), count, scores, stride);
    const std::vector<std::size_t> heads = decode_heads({scores.data(), count, stride});
    for (std::size_t i = 0; i < count; ++i) labels[first + i].head = heads[i];
    add_relation_inputs(pairs.data() + first * relation_.out(), &labels[first], count,
                        inputs.data() + first * relation_width_);
    if (traces) {
      HeadTrace trace;
      trace.tags.assign(tags.begin() + static_cast<std::ptrdiff_t>(first * tag_labels()),
                        tags.begin() + static_cast<std::ptrdiff_t>(end * tag_labels()));
      for (std::size_t i = 0; i < count; ++i)
        trace.arcs.insert(trace.arcs.end(), &scores[i * stride], &scores[i * stride] + count + 1);
      traces->push_back(std::move(trace));
    }
    first = end;
  }

  relation_out_.apply(inputs.data(), words, relations.data());
  for (std::size_t i = 0; i < words; ++i) {
    float* const row = relations.data() + i * relation_out_.out();
    if (labels[i].head == 0) {
      labels[i].deprel = root_relation_;
      continue;
    }
    row[root_relation_] = forbidden;
    labels[i].deprel = engine::index_of_largest(row, relation_out_.out());
  }
  return labels;
}

}  // namespace nutgraf::reading
