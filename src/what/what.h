#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::what {

// The roles that words of a clause play in a happening. `target` is what it is about or over: the post resigned from,
// the crime charged with, the deed condemned.
enum class Role { actor, recipient, instrument, place, figure, target };

struct Filler {
  Role role = Role::actor;
  std::int32_t head = no_token;  // head token of the phrase
  std::string because;           // "nsubj", "obl:agent", "nmod of", "controller of xcomp"
};

// What the words around a trigger say of its status: "tried to kill", "a foiled attack" (foiled), "will deploy"
// (planned), "no arrests", "did not fire" (negated), "if they attack", "could be jailed" (hypothetical).
enum class StatusHint { none, planned, foiled, negated, hypothetical };

// One mention of something that somebody did: the trigger words, PLOVER type and modes, and the phrases that
// fill its roles over the tree. Mentions are not yet joined into events.
struct Happening {
  std::int32_t trigger = no_token;  // head token of the trigger
  Span span;                        // the trigger's words
  std::string type;                 // "COERCE"
  std::vector<std::string> modes;   // "arrest"
  std::vector<Filler> fillers;
  std::string figure_role;          // what a count of its recipients means: "detained", "killed"; empty when nothing
  std::string actor_figure_role;    // what a count of its actors means: "participants", "attackers", "deployed"
  std::string trigger_figure_role;  // what a number before a noun means: "numerous arrests" detained, "two raids" attacks
  StatusHint status_hint = StatusHint::none;
  // Triggers of the same sentence that tell the same event: the attack of "killed in the attack". Token indices.
  std::vector<std::int32_t> same_event;
  bool is_noun = false;
  bool is_presupposed = false;  // only named in a noun phrase that gives no party, place or time: evidence of an event
                                // told elsewhere, seldom an event of its own
  std::string because;          // table row or model
  double confidence = 1;
};

class Lexicon;
Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables);

// The happenings of a report in text order; two of one trigger when it tells two ("jailed for ten years").
std::vector<Happening> find_happenings(const Report& report, const Reading& reading, const Lexicon& lexicon);

// The types whose facts people count (event record, section 2).
inline constexpr std::array<std::string_view, 8> core_types = {"ASSAULT", "COERCE", "PROTEST", "ACCUSE", "THREATEN", "MOBILIZE", "SANCTION", "RETREAT"};

// In `because` of what only the report network tells.
inline constexpr std::string_view by_network = "report network";

// True for the types of which another mode is another act: a search and an arrest, a charge and a condemnation. Acts of the others may have several.
bool has_one_mode(std::string_view type);

}  // namespace nutgraf::what
