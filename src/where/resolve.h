#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "where/mention.h"

namespace nutgraf::where {

// A candidate of a mention while it is ranked.
struct Option {
  PlaceView place;
  std::uint8_t flags = main_name;
  std::vector<float> features;  // by ranker_features()
  double score = 0;             // of the ranker; a share of 1 among the options once resolved
};

// A mention with its options, best first once resolved.
struct Resolved {
  Mention mention;
  std::vector<Option> options;
  std::int32_t inside = -1;  // index of the mention told as the place that holds it ("Paris" of "Paris, Texas")
};

// A place that the report names without its being a mention that waits for an answer: demonyms, the outlet's home.
struct Hint {
  std::int32_t token = no_token;
  std::uint32_t place = no_place;
  float weight = 1;
};

std::span<const std::string_view> ranker_features();

// Ranks the places that each mention may mean, all mentions of a report together. Mentions with no candidate keep none.
std::vector<Resolved> resolve_mentions(const Page& page, std::vector<Mention> mentions, const std::vector<Hint>& hints);

}  // namespace nutgraf::where
