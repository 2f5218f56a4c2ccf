// The country of those whose country nobody tells: a report about one country means its police when it
// says "police", and its people when it says "residents". Half of all that names a country must name it,
// and half as much again as the next. Marked in `because`.

#include <numeric>

#include "who/mention.h"

namespace nutgraf::who {

namespace {

bool is_of_one_country(const Mention& mention) {
  const Party& party = mention.party;
  if (party.kind == Kind::object) return false;
  if (mention.entry != nullptr && mention.entry->source != Source::agent) return false;
  if (party.sectors.empty()) return party.kind == Kind::person;
  const std::string& sector = party.sectors.front();
  return sector != "IGO" && sector != "UNO" && sector != "EUR" && sector != "NGO" && sector != "IMG" &&
         sector != "MNC" && sector != "REF" && sector != "JRN" && !party.group;
}

}  // namespace

void fill_countries(const Page& page, std::vector<Mention>& mentions) {
  if (page.countries.empty()) return;
  const int all = std::accumulate(page.countries.begin(), page.countries.end(), 0,
                                  [](int sum, const auto& c) { return sum + c.second; });
  const auto& [country, count] = page.countries.front();
  if (count * 2 < all) return;
  if (page.countries.size() > 1 && count * 2 < page.countries[1].second * 3) return;
  for (Mention& mention : mentions) {
    if (mention.party.country || !is_of_one_country(mention)) continue;
    mention.party.country = country;
    mention.party.because += "; who.country_of_report";
  }
}

}  // namespace nutgraf::who
