#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "story/telling.h"

namespace nutgraf::story {

// How sure it is that two tellings tell one event: log odds of a learned pairwise model (training/story). Symmetric.
double same_event(const Telling& a, const Telling& b);

// Two texts that are copies of one wire story, perhaps cut or lightly edited: share of shingles that both hold, estimated (0..1).
double share_of_shingles(const Telling& a, const Telling& b);
constexpr double wire_copy_share = 0.5;

// Keys under which a telling is filed and looked up: two tellings of one event share at least one key, or are not compared.
// A key joins type and time bucket with a place, a country or a rare name.
std::vector<std::string> blocks_of(const Telling& telling);

// One event across reports.
struct Story {
  std::string id;  // "s-" and the record that founded it
  std::vector<std::string> records;
};

// The story that a telling belongs to, of those given (each with its tellings), or nothing: then it founds one. The best mean
// score over a story's tellings decides; a story never holds two records of one report.
std::optional<std::size_t> find_story(const Telling& telling, const std::vector<std::vector<const Telling*>>& stories);

// All stories of a set of tellings, by adding them one after the other in the order of filing, report and record. Sorted by id.
std::vector<Story> join_tellings(std::vector<Telling> tellings);

// Groups of reports that are copies of one wire story: report ids, the earliest filed first; reports without copies are left out.
std::vector<std::vector<std::string>> find_wire_copies(const std::vector<Telling>& tellings);

}  // namespace nutgraf::story
