// Joins the packed file of towns and divisions with our own tables of countries, regions and short forms, so that the
// rest sees one list of places. "Georgia" is a country in a table and a state in the file; "Ga." is the state alone.

#include "where/gazetteer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "base/distance.h"
#include "base/split.h"
#include "base/utf8.h"
#include "where/place_name.h"
#include "where/recognise.h"
#include "where/resolve.h"

namespace nutgraf::where {

namespace {

const std::vector<std::string> precision_names = {"spot", "city", "district", "admin1", "country", "region"};
const std::vector<std::string> region_kinds = {"region", "water", "mountain", "island", "base", "camp", "landmark",
                                               "section", "historic"};

std::optional<double> read_degrees(const std::string& cell) {
  char* end = nullptr;
  const double value = std::strtod(cell.c_str(), &end);
  if (cell.empty() || *end != '\0') return std::nullopt;
  return value;
}

// "US", "U.S.", "DRC": letters alone and all of them capitals.
bool is_acronym(std::string_view name) {
  return name.size() <= 8 && is_all_upper(name) && name.find(' ') == std::string_view::npos;
}

Result<void> read_point(const Table& table, const Row& row, std::size_t first, TablePlace& place) {
  const auto lat = read_degrees(row.cells[first]), lon = read_degrees(row.cells[first + 1]),
             radius = read_degrees(row.cells[first + 2]);
  if (!lat || !lon || !radius || std::abs(*lat) > 90 || std::abs(*lon) > 180)
    return fail(fmt::format("{}: no point on earth: \"{}\" \"{}\" \"{}\"", table.place_of(row), row.cells[first],
                            row.cells[first + 1], row.cells[first + 2]));
  place.lat = *lat;
  place.lon = *lon;
  place.radius_km = *radius;
  return {};
}

}  // namespace

Result<std::shared_ptr<const Gazetteer>> Gazetteer::load(const TableSource& tables, GazetteerBytes bytes) {
  auto gazetteer = std::make_shared<Gazetteer>();
  gazetteer->bytes_ = std::move(bytes);
  auto file = GazetteerFile::open(gazetteer->bytes_.bytes, gazetteer->bytes_.path);
  if (!file) return std::unexpected(file.error());
  gazetteer->file_ = *file;
  for (const auto read : {&Gazetteer::read_countries, &Gazetteer::read_regions, &Gazetteer::read_divisions})
    if (const auto done = (*gazetteer.*read)(tables); !done) return std::unexpected(done.error());
  auto cues = Cues::load(tables);
  if (!cues) return std::unexpected(cues.error());
  gazetteer->cues_ = std::move(*cues);
  for (const auto& [path, network] : {std::pair{"lexicon/where/recognise.tsv", &gazetteer->recogniser_},
                                      std::pair{"lexicon/where/rank.tsv", &gazetteer->ranker_}}) {
    auto loaded = Network::load(tables, path);
    if (!loaded) return std::unexpected(loaded.error());
    *network = std::move(*loaded);
  }
  gazetteer->recogniser_.order_features(recogniser_features());
  gazetteer->ranker_.order_features(ranker_features());
  return gazetteer;
}

void Gazetteer::add_table_place(TablePlace place, const std::vector<std::string>& names, std::string_view alpha2) {
  const std::uint32_t index = file_.place_count() + static_cast<std::uint32_t>(table_.size());
  if (!alpha2.empty()) {
    alpha3_.emplace(alpha2, place.countries[0]);
    countries_.emplace(place.countries[0], index);
  }
  std::uint8_t flags = main_name;
  for (const std::string& name : names) {
    const std::uint8_t upper = is_acronym(name) ? needs_upper_case : 0;
    for (const std::string& squeezed : {name.starts_with("the ") ? std::string() : squeeze(name), squeeze_without_article(name)}) {
      if (squeezed.empty()) continue;
      auto& postings = table_names_[squeezed];
      if (std::ranges::none_of(postings, [&](const Posting& p) { return p.place == index; }))
        postings.push_back({index, static_cast<std::uint8_t>(flags | upper)});
    }
    flags = alternate_name;
  }
  table_.push_back(std::move(place));
}

void Gazetteer::add_demonyms(std::uint32_t place, const std::string& words, bool is_people) {
  for (const std::string& word : split<std::string>(words, '|')) {
    Demonym& demonym = demonyms_[squeeze(word)];
    if (std::ranges::find(demonym.places, place) == demonym.places.end()) demonym.places.push_back(place);
    demonym.is_people = demonym.is_people || (is_people && demonym.places.size() == 1 && word.ends_with('s'));
  }
}

Result<void> Gazetteer::read_countries(const TableSource& tables) {
  const auto table = tables.read(
      "lexicon/where/countries.tsv",
      {.columns = {"alpha3", "alpha2", "name", "aliases", "adjectives", "people", "capital", "lat", "lon", "radius_km"},
       .key = {"alpha3"},
       .required = {"alpha2", "name", "lat", "lon", "radius_km"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    TablePlace place{.name = row.cells[2],
                     .countries = {row.cells[0]},
                     .kind = PlaceClass::country,
                     .precision = Precision::country,
                     .capital = row.cells[6],
                     .because = table->place_of(row)};
    if (const auto point = read_point(*table, row, 7, place); !point) return point;
    std::vector<std::string> names = split<std::string>(row.cells[3], '|');
    names.insert(names.begin(), row.cells[2]);
    const std::uint32_t index = file_.place_count() + static_cast<std::uint32_t>(table_.size());
    add_table_place(std::move(place), names, row.cells[1]);
    add_demonyms(index, row.cells[4], false);
    add_demonyms(index, row.cells[5], true);
  }
  for (std::uint32_t i = 0; i < file_.country_count(); ++i) alpha3_of_file_.emplace_back(alpha3_of(file_.country(i)));
  return {};
}

Result<void> Gazetteer::read_regions(const TableSource& tables) {
  const auto table = tables.read("lexicon/where/regions.tsv",
                                 {.columns = {"name", "aliases", "kind", "countries", "lat", "lon", "radius_km", "precision",
                                              "adjectives", "people", "note"},
                                  .key = {"name"},
                                  .required = {"kind", "lat", "lon", "radius_km", "precision"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    for (const auto& [column, known] : {std::pair{2, &region_kinds}, std::pair{7, &precision_names}})
      if (auto why = explain_unknown(*table, row, table->columns[static_cast<std::size_t>(column)],
                                     row.cells[static_cast<std::size_t>(column)], *known);
          !why.empty())
        return fail(std::move(why));
    TablePlace place{.name = row.cells[0],
                     .countries = split<std::string>(row.cells[3], '|'),
                     .kind = *place_class_named(row.cells[2]),
                     .precision = static_cast<Precision>(std::ranges::find(precision_names, row.cells[7]) - precision_names.begin()),
                     .note = row.cells[10],
                     .because = table->place_of(row)};
    for (const std::string& country : place.countries)
      if (!countries_.contains(country))
        return fail(fmt::format("{}: no country \"{}\" in lexicon/where/countries.tsv", table->place_of(row), country));
    if (const auto point = read_point(*table, row, 4, place); !point) return point;
    std::vector<std::string> names = split<std::string>(row.cells[1], '|');
    names.insert(names.begin(), row.cells[0]);
    const std::uint32_t index = file_.place_count() + static_cast<std::uint32_t>(table_.size());
    add_table_place(std::move(place), names, {});
    add_demonyms(index, row.cells[8], false);
    add_demonyms(index, row.cells[9], true);
  }
  return {};
}

Result<void> Gazetteer::read_divisions(const TableSource& tables) {
  const auto table = tables.read("lexicon/where/divisions.tsv",
                                 {.columns = {"name", "country", "short_forms", "adjectives", "people"},
                                  .key = {"name", "country"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    std::uint32_t found = no_place;
    for (const Posting& posting : find(squeeze(row.cells[0]))) {
      const PlaceView view = place(posting.place);
      if (view.kind == PlaceClass::admin1 && view.country == row.cells[1]) found = posting.place;
    }
    if (found == no_place) continue;  // a user's own gazetteer may lack it
    for (const std::string& form : split<std::string>(row.cells[2], '|')) {
      if (form.find(' ') == std::string::npos && form.size() <= 6) {
        short_forms_.emplace(form, found);
        if (form.size() > 2 && !form.ends_with('.')) table_names_[squeeze(form)].push_back({found, static_cast<std::uint8_t>(std::uint8_t{alternate_name} | std::uint8_t{needs_upper_case})});
      } else {
        table_names_[squeeze(form)].push_back({found, alternate_name});
      }
    }
    add_demonyms(found, row.cells[3], false);
    add_demonyms(found, row.cells[4], true);
  }
  return {};
}

std::vector<Posting> Gazetteer::find(const std::string& squeezed) const {
  std::vector<Posting> found;
  if (squeezed.size() < 2) return found;
  found = file_.find(hash_name(squeezed));
  if (const auto own = table_names_.find(squeezed); own != table_names_.end())
    for (const Posting& posting : own->second)
      if (std::ranges::none_of(found, [&](const Posting& p) { return p.place == posting.place; })) found.push_back(posting);
  return found;
}

std::string_view Gazetteer::alpha3_of(std::string_view alpha2) const {
  const auto found = alpha3_.find(std::string(alpha2));
  return found == alpha3_.end() ? std::string_view() : std::string_view(found->second);
}

PlaceView Gazetteer::place(std::uint32_t index) const {
  PlaceView view{.index = index};
  if (index >= file_.place_count()) {
    const TablePlace& row = table_[index - file_.place_count()];
    view.name = row.name;
    if (row.countries.size() == 1) view.country = row.countries[0];
    view.lat = row.lat;
    view.lon = row.lon;
    view.kind = row.kind;
    view.row = &row;
    return view;
  }
  const PlaceRecord record = file_.place(index);
  view.name = record.name;
  if (record.country_index < alpha3_of_file_.size()) view.country = alpha3_of_file_[record.country_index];
  view.geonameid = record.geonameid;
  view.lat = record.lat;
  view.lon = record.lon;
  view.kind = record.kind;
  view.log_population = record.log_population;
  view.admin1 = record.admin1;
  view.admin2 = record.admin2;
  return view;
}

const Demonym* Gazetteer::demonym(const std::string& squeezed) const {
  const auto found = demonyms_.find(squeezed);
  return found == demonyms_.end() ? nullptr : &found->second;
}

std::uint32_t Gazetteer::short_form(const std::string& printed) const {
  const auto found = short_forms_.find(printed);
  return found == short_forms_.end() ? no_place : found->second;
}

std::optional<std::uint32_t> Gazetteer::country(std::string_view alpha3) const {
  const auto found = countries_.find(std::string(alpha3));
  if (found == countries_.end()) return std::nullopt;
  return found->second;
}

std::uint32_t Gazetteer::capital_of(std::string_view alpha3) const {
  const auto index = country(alpha3);
  if (!index) return no_place;
  std::uint32_t best = no_place;
  float most = -1;
  for (const Posting& posting : find(squeeze(place(*index).row->capital))) {
    const PlaceView view = place(posting.place);
    const bool is_town = view.kind >= PlaceClass::capital && view.kind <= PlaceClass::section;
    const float weight = view.log_population + (view.kind == PlaceClass::capital ? 100.0f : 0.0f);
    if (is_town && view.country == alpha3 && weight > most) {
      best = posting.place;
      most = weight;
    }
  }
  return best;
}

bool Gazetteer::contains(const PlaceView& outer, const PlaceView& inner) const {
  if (outer.index == inner.index) return false;
  if (outer.kind == PlaceClass::country)
    return outer.country == inner.country ||
           (inner.row && std::ranges::find(inner.row->countries, outer.country) != inner.row->countries.end());
  if (outer.kind == PlaceClass::admin1) {
    if (inner.row) return distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 200 && inner.country == outer.country;
    return inner.admin1 == outer.index && inner.kind != PlaceClass::admin1;
  }
  if (outer.kind == PlaceClass::admin2) return inner.admin2 == outer.index;
  if (outer.row) return distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < std::max(10.0, outer.row->radius_km * 1.2);
  const bool is_big_town = outer.kind <= PlaceClass::seat2;
  return is_big_town && distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 25;
}

}  // namespace nutgraf::where
