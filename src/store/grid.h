#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "store/index.h"

namespace nutgraf::store {

// The cell of each place of an index, for one size of cells.
struct Grid {
  std::vector<std::uint32_t> cell_of;  // by place
  std::size_t cells = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;  // of the cells, by row and column
};

// Grids of the sizes that were asked for lately. An index only ever gets more places, so that a grid is added to.
class Grids {
 public:
  // `cell_degrees` 0: each place is its own cell.
  std::shared_ptr<const Grid> find(const Index& index, double cell_degrees);

 private:
  std::mutex use_;
  std::int64_t generation_ = -1;
  std::map<double, std::shared_ptr<const Grid>> grids_;
};

}  // namespace nutgraf::store
