#pragma once

#include <string>
#include <string_view>

namespace nutgraf::store {

// Bytes in the way of SQLite's archives, which the sqlite3 shell reads with sqlar_uncompress(bytes, size): deflated, or as
// they are when that is no smaller.
std::string pack(std::string_view bytes);

// `size`: of the unpacked bytes. Empty when the bytes are damaged.
std::string unpack(std::string_view packed, std::size_t size);

}  // namespace nutgraf::store
