// Finds the files that the build put into the program (see cmake/Embed.cmake): tables, models and gazetteer in everything that is
// linked, the screen only in the program itself, where web/CMakeLists.txt adds it.

#include "base/embedded.h"

#include <array>

namespace nutgraf {

extern const EmbeddedRow embedded_rows[];
[[gnu::weak]] extern const EmbeddedRow screen_rows[];

namespace {

std::array<const EmbeddedRow*, 2> tables() {
  static constexpr EmbeddedRow none{nullptr, nullptr, nullptr};
  const EmbeddedRow* screen = screen_rows;
  return {embedded_rows, screen ? screen : &none};
}

}  // namespace

std::optional<std::string_view> find_embedded(std::string_view path) {
  for (const EmbeddedRow* row : tables())
    for (; row->path; ++row)
      if (path == row->path) return std::string_view(row->begin, row->end - row->begin);
  return std::nullopt;
}

std::vector<std::string_view> list_embedded(std::string_view prefix) {
  std::vector<std::string_view> paths;
  for (const EmbeddedRow* row : tables())
    for (; row->path; ++row)
      if (std::string_view(row->path).starts_with(prefix)) paths.push_back(row->path);
  return paths;
}

}  // namespace nutgraf
