#pragma once

#include <string>
#include <vector>

#include "export/muc_clues.h"

namespace nutgraf::export_ {

// What the learned weights say of a report, before it is decided what is told.
struct MucChances {
  struct Wording {
    std::string text;
    double chance = 0;
  };
  std::vector<double> types;                   // that the report tells an incident of each type
  std::vector<std::vector<double>> roles;      // by candidate and role: that it fills the role in some template
  std::vector<std::vector<Wording>> wordings;  // by candidate and role: the likeliest
};

// Candidates that name one thing, with the wording of the likeliest, which stands first.
struct MucGroup {
  MucChances::Wording wording;
  std::int32_t chain = -1;
  std::vector<std::size_t> candidates;
};

// A report seen whole: what boosted trees judge by, as training/export/muc_fill.py has it.
class MucReport {
 public:
  MucReport(const ReportRead& read, const MucClues& clues, const MucChances& chances);

  static const std::vector<std::string>& filler_features();
  static const std::vector<std::string>& type_features();

  // The types that are likely enough to be looked at.
  const std::vector<std::size_t>& types() const { return types_; }
  // Those that may fill a role, the likeliest first.
  std::vector<MucGroup> groups_of(std::size_t role) const;
  // The features of a group of these as a filler of a template of the type.
  std::vector<double> filler_features_of(const std::vector<MucGroup>& groups, std::size_t group, std::size_t role, std::size_t type) const;
  // The features of a template of the type; `fillers`: by role, how likely each group fills it there.
  std::vector<double> type_features_of(std::size_t type, const std::vector<std::vector<double>>& fillers) const;

 private:
  std::int32_t chain_of(std::size_t candidate) const;
  bool names_same_thing(std::size_t candidate, const std::string& text, const MucGroup& group) const;
  double anchors_of(std::size_t type) const;
  // The greatest chance of the role among all candidates.
  double most_of(std::size_t role) const;

  const ReportRead& read_;
  const MucClues& clues_;
  const MucChances& chances_;
  std::vector<std::size_t> types_;
};

}  // namespace nutgraf::export_
