// What is known of the page before its parties are read: which phrases of the tables stand where, and
// which countries it is about. A report names its country in its dateline, in adjectives and in its
// cities; the one that is named most decides what "the police" and "the National Guard" are.

#include <algorithm>
#include <map>

#include "who/mention.h"

namespace nutgraf::who {

namespace {

void count_countries(Page& page) {
  std::map<std::string, int> counts;
  const auto weigh = [&](const Match& match, int weight) {
    const Entry& entry = page.lexicon.entry_of(page.lexicon.forms[match.form]);
    if (entry.countries.size() == 1) counts[entry.countries.front()] += weight;
  };
  for (std::size_t i = 0; i < page.matches.places.size(); ++i) {
    const Match& match = page.matches.places[i];
    if (i > 0 && page.matches.places[i - 1].tokens == match.tokens) continue;
    if (match.tokens.last < page.reading.size() && page.reading[match.tokens.last].form == "-" &&
        page.reading[match.tokens.last].span.begin == page.reading[match.tokens.last - 1].span.end)
      continue;  // "Iran-backed"
    const bool is_dateline =
        page.report.dateline && page.report.dateline->whole.overlaps(page.reading[match.tokens.first].span);
    weigh(match, is_dateline ? 4 : 2);
  }
  // A body or group of one country says less than the country's own name: groups cross borders, acronyms are shared.
  for (std::size_t i = 0; i < page.matches.names.size(); ++i) {
    const Match& match = page.matches.names[i];
    const bool is_shared = (i > 0 && page.matches.names[i - 1].tokens == match.tokens) ||
                           (i + 1 < page.matches.names.size() && page.matches.names[i + 1].tokens == match.tokens);
    const Source source = page.lexicon.entry_of(page.lexicon.forms[match.form]).source;
    if (!is_shared && (source == Source::body || source == Source::party)) weigh(match, 1);
  }
  page.countries.assign(counts.begin(), counts.end());
  std::ranges::stable_sort(page.countries, std::ranges::greater{}, [](const auto& c) { return c.second; });
}

}  // namespace

Page make_page(const Report& report, const Reading& reading, const Lexicon& lexicon) {
  Page page{.report = report, .reading = reading, .lexicon = lexicon, .letters = letters_of(reading)};
  page.matches = find_matches(reading, page.letters, lexicon);
  if (report.filed) page.year = static_cast<int>(report.filed->date.year());
  page.place_at.assign(reading.tokens.size(), -1);
  for (std::size_t i = 0; i < page.matches.places.size(); ++i)
    for (std::int32_t t = page.matches.places[i].tokens.first; t < page.matches.places[i].tokens.last; ++t)
      if (page.place_at[static_cast<std::size_t>(t)] < 0)
        page.place_at[static_cast<std::size_t>(t)] = static_cast<std::int32_t>(i);
  count_countries(page);
  return page;
}

}  // namespace nutgraf::who
