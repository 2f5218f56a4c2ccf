// A page of events in an order: the index says which, the database what they are.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "store/counting.h"
#include "store/events.h"

namespace nutgraf::store {

namespace {

constexpr std::int64_t last_of_all = std::numeric_limits<std::int64_t>::max();
constexpr std::uint32_t most_items = 500;
constexpr std::uint64_t few_events = 1000;

// A number that sorts as the name does, by its first seven letters, in which the types of PLOVER differ.
std::int64_t first_letters(std::string_view name) {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < 7; ++i) number = number * 256 + (i < name.size() ? static_cast<unsigned char>(name[i]) : 0);
  return number;
}

class Order {
 public:
  Order(const Index& index, EventSort sort) : index_(index), sort_(sort) {}

  Standing of(Slot slot) const {
    const Index::Event& event = index_.event(slot);
    return {key_of(event), event.number};
  }

 private:
  std::int64_t key_of(const Index::Event& event) const {
    switch (sort_) {
      case EventSort::when: return event.is_dated() ? event.earliest.value_or(event.latest.value_or(0)) : last_of_all;
      case EventSort::when_last_first: return event.is_dated() ? -std::int64_t{event.latest.value_or(event.earliest.value_or(0))} : last_of_all;
      case EventSort::filed: return event.filed == std::numeric_limits<std::int64_t>::min() ? last_of_all : event.filed;
      case EventSort::filed_last_first: return event.filed == std::numeric_limits<std::int64_t>::min() ? last_of_all : -event.filed;
      case EventSort::doubt: return -std::llround(double{event.doubt} * 10000);
      case EventSort::confidence: return -std::llround(double{event.confidence} * 10000);
      case EventSort::type: return first_letters(index_.value_of(event.type));
    }
    return 0;
  }

  const Index& index_;
  EventSort sort_;
};

std::string write_cursor(EventSort sort, const Standing& last) { return fmt::format("{}.{}.{}", static_cast<int>(sort), last.key, last.number); }

Result<Standing> read_cursor(EventSort sort, const std::string& cursor) {
  int told_sort = -1;
  Standing standing;
  const char* const end = cursor.data() + cursor.size();
  auto read = std::from_chars(cursor.data(), end, told_sort);
  if (read.ptr != end) read = std::from_chars(read.ptr + 1, end, standing.key);
  if (read.ptr != end) read = std::from_chars(read.ptr + 1, end, standing.number);
  if (read.ec != std::errc() || read.ptr != end || told_sort != static_cast<int>(sort))
    return fail(fmt::format("cursor: \"{}\" is none of this list", cursor));
  return standing;
}

struct Chosen {
  std::vector<std::pair<Standing, Slot>> items;  // in order
  std::string next;
};

// The first events of a few, which are all looked at.
void choose_of_few(const Order& order, const SlotSet& slots, const std::optional<Standing>& after, std::size_t limit, Chosen& chosen) {
  auto& heap = chosen.items;  // the largest on top, so that it goes when a smaller one comes
  slots.each([&](Slot slot) {
    const std::pair<Standing, Slot> one{order.of(slot), slot};
    if (after && one.first <= *after) return;
    if (heap.size() > limit) {
      if (heap.front() < one) return;
      std::ranges::pop_heap(heap);
      heap.back() = one;
    } else {
      heap.push_back(one);
    }
    std::ranges::push_heap(heap);
  });
  std::ranges::sort_heap(heap);
}

// The first events of many, along the order of all.
void choose_of_many(const Orders::Slots& all, const SlotSet& slots, const std::optional<Standing>& after, std::size_t limit, Chosen& chosen) {
  auto at = all.begin();
  if (after) at = std::ranges::upper_bound(all, *after, {}, &std::pair<Standing, Slot>::first);
  for (; at != all.end() && chosen.items.size() <= limit; ++at)
    if (slots.has(at->second)) chosen.items.push_back(*at);
}

Result<Chosen> choose(Counting& counting, const SlotSet& slots, std::uint64_t size, EventSort sort, const PageRequest& page) {
  std::optional<Standing> after;
  if (!page.cursor.empty()) {
    auto read = read_cursor(sort, page.cursor);
    if (!read) return std::unexpected(read.error());
    after = *read;
  }
  const std::size_t limit = std::clamp(page.limit, 1u, most_items);
  const Order order(counting.index(), sort);
  Chosen chosen;
  if (size <= few_events) {
    choose_of_few(order, slots, after, limit, chosen);
  } else {
    const auto all = counting.orders().find(sort, counting.index(), [&](Slot slot) { return order.of(slot); });
    choose_of_many(*all, slots, after, limit, chosen);
  }
  if (chosen.items.size() > limit) {
    chosen.items.pop_back();
    chosen.next = write_cursor(sort, chosen.items.back().first);
  }
  return chosen;
}

Result<Page<Event>> list(Counting& counting, const Filters& filters, EventSort sort, const PageRequest& request) {
  auto selection = counting.select(filters);
  if (!selection) return std::unexpected(selection.error());
  const SlotSet slots = selection->all();
  const std::uint64_t size = slots.size();
  auto chosen = choose(counting, slots, size, sort, request);
  if (!chosen) return std::unexpected(chosen.error());
  Page<Event> page{.next = chosen->next, .total = size};
  for (const auto& [standing, slot] : chosen->items)
    if (auto event = compose_event(counting.database(), standing.number)) page.items.push_back(std::move(*event));
  if (auto done = counting.finish(); !done) return std::unexpected(done.error());
  return page;
}

}  // namespace

Result<Counting> Counting::begin(Project::State& state) {
  while (true) {
    std::shared_lock lock(state.index_use);
    auto snapshot = Snapshot::take(state);
    if (!snapshot) return std::unexpected(snapshot.error());
    std::int64_t last = 0;
    {
      Query query = (*snapshot)->query("SELECT coalesce(max(seq), 0) FROM changes");
      if (query.step()) last = query.integer(0);
    }
    if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
    if (last == state.index.seq()) return Counting(std::move(lock), state, std::move(*snapshot));
    lock.unlock();
    const std::unique_lock whole(state.index_use);
    // The snapshot may be older by now than what another thread has put into the index; the index only goes forward.
    if (last > state.index.seq()) state.index.refresh(**snapshot);
    if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  }
}

Result<Page<Event>> Project::list_events(const Filters& filters, EventSort sort, const PageRequest& page) const {
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  return list(*counting, filters, sort, page);
}

Result<Page<Event>> Project::review_queue(const Filters& filters, const PageRequest& page) const {
  Filters open = filters;
  if (open.state.empty()) open.state = {"machine", "coded", "disputed"};
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  return list(*counting, open, EventSort::doubt, page);
}

}  // namespace nutgraf::store
