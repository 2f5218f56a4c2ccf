#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/event.h"
#include "event/words.h"

namespace nutgraf::event {

// One happening with the answers that belong to it: what a single clause says of an event, before the mentions of
// one event are joined. Numbers index the vectors of Answers.
struct Mention {
  std::size_t happening = 0;
  std::int32_t trigger = no_token;
  std::int32_t sentence = 0;
  bool is_in_headline = false;
  bool is_in_caption = false;
  std::string type;
  std::vector<std::string> modes;
  Status status = Status::happened;
  Certainty certainty = Certainty::stated;
  std::vector<std::int32_t> actors;      // head tokens
  std::vector<std::int32_t> recipients;  // head tokens
  std::vector<std::int32_t> instruments;  // head tokens
  std::vector<std::size_t> places;
  std::vector<Spot> spots;  // scenes told by common nouns
  std::optional<std::size_t> town;  // the place in or near which the report network sets its scenes
  std::vector<std::size_t> times;
  std::optional<when::TimeExpression> reckoned;  // a day counted from another one: "on Friday, two days after"
  struct CountedRole {
    std::size_t figure = 0;
    std::string what;  // "detained", "participants"
    bool is_share = false;  // counts some among the recipients
    bool is_sure = false;  // the words leave no doubt of its event
    bool is_aimed_at = false;  // counts those "shot at" or "opened fire on", who need not be hurt
  };
  std::vector<CountedRole> figures;
  std::vector<CountedRole> figures_of_chain;  // counts told at other phrases for its parties; for want of others
  std::vector<std::size_t> statements;  // statements whose content holds the trigger
  std::vector<std::size_t> claims;      // claims of responsibility for it
  std::vector<std::int32_t> speakers;   // who tells it by the report network's word alone; head tokens
  std::vector<std::int32_t> proposed;   // words of parties, places, times and speakers that the report network added
  std::vector<std::int32_t> accused;    // actors who are only blamed for it; head tokens
  std::int32_t claimed_by = no_token;   // subject of "claimed the attack"
  bool is_crime_charged = false;        // stands under an act that charges or tries somebody: "accused of killing"
  bool is_ground = false;               // what another act is for or about: "sentenced for attending protests"
  bool is_part = false;                 // one of several counts told town by town
  Span evidence;                        // trigger with the phrases it governs
  std::string because;
  double confidence = 1;
};

// True for what counts those whom an attack hurt or killed.
inline bool is_harm(std::string_view role) { return role == "killed" || role == "injured" || role == "casualties"; }

// True for a word that the report network added to the mention.
inline bool is_proposed(const Mention& mention, std::int32_t word) { return std::ranges::find(mention.proposed, word) != mention.proposed.end(); }

struct Mentions {
  std::vector<Mention> kept;
  std::vector<LeftOut> left_out;
};

// A mention for every happening that deserves one: hypothetical and denied ones without specific parties are left out.
Mentions find_mentions(const Report& report, const Reading& reading, const Answers& answers, const Words& words);

}  // namespace nutgraf::event
