#pragma once

#include <memory>
#include <string>

#include "event/flow.h"
#include "export/muc_clues.h"
#include "export/muc_model.h"
#include "export/muc_trees.h"

namespace nutgraf::export_ {

// What the MUC export knows besides the flow.
struct Muc {
  MucWords words;
  MucModel model;
  MucTrees trees;
  std::shared_ptr<const Reader> reader;  // the accurate one: what its lower layers make of words is weighed too
};
// Errors: those of the tables. `accurate`: the reader of that name.
Result<Muc> load_muc(const TableSource& tables, std::shared_ptr<const Reader> accurate);

// A filler of a slot: the wording that a key would have.
struct MucFiller {
  std::string text;
  double chance = 0;
  std::int32_t head = no_token;
};

// One incident as MUC tells it. The other slots come from the event record of the incident.
struct MucTemplate {
  std::size_t type = 0;                         // index into muc_types
  std::vector<std::vector<MucFiller>> fillers;  // by role
  const event::Record* record = nullptr;
};

std::vector<MucTemplate> fill_templates(const ReportRead& read, const Muc& muc);

// One report as one line of JSON, without a line end: {"doc_id", "templates": [...]}; docs/muc.md lists the slots.
std::string write_muc(const ReportRead& read, const Muc& muc);

}  // namespace nutgraf::export_
