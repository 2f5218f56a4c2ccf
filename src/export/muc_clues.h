#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "event/flow.h"

namespace nutgraf::export_ {

// MUC's incident types, as its answer keys spell them.
inline const std::vector<std::string> muc_types = {"attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage"};

// The words that open a place to a closer look: lexicon/export/muc_incidents.tsv.
class MucWords {
 public:
  static Result<MucWords> load(const TableSource& tables);

  // Index into muc_types, or -1.
  int type_of(const Token& token) const;

 private:
  std::map<std::pair<std::string, bool>, int> types_;  // word, is it a verb
};

// One wording of a phrase: "bomb", "powerful bomb", "two powerful bombs".
struct MucWording {
  std::string text;  // one space between words, lower case
  std::vector<std::string> clues;
};

// A noun that may fill a slot, with what speaks for and against.
struct MucCandidate {
  std::int32_t head = no_token;
  std::vector<std::string> clues;
  std::vector<MucWording> wordings;
  std::int32_t renames = no_token;  // the noun that it stands in apposition to: "ELN" of "the Army, ELN"
  std::int32_t party = -1;          // index into Answers::who, or -1
  std::vector<float> state;         // of the head, see MucClues::state
  std::vector<int> nearest;         // by type: how many tokens to the nearest word of that type; 999 when over a sentence away
};

// A report seen through MUC's eyes: what its words say of each incident type, and who and what may fill the slots.
struct MucClues {
  std::vector<std::string> of_report;
  std::vector<float> state;  // the mean state of the incident words after the reading model's lower layers; empty when there are none
  std::vector<std::pair<std::int32_t, int>> anchors;  // token and type
  std::vector<MucCandidate> candidates;
};

// `reader` is the accurate one.
MucClues find_muc_clues(const ReportRead& read, const MucWords& words, const Reader& reader);

}  // namespace nutgraf::export_
