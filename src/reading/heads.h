#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/linear.h"
#include "reading/reading.h"

namespace nutgraf::reading {

// What the model says of one word, as indices into the label sets.
struct WordLabels {
  std::size_t upos = 0, morph = 0, lemma = 0, name = 0, deprel = 0;
  std::size_t head = 0;        // 0 is the root, j + 1 is the sentence's word j
  float name_probability = 0;  // of the name label
};

struct LabelSets {
  std::vector<std::string> upos, morph, lemma, deprel, name;
};

// The raw numbers behind the labels of a sentence, for the golden test.
struct HeadTrace {
  std::vector<float> tags;  // words x all tag labels
  std::vector<float> arcs;  // words x (words + 1)
};

// The last layers of both models: from a state for each word to tags, names, heads and relations.
class Heads {
 public:
  // The label sets and tensors `head.*` of a file; faults show in file.fault().
  Heads(const engine::WeightFile& file, std::size_t width, engine::Products& products, engine::Precision precision);

  const LabelSets& labels() const { return labels_; }

  // Labels for the words of several sentences, given the rows of states of all of them one after another; sentences end
  // where `ends` says. `traces` is filled when given, one a sentence.
  std::vector<WordLabels> read(const float* states, const std::vector<std::size_t>& ends,
                               std::vector<HeadTrace>* traces = nullptr) const;

 private:
  struct Work;
  void score_arcs(const float* arcs, std::size_t words, std::vector<float>& scores, std::size_t stride) const;
  void read_tags(const float* tags, std::size_t words, WordLabels* labels) const;
  void read_names(const float* logits, std::size_t words, WordLabels* labels) const;
  void add_relation_inputs(const float* pairs, const WordLabels* labels, std::size_t words, float* inputs) const;
  std::size_t tag_labels() const;

  LabelSets labels_;
  std::vector<char> may_follow_;  // name label x name label
  std::size_t root_relation_ = 0;
  std::size_t arc_width_ = 0, relation_width_ = 0, reach_ = 0;
  engine::Linear tags_, arc_, relation_, relation_out_;
  const float* arc_distance_ = nullptr;
  const float* arc_root_ = nullptr;
  const float* arc_root_bias_ = nullptr;
  const float* relation_distance_ = nullptr;
  const float* relation_root_ = nullptr;
};

}  // namespace nutgraf::reading
