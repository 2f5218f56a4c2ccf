#pragma once

#include <expected>
#include <string>
#include <utility>

namespace nutgraf {

// What went wrong, where, and what to try: "tables/x.tsv:14: unknown kind "atleast"; did you mean "at_least"?"
struct Error {
  std::string message;
};

template <typename T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(std::string message) { return std::unexpected(Error{std::move(message)}); }

}  // namespace nutgraf
