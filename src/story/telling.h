#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "story/words.h"

namespace nutgraf::story {

// A party as far as stories need it: what it is called and whose it is.
struct TellingParty {
  std::string name;  // canonical, else as told
  Bag words;         // of the name, but for words that most reports hold ("man", "people")
  std::string country;
  std::vector<std::string> sectors;
  bool is_named = false;
};

struct TellingPlace {
  std::string name;  // folded
  std::string country;
  std::string admin1;
  std::optional<std::int64_t> geonameid;
  std::optional<double> lat, lon;
  bool is_wide = false;  // a province, country or region: holds too much to tell two events apart
};

struct TellingFigure {
  std::string what;  // killed, detained, ...
  std::optional<double> low, high;
  bool is_best = false;
};

// How one report tells one event, cut down to what decides whether another report tells the same one.
struct Telling {
  std::string report;  // id of the report
  std::string record;  // id of the record, unique over all reports
  std::string type;    // PLOVER type
  std::vector<std::string> modes;
  std::string status;
  bool is_background = false;
  std::optional<Date> earliest, latest;  // told; a time that is only the filing day's bound is left out
  std::optional<Date> filed;
  std::vector<TellingPlace> places;
  std::vector<TellingParty> actors, recipients;
  std::vector<TellingFigure> figures;
  std::vector<int> ages;                // of people in the sentences that tell it, sorted
  std::string trigger;                  // stem of the word that tells it
  Bag sentence;                         // words of the sentences that tell it
  Bag report_words, report_names;       // of the whole report; the same for all its tellings
  std::vector<std::uint32_t> shingles;  // MinHash of the report's text, to find copies of one wire story
};

// The tellings of a report line as `nutgraf read --format jsonl` prints it, one a record, in the order of the records.
// `report` is the report's id in the project; records are called `<report>-<id>` unless the line gives ids of that form already.
// Fails when the line is no JSON or lacks `report.text`.
Result<std::vector<Telling>> tellings_of(std::string_view report_line, const std::string& report, const CommonWords& common);

// A telling as JSON, for keeping it in a project: what is its own, and what all tellings of its report share.
struct TellingText {
  std::string own, of_report;
};
TellingText write_telling(const Telling& telling);

// Back from both. Fails when a key is missing or wrong.
Result<Telling> read_telling(std::string_view own, std::string_view of_report);

}  // namespace nutgraf::story
