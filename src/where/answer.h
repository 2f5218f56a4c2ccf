#pragma once

#include <string>
#include <vector>

#include "where/mention.h"
#include "where/resolve.h"
#include "where/where.h"

namespace nutgraf::where {

// A candidate as the answer shows it.
Candidate show_place(const Gazetteer& gazetteer, const PlaceView& place, double score);

// Demonyms outside the mentions: "Turkish", "South Koreans". Which place is meant when several share the word is left
// to the ranks in `countries`, places named in the report, commonest first.
struct DemonymMention {
  TokenRange tokens;
  std::vector<std::uint32_t> places;
};
std::vector<DemonymMention> find_demonyms(const Page& page, const std::vector<Mention>& mentions);

// Whether a place stands for its government, is part of another name, or only tells where something else is.
void set_kind(const Page& page, const Resolved& resolved, Place& place);

// "the capital", "in the province": words that stand for a place named or implied elsewhere.
std::vector<Place> find_stand_ins(const Page& page, const std::vector<Place>& places, const std::vector<Resolved>& resolved,
                                  const std::vector<DemonymMention>& demonyms);

// The name of an organisation that the place begins is that of a body of its state: "California Department of Public Health".
bool owns_state_body(const Page& page, TokenRange tokens);

// Place words inside names of organisations that are no places by themselves: "Bank of Cyprus".
std::vector<Mention> find_parts_of_names(const Page& page, const std::vector<Mention>& proposals, const std::vector<Mention>& chosen);

}  // namespace nutgraf::where
