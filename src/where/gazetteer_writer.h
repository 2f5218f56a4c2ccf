#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "where/gazetteer_file.h"

namespace nutgraf::where {

// A place as it goes into a gazetteer file.
struct PlaceRow {
  std::uint32_t geonameid = 0;
  PlaceClass kind = PlaceClass::town;
  std::string country;  // ISO 3166-1 alpha-2
  std::string admin1, admin2;  // codes, of no meaning but to join places with their divisions
  double lat = 0, lon = 0;
  std::uint64_t population = 0;
  std::string name;
  std::vector<std::string> alternates;
  std::vector<std::string> short_names;
};

// Packs places into a gazetteer file.
class GazetteerWriter {
 public:
  // The names go through squeeze(); a place's repeats of one name are kept once, its main name first.
  void add(const PlaceRow& row);

  std::size_t size() const { return records_.size() / GazetteerFile::record_bytes; }

  // The bytes of the file. Same rows in the same order, same bytes.
  std::string finish(std::string_view source) &&;

  // The same into a new file beside `path`, which then takes its name in one step.
  static Result<void> save(std::string_view bytes, const std::string& path);

 private:
  struct Entry {
    std::uint64_t hash;
    std::uint32_t place;
    std::uint8_t flags;
  };
  std::uint32_t keep_name(std::string_view name);

  std::vector<Entry> entries_;
  std::string records_;
  std::string pool_;
  std::unordered_map<std::string, std::uint32_t> names_;
  std::map<std::string, std::uint32_t> countries_;
  std::unordered_map<std::string, std::uint32_t> admin1_index_, admin2_index_;
  std::vector<std::uint32_t> admin1s_, admin2s_;
};

}  // namespace nutgraf::where
