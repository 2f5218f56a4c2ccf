// Every place of a report: proposes, recognises, resolves, and says what each stands for. "Gunmen from Ohio attacked a bus
// in Mobile, Alabama, Washington said": Ohio qualifies, Mobile is the town, Washington a government.

#include "where/where.h"

#include <algorithm>
#include <cmath>

#include "base/embedded.h"
#include "where/answer.h"
#include "where/import.h"
#include "where/recognise.h"

namespace nutgraf::where {

namespace {

constexpr std::size_t most_runners_up = 4;
constexpr double least_score = 0.01;

std::vector<Hint> hints_of(const std::vector<DemonymMention>& demonyms) {
  std::vector<Hint> hints;
  for (const DemonymMention& one : demonyms)
    for (const std::uint32_t place : one.places)
      hints.push_back({.token = one.tokens.first, .place = place, .weight = 0.6f / static_cast<float>(one.places.size())});
  return hints;
}

std::string reason_of(const Resolved& one) {
  std::string because = one.mention.is_from_names ? "where.name" : one.mention.postings.empty() ? "where.told_by_level" : "where.gazetteer";
  if (one.options.empty()) return because + "; no place known by this name";
  if (one.inside >= 0) because += "; where.told_inside";
  const PlaceView& place = one.options[0].place;
  if (place.row) {
    because += "; " + place.row->because;
    if (!place.row->note.empty()) because += " (" + place.row->note + ")";
  }
  return because;
}

Place answer_of(const Page& page, const Resolved& one) {
  Place place{.span = span_of(page.reading, one.mention.tokens), .tokens = one.mention.tokens, .kind = Kind::place, .best = {},
              .runners_up = {}, .because = reason_of(one), .confidence = 1 / (1 + std::exp(-one.mention.score))};
  for (const Option& option : one.options) {
    Candidate shown = show_place(page.gazetteer, option.place, option.score);
    if (!place.best) {
      place.confidence *= std::min(1.0, option.score + 0.2);
      place.best = std::move(shown);
    } else if (option.score >= least_score && place.runners_up.size() < most_runners_up) {
      place.runners_up.push_back(std::move(shown));
    }
  }
  return place;
}

// The place that a demonym means: of several, one that the report names.
Place answer_of(const Page& page, const DemonymMention& one, const std::vector<Place>& places) {
  Place place{.span = span_of(page.reading, one.tokens), .tokens = one.tokens, .kind = Kind::demonym, .best = {}, .runners_up = {},
              .only_qualifies = true, .because = "where.demonym"};
  std::vector<Candidate> shown;
  for (const std::uint32_t index : one.places) shown.push_back(show_place(page.gazetteer, page.gazetteer.place(index), 1.0 / static_cast<double>(one.places.size())));
  std::ranges::stable_sort(shown, std::greater(), [&](const Candidate& candidate) {
    return std::ranges::count_if(places, [&](const Place& p) { return p.best && p.best->country == candidate.country; });
  });
  place.best = shown[0];
  place.runners_up.assign(shown.begin() + 1, shown.end());
  const std::int32_t name = page.reading[one.tokens.first].name;
  if (name < 0) return place;
  const Name& whole = page.reading.names[static_cast<std::size_t>(name)];
  if (whole.kind == NameKind::organisation && whole.tokens.size() > one.tokens.size()) place.kind = Kind::part_of_name;
  return place;
}

}  // namespace

Result<std::shared_ptr<const Gazetteer>> load_gazetteer(const TableSource& tables) {
  if (tables.folder.empty())
    if (auto imported = open_import()) return Gazetteer::load(tables, std::move(*imported));
  const auto bytes = find_embedded("data/gazetteer.bin");
  if (!bytes) return fail("data/gazetteer.bin: not built into this program");
  return Gazetteer::load(tables, GazetteerBytes{.bytes = *bytes, .path = "data/gazetteer.bin", .keeper = nullptr});
}

std::vector<Place> find_places(const Report& report, const Reading& reading, const Gazetteer& gazetteer) {
  const Page page(report, reading, gazetteer);
  const auto proposals = propose_mentions(page);
  auto chosen = choose_mentions(page, proposals);
  const auto demonyms = find_demonyms(page, chosen);
  auto parts = find_parts_of_names(page, proposals, chosen);
  const auto resolved = resolve_mentions(page, std::move(chosen), hints_of(demonyms));

  std::vector<Place> places;
  for (const Resolved& one : resolved) {
    places.push_back(answer_of(page, one));
    set_kind(page, one, places.back());
  }
  auto stand_ins = find_stand_ins(page, places, resolved, demonyms);
  for (const DemonymMention& one : demonyms) places.push_back(answer_of(page, one, places));
  for (const Resolved& one : resolve_mentions(page, std::move(parts), hints_of(demonyms))) {
    Place place = answer_of(page, one);
    place.kind = owns_state_body(page, place.tokens) ? Kind::metonym : Kind::part_of_name;
    place.only_qualifies = true;
    place.because += "; inside the name of an organisation";
    places.push_back(std::move(place));
  }
  std::ranges::move(stand_ins, std::back_inserter(places));
  std::ranges::stable_sort(places, {}, [](const Place& p) { return std::pair(p.tokens.first, -p.tokens.last); });
  std::vector<Place> apart;
  for (Place& place : places)
    if (apart.empty() || apart.back().tokens.last <= place.tokens.first) apart.push_back(std::move(place));
  return apart;
}

}  // namespace nutgraf::where
