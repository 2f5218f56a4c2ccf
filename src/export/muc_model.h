#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "export/muc_clues.h"

namespace nutgraf::export_ {

// The roles of the simplified MUC templates.
inline const std::vector<std::string> muc_roles = {"PerpInd", "PerpOrg", "Target", "Victim", "Weapon"};

// What the clues are worth: lexicon/export/muc_weights.tsv, learned by training/export/learn_muc.py.
class MucModel {
 public:
  static Result<MucModel> load(const TableSource& tables);

  // The chance that the report tells an incident of each type, that a noun fills each role, and that a wording is the
  // one that a key would have, by role. `state`: of MucClues and MucCandidate.
  std::vector<double> types_of(const std::vector<std::string>& clues, const std::vector<float>& state) const { return chances(Part::type, clues, state); }
  std::vector<double> roles_of(const std::vector<std::string>& clues, const std::vector<float>& state) const { return chances(Part::role, clues, state); }
  std::vector<double> wordings_of(const std::vector<std::string>& clues) const { return chances(Part::wording, clues, {}); }

  // The least chance by which a filler is told.
  double least() const { return least_; }

 private:
  enum class Part : std::size_t { type, role, wording };
  struct Worth {
    std::size_t label;
    double weight;
  };

  std::vector<double> chances(Part part, const std::vector<std::string>& clues, const std::vector<float>& state) const;

  std::array<std::unordered_map<std::string, std::vector<Worth>>, 3> worths_;  // by part; no clue: the bias
  std::array<std::vector<std::vector<double>>, 3> state_worths_;               // by part, number of the state and label
  double least_ = 0.5;
};

}  // namespace nutgraf::export_
