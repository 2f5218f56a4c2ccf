#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf::export_ {

// Boosted trees by what they judge: lexicon/export/muc_trees.tsv, learned by training/export/learn_muc.py.
class MucTrees {
 public:
  // `features_of`: by label the names of its features, in the order in which `chance` is given them.
  // Errors: unknown labels and features, nodes out of order.
  static Result<MucTrees> load(const TableSource& tables, const std::map<std::string, std::vector<std::string>>& features_of);

  double chance(const std::string& label, const std::vector<double>& features) const;

 private:
  // A feature of at least `value` leads above, else below; -1: a leaf, which adds `value`.
  struct Node {
    int feature = -1;
    double value = 0;
    std::size_t below = 0, above = 0;
  };
  struct Forest {
    double start = 0;
    std::vector<std::vector<Node>> trees;
  };

  std::map<std::string, Forest> forests_;
};

}  // namespace nutgraf::export_
