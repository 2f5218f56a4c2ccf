#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace nutgraf {

// The parts of a text between separators, empty ones left out: "a||b" -> a, b. As views they point into the text.
template <typename Part = std::string_view>
std::vector<Part> split(std::string_view text, char separator) {
  std::vector<Part> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace nutgraf
