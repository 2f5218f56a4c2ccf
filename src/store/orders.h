#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "store/index.h"
#include "store/pages.h"

namespace nutgraf::store {

// The events of an index in an order, kept until the index changes, so that a page is found without looking at every event.
class Orders {
 public:
  using Slots = std::vector<Slot>;
  // The slots in this order; `sort` puts them into it where that was not done at this state of the index.
  std::shared_ptr<const Slots> find(EventSort order, const Index& index, const std::function<void(Slots&)>& sort) {
    const std::lock_guard lock(use_);
    Kept& kept = kept_[order];
    if (kept.slots && kept.seq == index.seq()) return kept.slots;
    auto slots = std::make_shared<Slots>();
    slots->reserve(index.size());
    for (Slot slot = 0; slot < index.slots(); ++slot)
      if (index.event(slot).number != 0) slots->push_back(slot);
    sort(*slots);
    kept = {index.seq(), std::move(slots)};
    return kept.slots;
  }

 private:
  struct Kept {
    std::int64_t seq = -1;
    std::shared_ptr<const Slots> slots;
  };
  std::mutex use_;
  std::map<EventSort, Kept> kept_;
};

}  // namespace nutgraf::store
