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
  // one that a key would have, by role.
  std::vector<double> types_of(const std::vector<std::string>& clues) const { return chances(Part::type, clues); }
  std::vector<double> roles_of(const std::vector<std::string>& clues) const { return chances(Part::role, clues); }
  std::vector<double> wordings_of(const std::vector<std::string>& clues) const { return chances(Part::wording, clues); }

  // The least chance by which a type and a role are told.
  double least_of_type(std::size_t type) const { return least_type_[type]; }
  double least_of_role(std::size_t role) const { return least_role_[role]; }

 private:
  enum class Part : std::size_t { type, role, wording };
  struct Worth {
    std::size_t label;
    double weight;
  };

  std::vector<double> chances(Part part, const std::vector<std::string>& clues) const;

  std::array<std::unordered_map<std::string, std::vector<Worth>>, 3> worths_;  // by part; no clue: the bias
  std::vector<double> least_type_ = std::vector<double>(muc_types.size(), 0.5);
  std::vector<double> least_role_ = std::vector<double>(muc_roles.size(), 0.5);
};

}  // namespace nutgraf::export_
