// "in the capital", "across the province": definite words that stand for a place which the report names elsewhere, or for
// the capital of the country that it is about. "the capital, Kabul" needs none: the name stands there itself.

#include <algorithm>

#include "where/answer.h"
#include "where/place_name.h"

namespace nutgraf::where {

namespace {

enum class Wanted { none, capital, country, admin1, admin2, town, island, region };

Wanted wanted_by(const std::string& word) {
  if (word == "capital") return Wanted::capital;
  if (word == "country" || word == "nation") return Wanted::country;
  if (word == "province" || word == "state" || word == "governorate" || word == "oblast" || word == "prefecture") return Wanted::admin1;
  if (word == "district" || word == "county" || word == "municipality") return Wanted::admin2;
  if (word == "city" || word == "town" || word == "village" || word == "township") return Wanted::town;
  if (word == "island") return Wanted::island;
  if (word == "region" || word == "peninsula" || word == "territory" || word == "enclave") return Wanted::region;
  return Wanted::none;
}

bool fits(const PlaceView& place, Wanted wanted) {
  switch (wanted) {
    case Wanted::none: return false;
    case Wanted::capital: return place.kind == PlaceClass::capital;
    case Wanted::country: return place.kind == PlaceClass::country;
    case Wanted::admin1: return place.kind == PlaceClass::admin1;
    case Wanted::admin2: return place.kind == PlaceClass::admin2 || place.kind == PlaceClass::lower_admin || place.kind == PlaceClass::seat2 || place.kind == PlaceClass::seat3;
    case Wanted::town: return place.kind >= PlaceClass::capital && place.kind <= PlaceClass::town;
    case Wanted::island: return place.kind == PlaceClass::island;
    case Wanted::region: return place.kind == PlaceClass::region || place.kind == PlaceClass::admin1;
  }
  return false;
}

// A place in the report that a stand-in may point back to.
struct Named {
  std::int32_t token;
  PlaceView place;
  bool is_demonym;
};

std::vector<Named> named_places(const Page& page, const std::vector<Resolved>& resolved, const std::vector<DemonymMention>& demonyms) {
  std::vector<Named> named;
  for (const Resolved& one : resolved)
    if (!one.options.empty()) named.push_back({one.mention.tokens.first, one.options[0].place, false});
  for (const DemonymMention& one : demonyms)
    if (one.places.size() == 1) named.push_back({one.tokens.first, page.gazetteer.place(one.places[0]), true});
  std::ranges::stable_sort(named, {}, &Named::token);
  return named;
}

// The country that the words before `token` are about: the nearest one named, else the one named first.
std::string_view country_before(const std::vector<Named>& named, std::int32_t token) {
  std::string_view country;
  for (const Named& one : named) {
    if (one.place.country.empty()) continue;
    if (country.empty() || one.token < token) country = one.place.country;
  }
  return country;
}

// The country named most often; it is what "the country" means when several have been named.
std::string_view main_country(const std::vector<Named>& named) {
  std::string_view best;
  std::size_t most = 0;
  for (const Named& one : named) {
    const auto count = static_cast<std::size_t>(std::ranges::count_if(named, [&](const Named& o) { return o.place.country == one.place.country; }));
    if (!one.place.country.empty() && count > most) {
      best = one.place.country;
      most = count;
    }
  }
  return best;
}

std::uint32_t place_meant(const Page& page, const std::vector<Named>& named, Wanted wanted, std::int32_t noun) {
  const Gazetteer& gazetteer = page.gazetteer;
  if (wanted == Wanted::capital) {
    for (const Named& one : named)  // "the Syrian capital"
      if (one.is_demonym && one.token == noun - 1 && !one.place.country.empty()) return gazetteer.capital_of(one.place.country);
    for (const Named& one : named)  // "Syria's capital", "the capital of Syria"
      if (one.place.kind == PlaceClass::country && ((one.token == noun - 2 && page[noun - 1].word == "'s") || (one.token == noun + 2 && page[noun + 1].word == "of")))
        return gazetteer.capital_of(one.place.country);
    const std::string_view country = country_before(named, noun);
    return country.empty() ? no_place : gazetteer.capital_of(country);
  }
  if (wanted == Wanted::country) {
    const std::string_view country = main_country(named);
    const auto index = country.empty() ? std::nullopt : gazetteer.country(country);
    return index ? *index : no_place;
  }
  std::uint32_t meant = no_place;
  for (const Named& one : named)
    if (one.token < noun && !one.is_demonym && fits(one.place, wanted)) meant = one.place.index;
  if (meant == no_place && wanted == Wanted::admin1)  // the province of the town named last
    for (const Named& one : named)
      if (one.token < noun && one.place.admin1 != no_place) meant = one.place.admin1;
  return meant;
}

bool is_named_itself(const Page& page, std::int32_t noun, const std::vector<Place>& places) {
  std::int32_t next = noun + 1;
  if (page.is_form(noun, next, ",") || page.is_form(noun, next, "of")) ++next;
  if (page.is_form(noun, next, "the")) ++next;
  return std::ranges::any_of(places, [&](const Place& p) { return p.tokens.contains(next) && p.kind != Kind::demonym && page.is_beside(noun, next); });
}

}  // namespace

std::vector<Place> find_stand_ins(const Page& page, const std::vector<Place>& places, const std::vector<Resolved>& resolved,
                                  const std::vector<DemonymMention>& demonyms) {
  std::vector<Place> found;
  const auto named = named_places(page, resolved, demonyms);
  if (named.empty()) return found;
  for (std::int32_t noun = 0; noun < page.reading.size(); ++noun) {
    const Wanted wanted = page[noun].is_capitalised ? Wanted::none : wanted_by(page[noun].word);
    if (wanted == Wanted::none) continue;
    std::int32_t first = noun - 1;
    while (page.is_beside(noun, first) && first > noun - 3 && page[first].word != "the" && page[first].word != "this" &&
           (page.is_cue(noun, first, Cue::direction) || page.gazetteer.demonym(page[first].squeezed) || page[first].word == "same"))
      --first;
    if (!page.is_form(noun, first, "the") && !page.is_form(noun, first, "this")) continue;
    const bool is_after_preposition = page.is_cue(noun, first - 1, Cue::in) || page.is_cue(noun, first - 1, Cue::from);
    if (!is_after_preposition || is_named_itself(page, noun, places)) continue;
    if (page.is_beside(noun, noun + 1) && page.reading[noun + 1].upos == Upos::noun) continue;  // "the city council"
    const std::uint32_t meant = place_meant(page, named, wanted, noun);
    if (meant == no_place) continue;
    const TokenRange tokens{first, noun + 1};
    Place place{.span = span_of(page.reading, tokens), .tokens = tokens, .kind = Kind::place, .best = {}, .runners_up = {},
                .because = "where.stand_in", .confidence = 0.6};
    place.best = show_place(page.gazetteer, page.gazetteer.place(meant), 0.6);
    found.push_back(std::move(place));
  }
  return found;
}

}  // namespace nutgraf::where
