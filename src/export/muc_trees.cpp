// Boosted trees: each asks its few questions of the features and adds what the leaf says; the sum is a log odds.

#include "export/muc_trees.h"

#include <algorithm>
#include <cmath>

#include "export/number_cell.h"

namespace nutgraf::export_ {

Result<MucTrees> MucTrees::load(const TableSource& tables, const std::map<std::string, std::vector<std::string>>& features_of) {
  const auto table = tables.read("lexicon/export/muc_trees.tsv",
                                 {.columns = {"label", "tree", "node", "feature", "value", "below", "above"},
                                  .key = {"label", "tree", "node"},
                                  .required = {"label", "tree", "node", "value"}});
  if (!table) return std::unexpected(table.error());
  std::vector<std::string> labels;
  for (const auto& [label, features] : features_of) labels.push_back(label);
  MucTrees read;
  for (const Row& row : table->rows) {
    const auto& cells = row.cells;
    if (const std::string wrong = explain_unknown(*table, row, "label", cells[0], labels); !wrong.empty()) return fail(wrong);
    Forest& forest = read.forests_[cells[0]];
    std::size_t tree = 0;
    int at = 0;
    Node node;
    if (!read_number(cells[1], tree) || !read_number(cells[2], at) || !read_number(cells[4], node.value))
      return fail(table->place_of(row) + ": tree, node and value are numbers");
    if (at < 0) {
      forest.start = node.value;
      continue;
    }
    if (tree == forest.trees.size()) forest.trees.emplace_back();
    if (tree + 1 != forest.trees.size() || static_cast<std::size_t>(at) != forest.trees[tree].size())
      return fail(table->place_of(row) + ": trees and their nodes are numbered in order, from 0");
    if (!cells[3].empty()) {
      const auto& names = features_of.at(cells[0]);
      if (const std::string wrong = explain_unknown(*table, row, "feature", cells[3], names); !wrong.empty()) return fail(wrong);
      node.feature = static_cast<int>(std::ranges::find(names, cells[3]) - names.begin());
      const auto here = static_cast<std::size_t>(at);
      if (!read_number(cells[5], node.below) || !read_number(cells[6], node.above) || node.below <= here || node.above <= here)
        return fail(table->place_of(row) + ": below and above are nodes that come later");
    }
    forest.trees[tree].push_back(node);
  }
  for (const auto& [label, forest] : read.forests_)
    for (const auto& tree : forest.trees)
      for (const Node& node : tree)
        if (std::max(node.below, node.above) >= tree.size()) return fail("lexicon/export/muc_trees.tsv: a tree of \"" + label + "\" leads to a node that is not there");
  return read;
}

double MucTrees::chance(const std::string& label, const std::vector<double>& features) const {
  const auto found = forests_.find(label);
  if (found == forests_.end()) return 0;
  double sum = found->second.start;
  for (const auto& tree : found->second.trees) {
    std::size_t at = 0;
    while (tree[at].feature >= 0) at = features[static_cast<std::size_t>(tree[at].feature)] >= tree[at].value ? tree[at].above : tree[at].below;
    sum += tree[at].value;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace nutgraf::export_
