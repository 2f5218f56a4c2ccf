// Orders of all events. An import or a person changes a few events at a time: these are taken out and put in where they stand now; only
// after many changes everything is sorted anew.

#include "store/orders.h"

#include <algorithm>

namespace nutgraf::store {

namespace {

Orders::Slots sort_all(const Index& index, const std::function<Standing(Slot)>& standing_of) {
  Orders::Slots slots;
  slots.reserve(index.size());
  for (Slot slot = 0; slot < index.slots(); ++slot)
    if (index.is_live(slot)) slots.emplace_back(standing_of(slot), slot);
  std::ranges::sort(slots);
  return slots;
}

Orders::Slots follow(const Orders::Slots& before, const std::vector<Slot>& touched, const Index& index, const std::function<Standing(Slot)>& standing_of) {
  SlotSet is_touched(index.slots());
  for (const Slot slot : touched) is_touched.add(slot);
  Orders::Slots changed;
  is_touched.each([&](Slot slot) {
    if (index.is_live(slot)) changed.emplace_back(standing_of(slot), slot);
  });
  std::ranges::sort(changed);
  Orders::Slots slots;
  slots.reserve(index.size());
  auto next = changed.begin();
  for (const auto& one : before) {
    if (is_touched.has(one.second)) continue;
    while (next != changed.end() && *next < one) slots.push_back(*next++);
    slots.push_back(one);
  }
  slots.insert(slots.end(), next, changed.end());
  return slots;
}

}  // namespace

std::shared_ptr<const Orders::Slots> Orders::find(EventSort order, const Index& index, const std::function<Standing(Slot)>& standing_of) {
  const std::lock_guard lock(use_);
  Kept& kept = kept_[order];
  if (kept.slots && kept.seq == index.seq()) return kept.slots;
  const auto touched = kept.slots ? index.touched_since(kept.seq) : std::nullopt;
  kept.slots = std::make_shared<const Slots>(touched ? follow(*kept.slots, *touched, index, standing_of) : sort_all(index, standing_of));
  kept.seq = index.seq();
  return kept.slots;
}

}  // namespace nutgraf::store
