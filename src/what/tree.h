#pragma once

#include <cstdint>
#include <span>

#include "reading/reading.h"

namespace nutgraf::what {

// The tokens that hang on a token, in text order, without a copy.
inline std::span<const std::int32_t> children(const Reading& reading, std::int32_t token) {
  const auto first = static_cast<std::size_t>(reading.child_start[static_cast<std::size_t>(token)]);
  const auto last = static_cast<std::size_t>(reading.child_start[static_cast<std::size_t>(token) + 1]);
  return std::span(reading.children).subspan(first, last - first);
}

}  // namespace nutgraf::what
