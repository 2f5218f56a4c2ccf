#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace nutgraf {

// One file built into the program; `begin` is aligned to 64 bytes. The list ends with a null path.
struct EmbeddedRow {
  const char* path;
  const char* begin;
  const char* end;
};

// The bytes of a file built into the program, by its path in the repository
// ("lexicon/when/holidays.tsv"); nothing when there is no such file. The bytes live as long as the program.
std::optional<std::string_view> find_embedded(std::string_view path);

// The paths of all embedded files that start with `prefix`, sorted.
std::vector<std::string_view> list_embedded(std::string_view prefix);

}  // namespace nutgraf
