// Finds what happened: every word or phrase that tells an act of the PLOVER types, with who did it to whom and by what
// means. "Police detained nine people after a bomb blast" tells two: COERCE arrest ("detained") and ASSAULT explosives
// ("blast"). Triggers are matched (match), their roles filled (fill), accidents left out (accidents)
// and rules between them applied (boundaries). Whether two mentions are one event, and when and where it was, is left to `event`.

#include "what/what.h"

#include "what/accidents.h"
#include "what/boundaries.h"
#include "what/fill.h"
#include "what/lexicon.h"
#include "what/match.h"

namespace nutgraf::what {

bool has_one_mode(std::string_view type) { return type == "COERCE" || type == "ACCUSE" || type == "SANCTION" || type == "RETREAT"; }

std::vector<Happening> find_happenings(const Report&, const Reading& reading, const Lexicon& lexicon) {
  std::vector<Happening> happenings;
  for (const Match& match : match_triggers(reading, lexicon)) {
    Happening happening = fill_roles(reading, lexicon, match);
    if (match.row->also) {
      Happening second = happening;
      second.type = match.row->also->type;
      second.modes = match.row->also->modes;
      second.figure_role = second.type == "COERCE" ? "detained" : "";
      happenings.push_back(std::move(second));
    }
    happenings.push_back(std::move(happening));
  }
  happenings = without_accidents(reading, lexicon.accidents(), lexicon.classes(), lexicon.topics(), std::move(happenings));
  return keep_boundaries(reading, lexicon.classes(), std::move(happenings));
}

}  // namespace nutgraf::what
