#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/table.h"
#include "where/cues.h"
#include "where/gazetteer_file.h"
#include "where/import.h"
#include "where/network.h"
#include "where/where.h"

namespace nutgraf::where {

// A place of lexicon/where/countries.tsv or regions.tsv.
struct TablePlace {
  std::string name;
  std::vector<std::string> countries;  // ISO 3166-1 alpha-3
  PlaceClass kind = PlaceClass::region;
  Precision precision = Precision::region;
  double lat = 0, lon = 0;
  double radius_km = 0;
  std::string capital;  // of a country
  std::string note;
  std::string because;  // "lexicon/where/regions.tsv:14"
};

// A place as the ranking sees it, wherever it comes from. The views live as long as the gazetteer.
struct PlaceView {
  std::uint32_t index = no_place;
  std::string_view name;
  std::string_view country;  // alpha-3; empty when in none or in several
  std::uint32_t geonameid = 0;
  double lat = 0, lon = 0;
  PlaceClass kind = PlaceClass::town;
  float log_population = 0;
  std::uint32_t admin1 = no_place, admin2 = no_place;
  const TablePlace* row = nullptr;  // when it is from our own tables
};

// A word such as "Turkish", "Turk" or "Turks" for somebody or something of a place.
struct Demonym {
  std::vector<std::uint32_t> places;  // several when they share it ("Congolese")
  bool is_people = false;             // stands for persons ("Turks")
};

// More flags of a posting, for names in our tables.
enum TableNameFlag : std::uint8_t {
  needs_upper_case = 8,  // "US", "CAR": not "us", "Car"
};

class Gazetteer {
 public:
  // Errors: as GazetteerFile::open and the tables' own.
  static Result<std::shared_ptr<const Gazetteer>> load(const TableSource& tables, GazetteerBytes bytes);

  // Places that bear a name, given squeezed. Names of our tables come last.
  std::vector<Posting> find(const std::string& squeezed) const;
  PlaceView place(std::uint32_t index) const;

  const Demonym* demonym(const std::string& lower_squeezed) const;
  // The division that "Calif." or "CT" is short for, as printed; no_place when none is.
  std::uint32_t short_form(const std::string& printed) const;
  std::optional<std::uint32_t> country(std::string_view alpha3) const;
  // The capital of a country; no_place when the gazetteer has none by that name.
  std::uint32_t capital_of(std::string_view alpha3) const;

  // True when `inner` lies in `outer`, as far as codes or extents tell.
  bool contains(const PlaceView& outer, const PlaceView& inner) const;

  const Cues& cues() const { return cues_; }
  const Network& recogniser() const { return recogniser_; }
  const Network& ranker() const { return ranker_; }
  const GazetteerFile& file() const { return file_; }
  const std::string& file_path() const { return bytes_.path; }

 private:
  Result<void> read_countries(const TableSource& tables);
  Result<void> read_regions(const TableSource& tables);
  Result<void> read_divisions(const TableSource& tables);
  void add_table_place(TablePlace place, const std::vector<std::string>& names, std::string_view alpha2);
  void add_demonyms(std::uint32_t place, const std::string& words, bool is_people);
  std::string_view alpha3_of(std::string_view alpha2) const;

  GazetteerBytes bytes_;
  GazetteerFile file_;
  std::vector<TablePlace> table_;
  WordMap<std::vector<Posting>> table_names_;
  WordMap<Demonym> demonyms_;
  WordMap<std::uint32_t> short_forms_;
  std::unordered_map<std::string, std::string> alpha3_;              // by alpha-2
  std::vector<std::string> alpha3_of_file_;                          // by the file's list of countries
  std::unordered_map<std::string, std::uint32_t> countries_;         // by alpha-3
  Cues cues_;
  Network recogniser_, ranker_;
};

}  // namespace nutgraf::where
