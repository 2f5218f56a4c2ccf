// Finds the tables, models and gazetteer that the build put into the program (see cmake/Embed.cmake).

#include "base/embedded.h"

namespace nutgraf {

extern const EmbeddedRow embedded_rows[];

std::optional<std::string_view> find_embedded(std::string_view path) {
  for (const EmbeddedRow* row = embedded_rows; row->path; ++row)
    if (path == row->path) return std::string_view(row->begin, row->end - row->begin);
  return std::nullopt;
}

std::vector<std::string_view> list_embedded(std::string_view prefix) {
  std::vector<std::string_view> paths;
  for (const EmbeddedRow* row = embedded_rows; row->path; ++row)
    if (std::string_view(row->path).starts_with(prefix)) paths.push_back(row->path);
  return paths;
}

}  // namespace nutgraf
