// Adds up what the clues and the numbers of a word's state are worth: a logistic regression for each incident type, role and wording.

#include "export/muc_model.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "export/number_cell.h"

namespace nutgraf::export_ {

namespace {

const std::vector<std::string> any = {"any"};
constexpr std::string_view state_clue = "state ";

}  // namespace

Result<MucModel> MucModel::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/export/muc_weights.tsv", {.columns = {"kind", "label", "clue", "weight"},
                                                                     .key = {"kind", "label", "clue"},
                                                                     .required = {"kind", "label", "weight"}});
  if (!table) return std::unexpected(table.error());
  const std::vector<std::string> kinds = {"type", "role", "wording", "least"};
  MucModel model;
  for (std::size_t part = 0; part < model.state_worths_.size(); ++part)
    model.state_worths_[part].assign(states_width, std::vector<double>(part == 0 ? muc_types.size() : muc_roles.size(), 0));
  for (const Row& row : table->rows) {
    const auto& [kind, label, clue, weight] = std::tie(row.cells[0], row.cells[1], row.cells[2], row.cells[3]);
    if (const std::string wrong = explain_unknown(*table, row, "kind", kind, kinds); !wrong.empty()) return fail(wrong);
    const std::vector<std::string>& labels = kind == "least" ? any : kind == "type" ? muc_types : muc_roles;
    if (const std::string wrong = explain_unknown(*table, row, "label", label, labels); !wrong.empty()) return fail(wrong);
    double value = 0;
    if (!read_number(weight, value)) return fail(table->place_of(row) + ": \"" + weight + "\" is no number");
    if (kind == "least") {
      model.least_ = value;
      continue;
    }
    const auto at = static_cast<std::size_t>(std::ranges::find(labels, label) - labels.begin());
    const auto part = static_cast<std::size_t>(std::ranges::find(kinds, kind) - kinds.begin());
    if (!clue.starts_with(state_clue)) {
      model.worths_[part][clue].push_back({at, value});
      continue;
    }
    std::size_t number = 0;
    if (!read_number(clue.substr(state_clue.size()), number) || number >= states_width)
      return fail(table->place_of(row) + ": a word's state has no such number");
    model.state_worths_[part][number][at] = value;
  }
  return model;
}

std::vector<double> MucModel::chances(Part part, const std::vector<std::string>& clues, const std::vector<float>& state) const {
  std::vector<double> sums(part == Part::type ? muc_types.size() : muc_roles.size(), 0);
  const auto& worths = worths_[static_cast<std::size_t>(part)];
  const auto& of_state = state_worths_[static_cast<std::size_t>(part)];
  for (std::size_t i = 0; i < state.size(); ++i)
    for (std::size_t label = 0; label < sums.size(); ++label) sums[label] += of_state[i][label] * static_cast<double>(state[i]);
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
