// Packs the table that prepare.py makes into data/gazetteer.bin: compile_gazetteer PLACES.tsv OUT.bin

#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "where/gazetteer_writer.h"

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (std::size_t from = 0;;) {
    const std::size_t at = text.find(separator, from);
    parts.emplace_back(text.substr(from, at == std::string_view::npos ? at : at - from));
    if (at == std::string_view::npos) return parts;
    from = at + 1;
  }
}

}  // namespace

int main(int count, char** arguments) {
  using namespace nutgraf::where;
  if (count != 3) {
    std::fputs("usage: compile_gazetteer PLACES.tsv OUT.bin\n", stderr);
    return 2;
  }
  std::ifstream in(arguments[1]);
  GazetteerWriter writer;
  std::size_t line_number = 0;
  for (std::string line; std::getline(in, line);) {
    ++line_number;
    const auto cells = split(line, '\t');
    const auto kind = cells.size() == 11 ? place_class_named(cells[1]) : std::nullopt;
    if (!kind) {
      std::fprintf(stderr, "%s:%zu: not a place\n", arguments[1], line_number);
      return 1;
    }
    writer.add({.geonameid = static_cast<std::uint32_t>(std::stoul(cells[0])),
                .kind = *kind,
                .country = cells[2],
                .admin1 = cells[3],
                .admin2 = cells[4],
                .lat = std::stod(cells[5]),
                .lon = std::stod(cells[6]),
                .population = std::stoull(cells[7]),
                .name = cells[8],
                .alternates = split(cells[9], '|'),
                .short_names = split(cells[10], '|')});
  }
  const std::string bytes = std::move(writer).finish("GeoNames cities500 and more, see docs/ATTRIBUTION.md");
  const auto saved = GazetteerWriter::save(bytes, arguments[2]);
  if (!saved) {
    std::fprintf(stderr, "%s\n", saved.error().message.c_str());
    return 1;
  }
  std::printf("%s: %zu bytes\n", arguments[2], bytes.size());
  return 0;
}
