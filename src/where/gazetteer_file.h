#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace nutgraf::where {

// What a place is. The numbers are written to gazetteer files: add at the end only.
enum class PlaceClass : std::uint8_t {
  country, capital, seat1, seat2, seat3, seat4, town, section, admin1, admin2, lower_admin, airport, gone,
  region, water, mountain, island, base, camp, landmark, historic
};
constexpr std::uint8_t place_class_count = 21;

std::string_view name_of(PlaceClass kind);                         // "seat1"
std::optional<PlaceClass> place_class_named(std::string_view name);

// How a name belongs to a place; flags, so that they fit a byte.
enum NameFlag : std::uint8_t {
  main_name = 0,
  alternate_name = 1,    // spelled otherwise, or in another language
  short_name = 2,        // without "Province", "County"
  without_article = 4,   // "Raqqa" for "Ar-Raqqa"
};

constexpr std::uint32_t no_place = 0xFFFFFFFF;

// A place that bears a name.
struct Posting {
  std::uint32_t place = no_place;
  std::uint8_t flags = main_name;
};

// A place as a gazetteer file holds it. The views live as long as the file.
struct PlaceRecord {
  std::string_view name;
  std::string_view country;  // ISO 3166-1 alpha-2; empty when it lies in none
  std::uint32_t country_index = no_place;  // of the file's own list of countries
  std::uint32_t geonameid = 0;
  double lat = 0, lon = 0;
  PlaceClass kind = PlaceClass::town;
  float log_population = 0;  // log2(population + 1)
  std::uint32_t admin1 = no_place;  // the place that is its first-order division
  std::uint32_t admin2 = no_place;
};

// A file of places, used where it lies in memory: nothing is copied or parsed. Names are found through a hash of their
// squeezed form: 2^bits buckets of entries (24 more bits of the hash, a place, flags). Two names in ten million are
// taken for one another, which the ranking of candidates outlives.
class GazetteerFile {
 public:
  // Errors: not a gazetteer, another version, damaged header, wrong length. `bytes` must outlive the file.
  static Result<GazetteerFile> open(std::string_view bytes, std::string_view path);

  // Compares the checksum of the whole content, which reads every page.
  bool is_intact() const;

  std::vector<Posting> find(std::uint64_t name_hash) const;
  bool has(std::uint64_t name_hash) const;
  PlaceRecord place(std::uint32_t index) const;

  std::uint32_t country_count() const { return header_.countries; }
  std::string_view country(std::uint32_t index) const { return bytes_.substr(layout_.countries + index * 2, 2); }
  std::uint32_t place_count() const { return header_.places; }
  std::uint32_t name_count() const { return header_.entries; }
  std::string_view source() const;  // what it was made from, for people

  // The first bytes of a file; all numbers little-endian, sections follow in this order, each on a multiple of 64.
  struct Header {
    char magic[8];
    std::uint32_t version, header_crc, content_crc, bucket_bits;
    std::uint32_t places, entries, admin1s, admin2s, countries, pool_bytes;
    std::uint64_t bytes;
    char source[64];
  };
  static constexpr std::uint32_t version = 1;
  static constexpr std::size_t record_bytes = 22, entry_bytes = 7;

  // Where each section starts.
  struct Layout {
    std::size_t buckets, entries, records, admin1s, admin2s, countries, pool, end;
  };
  static Layout layout_of(const Header& header);
  static std::uint32_t header_checksum(Header header);

 private:
  std::string_view bytes_;
  Header header_{};
  Layout layout_{};
};

}  // namespace nutgraf::where
