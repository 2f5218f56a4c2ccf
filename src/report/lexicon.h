#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf::report {

// In which order an outlet prints the numbers of a date: 2/5/2017 is 5 February in the US, 2 May in Britain.
enum class DateOrder { month_first, day_first, year_first };

// An agency whose reports others print ("Agence France-Presse", written "AFP").
struct Agency {
  std::string name;
  std::string country;  // ISO 3166 alpha-3
};

// A newspaper, station or site.
struct Outlet {
  std::string name;
  std::string country;  // ISO 3166 alpha-3
  DateOrder order = DateOrder::month_first;
};

// A zone as printed after a clock time: minutes east of UTC in winter and in summer ("ET": -300, -240).
struct Zone {
  int winter_minutes = 0;
  int summer_minutes = 0;
};

// The tables of lexicon/report. Keys are folded (base/utf8.h).
struct Lexicon {
  std::map<std::string, Agency, std::less<>> agencies;
  std::map<std::string, Outlet, std::less<>> outlets;
  std::map<std::string, Outlet, std::less<>> domains;  // "bbc.co.uk"
  std::map<std::string, Zone, std::less<>> zones;
  std::set<std::string, std::less<>> sections;

  // The agency that a phrase names ("the Associated Press", "AP"), or nothing.
  const Agency* find_agency(std::string_view phrase) const;
  // The outlet of a name or of an address ("https://www.bbc.co.uk/news/..."), or nothing.
  const Outlet* find_outlet(std::string_view name, std::string_view url) const;
};

// Errors as read_table, and for unknown countries' forms, date orders and numbers that are none.
Result<Lexicon> load_lexicon(const TableSource& tables);

// The tables built into the program; their rows are tested, so that they always load.
const Lexicon& built_in_lexicon();

}  // namespace nutgraf::report
