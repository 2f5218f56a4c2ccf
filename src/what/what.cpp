// Finds what happened: every word or phrase that tells an act of the PLOVER types, with who did it to whom and by what
// means. "Police detained nine people after a bomb blast" tells two: COERCE arrest ("detained") and ASSAULT explosives
// ("blast"). Triggers are matched (match), their roles filled (fill), and rules between them applied (boundaries). Whether
// two mentions are one event, and when and where it was, is left to `event`.

#include "what/what.h"

#include "what/boundaries.h"
#include "what/fill.h"
#include "what/lexicon.h"
#include "what/match.h"
#include "what/sense.h"

namespace nutgraf::what {

namespace {

// Triggers that the sense model finds less likely than this are dropped.
constexpr double least_confidence = 0.1;

}  // namespace

std::vector<Happening> find_unweighed(const Report&, const Reading& reading, const Lexicon& lexicon) {
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
  return keep_boundaries(reading, std::move(happenings));
}

std::vector<Happening> find_happenings(const Report& report, const Reading& reading, const Lexicon& lexicon) {
  std::vector<Happening> happenings = find_unweighed(report, reading, lexicon);
  if (happenings.empty() || lexicon.sense().is_empty()) return happenings;
  const TopicSet topics = lexicon.topics().of_report(reading);
  std::vector<double> confidences(happenings.size());
  for (std::size_t i = 0; i < happenings.size(); ++i)
    confidences[i] = lexicon.sense().confidence(report, reading, lexicon, happenings, topics, i);
  for (std::size_t i = 0; i < happenings.size(); ++i) happenings[i].confidence = confidences[i];
  std::erase_if(happenings, [](const Happening& happening) { return happening.confidence < least_confidence; });
  return happenings;
}

}  // namespace nutgraf::what
