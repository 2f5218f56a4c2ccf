#pragma once

#include <cstdint>
#include <string_view>

namespace nutgraf {

// FNV-1a in 64 bits (Fowler, Noll and Vo). The same on every machine, so it may be kept in files.
inline std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

// Spreads a hash over all its bits (the finaliser of MurmurHash3, Appleby).
inline std::uint64_t mix_hash(std::uint64_t hash) {
  hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdULL;
  hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53ULL;
  return hash ^ hash >> 33;
}

}  // namespace nutgraf
