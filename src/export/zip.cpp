// A zip archive whose files are stored as they are, with no clock in it (every file is of 1 January 1980): enough for a few tables
// and their package file, and readable everywhere.

#include <zlib.h>

#include "export/export.h"

namespace nutgraf::export_ {

namespace {

void put(std::string& bytes, std::uint32_t value, int count) {
  for (int i = 0; i < count; ++i) bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
}

struct Entry {
  std::string name;
  std::uint32_t crc = 0, size = 0, at = 0;
};

// What the local header and the directory say alike of a file.
void put_common(std::string& bytes, const Entry& entry) {
  put(bytes, 20, 2);      // needs version 2.0
  put(bytes, 0x0800, 2);  // names are UTF-8
  put(bytes, 0, 2);       // stored
  put(bytes, 0, 2);       // time
  put(bytes, 0x0021, 2);  // 1980-01-01
  put(bytes, entry.crc, 4);
  put(bytes, entry.size, 4);
  put(bytes, entry.size, 4);
  put(bytes, static_cast<std::uint32_t>(entry.name.size()), 2);
  put(bytes, 0, 2);  // no extra field
}

}  // namespace

std::string zip_parts(const Export& written) {
  std::string bytes;
  std::vector<Entry> entries;
  const auto add = [&](const std::string& name, const std::string& content) {
    Entry entry{name, 0, static_cast<std::uint32_t>(content.size()), static_cast<std::uint32_t>(bytes.size())};
    entry.crc = static_cast<std::uint32_t>(crc32_z(crc32_z(0, nullptr, 0), reinterpret_cast<const Bytef*>(content.data()), content.size()));
    put(bytes, 0x04034b50, 4);
    put_common(bytes, entry);
    bytes += name + content;
    entries.push_back(std::move(entry));
  };
  for (const Part& part : written.parts) add(part.name, part.bytes);
  add("manifest.json", written.manifest);
  const std::size_t directory = bytes.size();
  for (const Entry& entry : entries) {
    put(bytes, 0x02014b50, 4);
    put(bytes, 20, 2);
    put_common(bytes, entry);
    put(bytes, 0, 2);  // no remark
    put(bytes, 0, 2);  // first disk
    put(bytes, 0, 2);
    put(bytes, 0, 4);
    put(bytes, entry.at, 4);
    bytes += entry.name;
  }
  const std::size_t end = bytes.size();
  put(bytes, 0x06054b50, 4);
  put(bytes, 0, 4);
  put(bytes, static_cast<std::uint32_t>(entries.size()), 2);
  put(bytes, static_cast<std::uint32_t>(entries.size()), 2);
  put(bytes, static_cast<std::uint32_t>(end - directory), 4);
  put(bytes, static_cast<std::uint32_t>(directory), 4);
  put(bytes, 0, 2);
  return bytes;
}

}  // namespace nutgraf::export_
