// Where the events that fit happened: cells of a grid, or one cell a place. Of an event counts the most precise of its places, or
// all that are equally precise: an attack in a village of a province stands in the village, a raid in three towns in all three.

#include <algorithm>
#include <array>
#include <span>
#include <tuple>

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

  const auto& places = index.places();
  const auto& points = index.points();
  const auto grid = counting->grids().find(index, cell_degrees);
  const std::vector<Term>& types = index.terms_of("type");
  std::vector<std::uint32_t> place_of_type(index.term_count());
  for (std::uint32_t i = 0; i < types.size(); ++i) place_of_type[types[i]] = i;
  std::vector<Cell> cells(grid->cells);
  const SlotSet slots = selection->all();
  MapCells map{.unplaced = slots.size() - slots.size_with(index.placed())};
  slots.each([&](Slot slot) {
    index.each_place(slot, [&](std::uint32_t number) {
      const Index::Point& point = points[number];
      Cell& cell = cells[grid->cell_of[number]];
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
  std::vector<const Index::Place*> places;
  for (const Index::Place& place : counting->index().places())
    if (place.events > 0 && place.folded.starts_with(wanted)) places.push_back(&place);
  const std::size_t shown = std::min<std::size_t>(places.size(), limit);
  std::ranges::partial_sort(places, places.begin() + static_cast<std::ptrdiff_t>(shown), [](const Index::Place* a, const Index::Place* b) {
    return std::tie(b->events, a->name, a->geonameid) < std::tie(a->events, b->name, b->geonameid);
  });
  std::vector<PlaceCount> found;
  for (const Index::Place* place : std::span(places).first(shown))
    found.push_back({place->geonameid, place->name, place->country, place->admin1, place->precision, place->lat, place->lon, place->events});
  return found;
}

}  // namespace nutgraf::store
