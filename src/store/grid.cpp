// Which cell of the map a place is in, worked out once for each size of cells: a screen asks for a few sizes again and again.

#include "store/grid.h"

#include <cmath>

namespace nutgraf::store {

namespace {

constexpr std::size_t most_grids = 16;

void add_places(Grid& grid, const Index& index, double cell_degrees) {
  const auto& points = index.points();
  std::size_t at = grid.cell_of.size();
  grid.cell_of.resize(points.size());
  for (; at < points.size(); ++at) {
    if (cell_degrees == 0) {
      grid.cell_of[at] = static_cast<std::uint32_t>(at);
      continue;
    }
    const auto row = static_cast<std::uint32_t>(static_cast<std::int32_t>(std::floor(points[at].lat / cell_degrees)));
    const auto column = static_cast<std::uint32_t>(static_cast<std::int32_t>(std::floor(points[at].lon / cell_degrees)));
    const std::uint64_t key = std::uint64_t{row} << 32 | column;
    grid.cell_of[at] = grid.numbers.try_emplace(key, static_cast<std::uint32_t>(grid.numbers.size())).first->second;
  }
  grid.cells = cell_degrees == 0 ? points.size() : grid.numbers.size();
}

}  // namespace

std::shared_ptr<const Grid> Grids::find(const Index& index, double cell_degrees) {
  const std::lock_guard lock(use_);
  if (generation_ != index.generation()) grids_.clear();
  generation_ = index.generation();
  if (!grids_.contains(cell_degrees) && grids_.size() == most_grids) grids_.clear();
  std::shared_ptr<const Grid>& kept = grids_[cell_degrees];
  if (kept && kept->cell_of.size() == index.points().size()) return kept;
  auto grid = kept ? std::make_shared<Grid>(*kept) : std::make_shared<Grid>();
  add_places(*grid, index, cell_degrees);
  return kept = std::move(grid);
}

}  // namespace nutgraf::store
