#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf::where {

// A small learned judge: features -> hidden units (tanh) -> one number. Its weights are a table with a row a feature,
// made by training/where/train.py.
class Network {
 public:
  // Errors: as read_table; a cell that is no number; a missing (bias) or (out) row.
  static Result<Network> load(const TableSource& tables, const std::string& path);

  // Sets the order in which judge() gets the features. A feature that the table lacks counts nothing.
  void order_features(std::span<const std::string_view> names);

  double judge(std::span<const float> features) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<float>> rows_;    // by feature in the table's order
  std::vector<std::vector<float>> ordered_;  // by feature in the caller's order
  std::vector<float> bias_, out_;
  float out_bias_ = 0;
};

}  // namespace nutgraf::where
