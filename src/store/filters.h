#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace nutgraf::store {

// A rectangle of the map, in degrees. `west` is greater than `east` when it crosses the 180th meridian.
struct Box {
  double west = -180, south = -90, east = 180, north = 90;
};

// Which events are meant. Within a list any may fit, between the fields all must; an empty list asks for nothing.
// Names and values are those of the event record and of docs/store.md.
struct Filters {
  std::vector<std::string> type, mode, context, status, certainty;
  std::optional<bool> background;
  std::vector<std::string> state;  // machine, coded, reviewed, disputed, rejected
  std::vector<std::string> actor, actor_country, actor_sector;  // a party's name, or its text where it has none
  std::vector<std::string> recipient, recipient_country, recipient_sector;
  std::vector<std::string> country;  // of the places, alpha-3
  std::vector<std::string> place;    // geonameid
  std::vector<std::string> precision;  // of the most precise place
  std::optional<Box> bbox;
  std::optional<Date> from, to;      // overlap with [earliest, latest]
  std::optional<bool> undated;       // true: also undated events beside from/to; without from/to: only them; false: only dated ones
  std::vector<std::string> what;     // roles of figures
  std::optional<double> min, max;    // some figure (of such a role, if any is asked for) may be >= min, <= max
  std::vector<std::string> speaker, speaker_kind;
  std::vector<std::string> outlet, report, story;
  std::string q;                     // full text, over the reports' text and the events' evidence
  std::optional<double> min_confidence, max_confidence;
  std::optional<bool> minor;         // a minor is a party

  bool operator==(const Filters&) const;
  bool is_empty() const;             // every event fits
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Filters from the pairs of a query string, decoded: {"type", "COERCE,ASSAULT"}. Keys that are no filter are passed over.
// A message starts with the key: `min: "many" is no number`.
Result<Filters> read_filters(const Pairs& pairs);

// Filters from a JSON object whose values are strings ("COERCE,ASSAULT"), numbers, booleans or lists; a key that is no filter is an error.
Result<Filters> read_filters(std::string_view json);

// The JSON object that read_filters reads: keys in a fixed order, only those that ask for something.
std::string write_filters(const Filters& filters);

// "a,b" -> a, b; "\\," is a comma of a value and "\\\\" a backslash; empty parts are left out.
std::vector<std::string> split_values(std::string_view list);

// True for the keys that read_filters knows.
bool is_filter(std::string_view key);

}  // namespace nutgraf::store
