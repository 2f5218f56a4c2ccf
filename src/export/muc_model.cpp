// Adds up what the clues are worth: a logistic regression for each incident type, role and wording.

#include "export/muc_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

namespace nutgraf::export_ {

Result<MucModel> MucModel::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/export/muc_weights.tsv", {.columns = {"kind", "label", "clue", "weight"},
                                                                     .key = {"kind", "label", "clue"},
                                                                     .required = {"kind", "label", "weight"}});
  if (!table) return std::unexpected(table.error());
  const std::vector<std::string> kinds = {"type", "role", "wording", "least"};
  std::vector<std::string> every_label = muc_types;
  every_label.insert(every_label.end(), muc_roles.begin(), muc_roles.end());
  MucModel model;
  for (const Row& row : table->rows) {
    const auto& [kind, label, clue, weight] = std::tie(row.cells[0], row.cells[1], row.cells[2], row.cells[3]);
    if (const std::string wrong = explain_unknown(*table, row, "kind", kind, kinds); !wrong.empty()) return fail(wrong);
    const std::vector<std::string>& labels = kind == "least" ? every_label : kind == "type" ? muc_types : muc_roles;
    if (const std::string wrong = explain_unknown(*table, row, "label", label, labels); !wrong.empty()) return fail(wrong);
    double value = 0;
    if (const auto end = weight.data() + weight.size(); std::from_chars(weight.data(), end, value).ptr != end)
      return fail(table->place_of(row) + ": \"" + weight + "\" is no number");
    const auto at = static_cast<std::size_t>(std::ranges::find(labels, label) - labels.begin());
    if (kind == "least")
      (at < muc_types.size() ? model.least_type_[at] : model.least_role_[at - muc_types.size()]) = value;
    else
      model.worths_[static_cast<std::size_t>(std::ranges::find(kinds, kind) - kinds.begin())][clue].push_back({at, value});
  }
  return model;
}

std::vector<double> MucModel::chances(Part part, const std::vector<std::string>& clues) const {
  std::vector<double> sums(part == Part::type ? muc_types.size() : muc_roles.size(), 0);
  const auto& worths = worths_[static_cast<std::size_t>(part)];
  const auto add = [&](const std::string& clue) {
    if (const auto found = worths.find(clue); found != worths.end())
      for (const Worth& worth : found->second) sums[worth.label] += worth.weight;
  };
  add("");
  for (const std::string& clue : clues) add(clue);
  for (double& sum : sums) sum = 1 / (1 + std::exp(-sum));
  return sums;
}

}  // namespace nutgraf::export_
