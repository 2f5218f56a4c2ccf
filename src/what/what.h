#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::what {

// The roles that words of a clause play in a happening.
enum class Role { actor, recipient, instrument, place, figure, target };

struct Filler {
  Role role = Role::actor;
  std::int32_t head = no_token;  // head token of the phrase
  std::string because;           // "nsubj", "obl:agent", "nmod of", "controller of xcomp"
};

// One mention of something that somebody did: the trigger words, PLOVER type and modes, and the phrases that
// fill its roles over the tree. Mentions are not yet joined into events.
struct Happening {
  std::int32_t trigger = no_token;  // head token of the trigger
  Span span;                        // the trigger's words
  std::string type;                 // "COERCE"
  std::vector<std::string> modes;   // "arrest"
  std::vector<Filler> fillers;
  std::string figure_role;          // what a count of its recipients means: "detained", "killed"; empty when nothing
  bool is_noun = false;
  std::string because;              // table row or model
  double confidence = 1;
};

class Lexicon;
Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables);

std::vector<Happening> find_happenings(const Report& report, const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::what
