// Deflated bytes for the columns that are kept but seldom read.

#include "store/packed.h"

#include <zlib.h>

namespace nutgraf::store {

std::string pack(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string packed(size, '\0');
  const int answer = compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 6);
  if (answer != Z_OK || size >= bytes.size()) return std::string(bytes);
  packed.resize(size);
  return packed;
}

std::string unpack(std::string_view packed, std::size_t size) {
  if (packed.size() == size) return std::string(packed);
  std::string bytes(size, '\0');
  uLongf unpacked = size;
  const int answer = uncompress(reinterpret_cast<Bytef*>(bytes.data()), &unpacked, reinterpret_cast<const Bytef*>(packed.data()), packed.size());
  if (answer != Z_OK || unpacked != size) return {};
  return bytes;
}

}  // namespace nutgraf::store
