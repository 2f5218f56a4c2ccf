// Where the events that fit happened: cells of a grid, or one cell a place. Of an event counts the most precise of its places, or
// all that are equally precise: an attack in a village of a province stands in the village, a raid in three towns in all three.

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/counting.h"

namespace nutgraf::store {

namespace {

constexpr std::size_t most_events_named = 20;
constexpr auto precisions = std::to_array<std::string_view>({"spot", "city", "district", "admin1", "country", "region"});
// How far from its point a place of a precision may reach, roughly.
constexpr auto radii_km = std::to_array<double>({1, 10, 30, 100, 400, 800});

struct Cell {
  double lat = 0, lon = 0;
  std::uint64_t places = 0, events = 0;
  std::size_t precision = 0;
  Slot last = ~Slot{0};
  std::vector<Slot> named;
  std::vector<std::uint32_t> types;  // by their place in `terms_of`
};

}  // namespace

Result<MapCells> Project::map_cells(const Filters& filters, double cell_degrees) const {
  if (!(cell_degrees >= 0 && cell_degrees <= 90)) return fail("cell: is a size in degrees, 0 to 90");
  if (cell_degrees > 0 && cell_degrees < 0.001) cell_degrees = 0.001;
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  const Index& index = counting->index();
  auto selection = counting->select(filters);
  if (!selection) return std::unexpected(selection.error());

  // The cell of each place is worked out once.
  const auto& places = index.places();
  const auto& points = index.points();
  std::vector<std::uint32_t> cell_of(places.size());
  std::size_t cells_in_all = 0;
  if (cell_degrees == 0) {
    cells_in_all = places.size();
    for (std::uint32_t i = 0; i < places.size(); ++i) cell_of[i] = i;
  } else {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    std::uint64_t last_key = ~std::uint64_t{0};
    std::uint32_t last_cell = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto row = static_cast<std::uint32_t>(static_cast<std::int32_t>(std::floor(points[i].lat / cell_degrees)));
      const auto column = static_cast<std::uint32_t>(static_cast<std::int32_t>(std::floor(points[i].lon / cell_degrees)));
      const std::uint64_t key = std::uint64_t{row} << 32 | column;
      if (key != last_key) last_cell = numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second;
      last_key = key;
      cell_of[i] = last_cell;
    }
    cells_in_all = numbers.size();
  }
  const std::vector<Term>& types = index.terms_of("type");
  std::vector<std::uint32_t> place_of_type(index.term_count());
  for (std::uint32_t i = 0; i < types.size(); ++i) place_of_type[types[i]] = i;
  std::vector<Cell> cells(cells_in_all);
  const SlotSet slots = selection->all();
  MapCells map{.unplaced = slots.size() - slots.size_with(index.placed())};
  slots.each([&](Slot slot) {
    index.each_place(slot, [&](std::uint32_t number) {
      const Index::Point& point = points[number];
      Cell& cell = cells[cell_of[number]];
      cell.lat += point.lat;
      cell.lon += point.lon;
      ++cell.places;
      cell.precision = std::max<std::size_t>(cell.precision, point.rank);
      if (cell.last == slot) return;  // two of its places in one cell
      cell.last = slot;
      ++cell.events;
      if (cell.types.empty()) cell.types.resize(types.size());
      ++cell.types[place_of_type[index.type(slot)]];
      if (cell.named.size() < most_events_named) cell.named.push_back(slot);
    });
  });
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (cell.events == 0) continue;
    MapCell one{.lat = cell.lat / static_cast<double>(cell.places), .lon = cell.lon / static_cast<double>(cell.places), .count = cell.events,
                .precision = std::string(precisions[cell.precision])};
    for (const Slot slot : cell.named) one.events.push_back(index.id_of(slot));
    for (std::size_t t = 0; t < cell.types.size(); ++t)
      if (cell.types[t] > 0) one.types[index.value_of(types[t])] = cell.types[t];
    if (cell_degrees == 0) {
      one.lat = places[i].lat;
      one.lon = places[i].lon;
      one.name = places[i].name;
      one.geonameid = places[i].geonameid;
      one.country = places[i].country;
      one.admin1 = places[i].admin1;
      one.radius_km = radii_km[cell.precision];
    }
    map.cells.push_back(std::move(one));
  }
  std::ranges::sort(map.cells, [](const MapCell& a, const MapCell& b) {
    return std::tuple(b.count, a.lat, a.lon, a.geonameid) < std::tuple(a.count, b.lat, b.lon, b.geonameid);
  });
  if (auto done = counting->finish(); !done) return std::unexpected(done.error());
  return map;
}

Result<std::vector<PlaceCount>> Project::list_places(const std::string& start_of_name, std::uint32_t limit) const {
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  const std::string wanted = fold(start_of_name);
  std::vector<PlaceCount> found;
  for (const Index::Place& place : counting->index().places())
    if (place.events > 0 && fold(place.name).starts_with(wanted))
      found.push_back({place.geonameid, place.name, place.country, place.admin1, place.precision, place.lat, place.lon, place.events});
  std::ranges::sort(found, [](const PlaceCount& a, const PlaceCount& b) {
    return std::tuple(b.events, a.name, a.geonameid) < std::tuple(a.events, b.name, b.geonameid);
  });
  if (found.size() > limit) found.resize(limit);
  return found;
}

}  // namespace nutgraf::store
