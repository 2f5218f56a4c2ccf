// Reads places straight out of a gazetteer file, wherever it is mapped: the one built into the program or a user's import.
// "Mosul" -> hash -> bucket -> the city, its district and its province, in well under a microsecond.

#include "where/gazetteer_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include <fmt/format.h>
#include <zlib.h>

namespace nutgraf::where {

static_assert(std::endian::native == std::endian::little, "gazetteer files are read as they lie in memory");

namespace {

constexpr std::array<std::string_view, place_class_count> class_names = {
    "country", "capital", "seat1", "seat2", "seat3", "seat4", "town", "section", "admin1", "admin2", "lower_admin",
    "airport", "gone", "region", "water", "mountain", "island", "base", "camp", "landmark", "historic"};

std::uint32_t read_number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, count);
  return number;
}

std::size_t next_section(std::size_t end) { return (end + 63) / 64 * 64; }

}  // namespace

std::string_view name_of(PlaceClass kind) { return class_names[static_cast<std::size_t>(kind)]; }

std::optional<PlaceClass> place_class_named(std::string_view name) {
  const auto found = std::ranges::find(class_names, name);
  if (found == class_names.end()) return std::nullopt;
  return static_cast<PlaceClass>(found - class_names.begin());
}

GazetteerFile::Layout GazetteerFile::layout_of(const Header& header) {
  Layout layout{};
  layout.buckets = next_section(sizeof(Header));
  layout.entries = next_section(layout.buckets + ((std::size_t{1} << header.bucket_bits) + 1) * 4);
  layout.records = next_section(layout.entries + header.entries * entry_bytes);
  layout.admin1s = next_section(layout.records + header.places * record_bytes);
  layout.admin2s = next_section(layout.admin1s + header.admin1s * 4);
  layout.countries = next_section(layout.admin2s + header.admin2s * 4);
  layout.pool = next_section(layout.countries + header.countries * 2);
  layout.end = layout.pool + header.pool_bytes;
  return layout;
}

std::uint32_t GazetteerFile::header_checksum(Header header) {
  header.header_crc = 0;
  return static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const unsigned char*>(&header), sizeof header));
}

Result<GazetteerFile> GazetteerFile::open(std::string_view bytes, std::string_view path) {
  GazetteerFile file;
  if (bytes.size() < sizeof(Header) || !bytes.starts_with("NUTGAZ\n"))
    return fail(fmt::format("{}: not a gazetteer file", path));
  std::memcpy(&file.header_, bytes.data(), sizeof(Header));
  if (file.header_.version != version)
    return fail(fmt::format("{}: gazetteer version {}, but this program reads {}; make it again with \"nutgraf gazetteer import\"",
                            path, file.header_.version, version));
  if (header_checksum(file.header_) != file.header_.header_crc || file.header_.bucket_bits > 28)
    return fail(fmt::format("{}: damaged header; drop it with \"nutgraf gazetteer drop\" and import again", path));
  file.layout_ = layout_of(file.header_);
  if (bytes.size() != file.header_.bytes || file.layout_.end != bytes.size())
    return fail(fmt::format("{}: {} bytes, but its header says {}; drop it and import again", path, bytes.size(),
                            file.header_.bytes));
  file.bytes_ = bytes;
  return file;
}

bool GazetteerFile::is_intact() const {
  const auto content = bytes_.substr(sizeof(Header));
  return crc32_z(0, reinterpret_cast<const unsigned char*>(content.data()), content.size()) == header_.content_crc;
}

std::string_view GazetteerFile::source() const {
  const char* end = std::find(header_.source, header_.source + sizeof header_.source, '\0');
  return {header_.source, static_cast<std::size_t>(end - header_.source)};
}

std::vector<Posting> GazetteerFile::find(std::uint64_t name_hash) const {
  std::vector<Posting> found;
  if (header_.entries == 0) return found;
  const std::uint64_t bucket = name_hash >> (64 - header_.bucket_bits);
  const auto fingerprint = static_cast<std::uint32_t>(name_hash & 0xFFFFFF);
  const std::uint32_t first = read_number(bytes_, layout_.buckets + bucket * 4, 4);
  const std::uint32_t last = read_number(bytes_, layout_.buckets + bucket * 4 + 4, 4);
  for (std::uint32_t i = first; i < last && i < header_.entries; ++i) {
    const std::size_t at = layout_.entries + i * entry_bytes;
    if (read_number(bytes_, at, 3) != fingerprint) continue;
    const std::uint32_t place = read_number(bytes_, at + 3, 3);
    if (place < header_.places) found.push_back({place, static_cast<std::uint8_t>(bytes_[at + 6])});
  }
  return found;
}

bool GazetteerFile::has(std::uint64_t name_hash) const { return !find(name_hash).empty(); }

PlaceRecord GazetteerFile::place(std::uint32_t index) const {
  PlaceRecord record;
  const std::size_t at = layout_.records + index * record_bytes;
  record.geonameid = read_number(bytes_, at, 4);
  record.lat = read_number(bytes_, at + 4, 3) / 1e4 - 90;
  record.lon = read_number(bytes_, at + 7, 3) / 1e4 - 180;
  record.kind = static_cast<PlaceClass>(std::min<std::uint8_t>(static_cast<std::uint8_t>(bytes_[at + 10]), place_class_count - 1));
  record.log_population = static_cast<float>(static_cast<unsigned char>(bytes_[at + 11])) / 8;
  const std::uint32_t country = read_number(bytes_, at + 12, 1);
  if (country < header_.countries) {
    record.country = this->country(country);
    record.country_index = country;
  }
  const std::uint32_t admin1 = read_number(bytes_, at + 13, 2), admin2 = read_number(bytes_, at + 15, 3);
  if (admin1 < header_.admin1s) record.admin1 = read_number(bytes_, layout_.admin1s + admin1 * 4, 4);
  if (admin2 < header_.admin2s) record.admin2 = read_number(bytes_, layout_.admin2s + admin2 * 4, 4);
  const std::uint32_t name = read_number(bytes_, at + 18, 4);
  if (name < header_.pool_bytes) {
    const auto size = static_cast<unsigned char>(bytes_[layout_.pool + name]);
    record.name = bytes_.substr(layout_.pool + name + 1, size);
  }
  return record;
}

}  // namespace nutgraf::where
