#pragma once

#include <string_view>

namespace nutgraf::serve {

inline constexpr std::string_view program_version = "0.1.0";

}  // namespace nutgraf::serve
