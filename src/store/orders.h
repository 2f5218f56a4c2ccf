#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "store/index.h"
#include "store/pages.h"

namespace nutgraf::store {

// Where an event stands in an order: smaller keys first, then as imported.
struct Standing {
  std::int64_t key = 0, number = 0;
  auto operator<=>(const Standing&) const = default;
};

// The events of an index in an order, kept and followed as the index changes, so that a page is found without looking at every event.
class Orders {
 public:
  using Slots = std::vector<std::pair<Standing, Slot>>;

  // All events in this order at the index's state. `standing_of` tells where one stands, and is always the same for an order.
  std::shared_ptr<const Slots> find(EventSort order, const Index& index, const std::function<Standing(Slot)>& standing_of);

 private:
  struct Kept {
    std::int64_t seq = -1;
    std::shared_ptr<const Slots> slots;
  };
  std::mutex use_;
  std::map<EventSort, Kept> kept_;
};

}  // namespace nutgraf::store
