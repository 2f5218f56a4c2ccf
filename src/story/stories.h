#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "story/telling.h"

namespace nutgraf::story {

// What speaks for and against two tellings being of one event; `clue_weights` in same_event.cpp has a weight for each.
enum class Clue {
  same_trigger, same_mode, other_mode, same_day, other_day, far_day, filed_apart, same_place, other_place, same_country, other_country,
  same_named_actor, same_actor, other_actor, same_named_recipient, same_recipient, other_recipient, same_figure, other_figure,
  same_named_party, same_age, other_age, sentence_likeness, report_likeness, name_likeness, wire_copy, other_status, other_background,
  count
};
using Clues = std::array<double, static_cast<std::size_t>(Clue::count)>;

// The clues of a pair, each 0..1. Symmetric.
Clues clues_of(const Telling& a, const Telling& b);

// How sure it is that two tellings tell one event: log odds of a learned pairwise model (training/story/README.md). Symmetric; of
// tellings of different types always far below 0.
double same_event(const Telling& a, const Telling& b);

// Share of the runs of five words that both texts hold, estimated (0..1). From `wire_copy_share` on they are copies of one wire story,
// perhaps cut or lightly edited.
double share_of_shingles(const Telling& a, const Telling& b);
constexpr double wire_copy_share = 0.5;

// Keys under which a telling is filed, and those under which tellings of its event are looked up: type and week with a place,
// a country or a rare name. A telling without any day is filed so that dated and undated ones find it. Sorted, each once.
std::vector<std::string> blocks_of(const Telling& telling);
std::vector<std::string> lookups_of(const Telling& telling);

// One event across reports: ids of records, sorted. Its own id is "s-" and the record that founded it.
struct Story {
  std::string id;
  std::vector<std::string> records;
};

// The story that a telling belongs to, of those given (each by its tellings), or nothing: then it founds one. The best mean score
// over a story's tellings decides, copies of one wire story counted once; a story never holds two records of one report.
std::optional<std::size_t> find_story(const Telling& telling, const std::vector<std::vector<const Telling*>>& stories);

// All stories of a set of tellings, by adding them one after the other in the order of filing, report and record. Sorted by id.
std::vector<Story> join_tellings(std::vector<Telling> tellings);

}  // namespace nutgraf::story
