// Packs places into the file that GazetteerFile reads. Used by the tool that makes the built-in gazetteer and by a
// user's import of the whole of GeoNames.

#include "where/gazetteer_writer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <tuple>

#include <fmt/format.h>
#include <zlib.h>

#include "where/place_name.h"

namespace nutgraf::where {

namespace {

void append_number(std::string& bytes, std::uint64_t number, std::size_t count) {
  bytes.append(reinterpret_cast<const char*>(&number), count);
}

std::uint64_t scale(double degrees, double offset) {
  return static_cast<std::uint64_t>(std::lround((std::clamp(degrees, -offset, offset) + offset) * 1e4));
}

std::uint32_t index_in(std::unordered_map<std::string, std::uint32_t>& index, std::vector<std::uint32_t>& places,
                       const std::string& code) {
  const auto [found, is_new] = index.emplace(code, static_cast<std::uint32_t>(places.size()));
  if (is_new) places.push_back(no_place);
  return found->second;
}

// No longer than a byte can tell, and whole characters.
std::string_view short_enough(std::string_view name) {
  if (name.size() <= 250) return name;
  std::size_t end = 250;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return name.substr(0, end);
}

}  // namespace

std::uint32_t GazetteerWriter::keep_name(std::string_view name) {
  name = short_enough(name);
  const auto [found, is_new] = names_.emplace(name, static_cast<std::uint32_t>(pool_.size()));
  if (is_new) {
    pool_.push_back(static_cast<char>(name.size()));
    pool_ += name;
  }
  return found->second;
}

void GazetteerWriter::add(const PlaceRow& row) {
  const auto place = static_cast<std::uint32_t>(size());
  std::vector<std::pair<std::uint64_t, std::uint8_t>> keys;
  const auto add_key = [&](const std::string& squeezed, std::uint8_t flags) {
    if (squeezed.size() < 2) return;
    const std::uint64_t hash = hash_name(squeezed);
    if (std::ranges::none_of(keys, [&](const auto& key) { return key.first == hash; })) keys.emplace_back(hash, flags);
  };
  add_key(squeeze(row.name), main_name);
  for (const std::string& name : row.short_names) add_key(squeeze(name), short_name);
  for (const std::string& name : row.alternates) add_key(squeeze(name), alternate_name);
  add_key(squeeze_without_article(row.name), without_article);
  for (const std::string& name : row.short_names) add_key(squeeze_without_article(name), without_article | short_name);
  for (const std::string& name : row.alternates) add_key(squeeze_without_article(name), without_article | alternate_name);
  for (const auto& [hash, flags] : keys) entries_.push_back({hash, place, flags});

  std::uint32_t admin1 = 0xFFFF, admin2 = 0xFFFFFF;
  const std::string code1 = row.country + '.' + row.admin1, code2 = code1 + '.' + row.admin2;
  if (!row.admin1.empty()) admin1 = index_in(admin1_index_, admin1s_, code1);
  if (!row.admin2.empty()) admin2 = index_in(admin2_index_, admin2s_, code2);
  if (row.kind == PlaceClass::admin1 && admin1 != 0xFFFF) admin1s_[admin1] = place;
  if (row.kind == PlaceClass::admin2 && admin2 != 0xFFFFFF) admin2s_[admin2] = place;
  std::uint32_t country = 0xFF;
  if (row.country.size() == 2)
    country = countries_.emplace(row.country, static_cast<std::uint32_t>(countries_.size())).first->second;

  append_number(records_, row.geonameid, 4);
  append_number(records_, scale(row.lat, 90), 3);
  append_number(records_, scale(row.lon, 180), 3);
  append_number(records_, static_cast<std::uint8_t>(row.kind), 1);
  append_number(records_, static_cast<std::uint64_t>(std::min(255.0, std::round(8 * std::log2(static_cast<double>(row.population) + 1)))), 1);
  append_number(records_, country, 1);
  append_number(records_, admin1, 2);
  append_number(records_, admin2, 3);
  append_number(records_, keep_name(row.name), 4);
}

std::string GazetteerWriter::finish(std::string_view source) && {
  GazetteerFile::Header header{};
  std::memcpy(header.magic, "NUTGAZ\n", 8);
  header.version = GazetteerFile::version;
  header.places = static_cast<std::uint32_t>(size());
  header.entries = static_cast<std::uint32_t>(entries_.size());
  header.admin1s = static_cast<std::uint32_t>(admin1s_.size());
  header.admin2s = static_cast<std::uint32_t>(admin2s_.size());
  header.countries = static_cast<std::uint32_t>(countries_.size());
  header.pool_bytes = static_cast<std::uint32_t>(pool_.size());
  header.bucket_bits = std::max(4u, static_cast<unsigned>(std::bit_width(entries_.size() / 5)));
  std::memcpy(header.source, source.data(), std::min(source.size(), sizeof header.source - 1));

  std::ranges::sort(entries_, {}, [](const Entry& e) { return std::tuple(e.hash, e.place); });
  const auto layout = GazetteerFile::layout_of(header);
  header.bytes = layout.end;
  std::string bytes(sizeof header, '\0');
  bytes.reserve(layout.end);
  const auto pad_to = [&](std::size_t offset) { bytes.resize(offset, '\0'); };
  pad_to(layout.buckets);
  std::size_t next = 0;
  for (std::uint64_t bucket = 0; bucket <= (std::uint64_t{1} << header.bucket_bits); ++bucket) {
    while (next < entries_.size() && entries_[next].hash >> (64 - header.bucket_bits) < bucket) ++next;
    append_number(bytes, next, 4);
  }
  pad_to(layout.entries);
  for (const Entry& entry : entries_) {
    append_number(bytes, entry.hash & 0xFFFFFF, 3);
    append_number(bytes, entry.place, 3);
    append_number(bytes, entry.flags, 1);
  }
  pad_to(layout.records);
  bytes += records_;
  pad_to(layout.admin1s);
  for (const std::uint32_t place : admin1s_) append_number(bytes, place, 4);
  pad_to(layout.admin2s);
  for (const std::uint32_t place : admin2s_) append_number(bytes, place, 4);
  pad_to(layout.countries);
  std::vector<std::string> codes(countries_.size());
  for (const auto& [code, index] : countries_) codes[index] = code;
  for (const std::string& code : codes) bytes += code;
  pad_to(layout.pool);
  bytes += pool_;

  header.content_crc = static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const unsigned char*>(bytes.data()) + sizeof header, bytes.size() - sizeof header));
  header.header_crc = GazetteerFile::header_checksum(header);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

Result<void> GazetteerWriter::save(std::string_view bytes, const std::string& path) {
  const std::string beside = path + ".new";
  {
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) return fail(fmt::format("{}: cannot be written; is the disk full?", beside));
  }
  std::error_code error;
  std::filesystem::rename(beside, path, error);
  if (error) return fail(fmt::format("{}: cannot take the place of {}: {}", beside, path, error.message()));
  return {};
}

}  // namespace nutgraf::where
