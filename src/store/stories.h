#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/path.h"
#include "store/state.h"

namespace nutgraf::store {

// The story of an event: where the last merge or split that names it and holds has put it, else that of the event which it was
// found to be the same as, else the one that it founded. Empty when it has no link.
std::string find_story_of(Database& database, std::int64_t event);

// Puts the event, and those that hang on it, into its story, and notes what changes.
void refresh_story_of(Writing& writing, std::int64_t event);

// Makes the rows of the stories that were touched anew, or takes them away when no event is left.
void refresh_touched_stories(Writing& writing);

// One report's telling of a story: an event with where it comes from.
struct Account {
  std::string event, report, outlet, filed, headline, source;  // source: the first of the report's wire copies
  std::string state;
  Json record;
};

// All of a story, by filing time, then as imported.
std::vector<Account> accounts_of(Database& database, const std::string& story);

// How many of something, as one account tells it of the event as a whole.
struct Toll {
  std::string what;
  Json figure;
  double low = 0, high = 0;  // infinite where open
  const Account* account = nullptr;
};

// The fullest figure of each role that each account gives, parts and subgroups left out; by role, then as the accounts.
std::vector<Toll> tolls_of(const std::vector<Account>& accounts);

// What is taken as agreed: of the sources (wire copies count once) the latest filed; among equals the most exact.
struct Agreed {
  std::string what;
  std::optional<double> low, high;  // over all accounts
  std::optional<double> best;
  const Toll* toll = nullptr;
  bool disagrees = false;  // sources filed within a day of each other give ranges that do not meet, or a later one gives less
};
std::vector<Agreed> agree_on_tolls(const std::vector<Toll>& tolls);

// The value that most sources give, the latest filed among equals; null when none gives one.
Json agree_on(const std::vector<Account>& accounts, const std::vector<Json>& values);

}  // namespace nutgraf::store
