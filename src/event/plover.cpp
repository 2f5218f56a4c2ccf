// Derives quad class, intensity and CAMEO code from type and mode: "COERCE arrest" is quad 4, -7, CAMEO 173.

#include "event/plover.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace nutgraf::event {

Result<Plover> Plover::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/event/plover.tsv", {.columns = {"type", "mode", "quad", "scale", "cameo"},
                                                               .key = {"type", "mode"},
                                                               .required = {"type", "quad"}});
  if (!table) return std::unexpected(table.error());
  Plover plover;
  for (const Row& row : table->rows) {
    PloverCode code{row.cells[0], row.cells[1], row.cells[2], 0, row.cells[4]};
    const std::string& scale = row.cells[3];
    if (!scale.empty()) {
      const auto read = std::from_chars(scale.data(), scale.data() + scale.size(), code.scale);
      if (read.ec != std::errc() || read.ptr != scale.data() + scale.size())
        return fail(fmt::format("{}: the scale \"{}\" is no number", table->place_of(row), scale));
    }
    plover.codes_.push_back(std::move(code));
  }
  return plover;
}

std::optional<PloverCode> Plover::code_of(std::string_view type, const std::vector<std::string>& modes) const {
  std::optional<PloverCode> best;
  for (const PloverCode& code : codes_) {
    if (code.type != type) continue;
    const bool is_own = code.mode.empty();
    if (!is_own && std::ranges::find(modes, code.mode) == modes.end()) continue;
    if (!best || best->mode.empty() || (!is_own && std::abs(code.scale) > std::abs(best->scale))) best = code;
  }
  return best;
}

}  // namespace nutgraf::event
