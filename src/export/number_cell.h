#pragma once

#include <charconv>
#include <string_view>

namespace nutgraf::export_ {

// The number that a table's cell holds and nothing beside it; false when it holds none.
template <typename Number>
bool read_number(std::string_view cell, Number& number) {
  const char* const end = cell.data() + cell.size();
  return !cell.empty() && std::from_chars(cell.data(), end, number).ptr == end;
}

}  // namespace nutgraf::export_
