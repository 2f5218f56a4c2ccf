// What the reports of a story agree on. The policy, also in docs/store.md: copies of one wire story are one source; of a figure
// the latest filed source counts, among equally late ones the most exact; of anything else what most sources say, the latest
// filed among equals. Nothing is averaged.

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "store/stories.h"

namespace nutgraf::store {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::optional<double> number_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

// How much of the event a figure counts: `best` first, then the greater one.
std::pair<bool, double> weight_of(const Json& figure) {
  return {figure.value("best", false), number_of(figure, "value").value_or(number_of(figure, "low").value_or(number_of(figure, "high").value_or(0)))};
}

double width(const Toll& toll) { return toll.high - toll.low; }

bool is_within_a_day(const std::string& a, const std::string& b) {
  const auto first = read_date(a), second = read_date(b);
  return !first || !second || std::abs(days_between(*first, *second)) <= 1;
}

}  // namespace

std::vector<Account> accounts_of(Database& database, const std::string& story) {
  std::vector<Account> accounts;
  Query query = database.query(
      "SELECT e.id, e.report, r.outlet, r.filed, r.headline, coalesce(r.wire_of, r.id), e.state, coalesce(c.reviewed, c.machine) "
      "FROM story_events s JOIN events e ON e.number = s.event JOIN records c ON c.event = e.number JOIN reports r ON r.id = e.report "
      "WHERE s.story = ? ORDER BY r.filed IS NULL, r.filed, s.event");
  query.put(story);
  while (query.step())
    accounts.push_back({.event = query.text(0), .report = query.text(1), .outlet = query.text(2), .filed = query.text(3), .headline = query.text(4),
                        .source = query.text(5), .state = query.text(6), .record = Json::parse(query.view(7), nullptr, false)});
  return accounts;
}

std::vector<Toll> tolls_of(const std::vector<Account>& accounts) {
  std::vector<Toll> tolls;
  std::set<std::string> roles;
  for (const Account& account : accounts) {
    if (!account.record.contains("how_many")) continue;
    std::map<std::string, const Json*> fullest;
    for (const Json& figure : account.record["how_many"]) {
      if (!figure.is_object() || figure.contains("subgroup") || figure.contains("of")) continue;
      if (!number_of(figure, "value") && !number_of(figure, "low") && !number_of(figure, "high")) continue;
      const Json*& best = fullest[figure.value("what", std::string("other"))];
      if (!best || weight_of(figure) > weight_of(*best)) best = &figure;
    }
    for (const auto& [what, figure] : fullest) {
      if (what == "other" || what == "seized") continue;  // of many kinds of things
      Toll toll{.what = what, .figure = *figure, .low = number_of(*figure, "low").value_or(-infinity), .high = number_of(*figure, "high").value_or(infinity), .account = &account};
      if (toll.low == -infinity && toll.high == infinity) toll.low = toll.high = number_of(*figure, "value").value_or(0);
      tolls.push_back(std::move(toll));
    }
  }
  std::ranges::stable_sort(tolls, {}, &Toll::what);
  return tolls;
}

std::vector<Agreed> agree_on_tolls(const std::vector<Toll>& tolls) {
  std::vector<Agreed> all;
  for (std::size_t begin = 0; begin < tolls.size();) {
    std::size_t end = begin;
    while (end < tolls.size() && tolls[end].what == tolls[begin].what) ++end;
    Agreed agreed{.what = tolls[begin].what};
    std::map<std::string, const Toll*> by_source;  // the latest word of each
    for (std::size_t i = begin; i < end; ++i) by_source[tolls[i].account->source] = &tolls[i];
    for (std::size_t i = begin; i < end; ++i) {
      const Toll& toll = tolls[i];
      if (toll.low != -infinity) agreed.low = std::min(agreed.low.value_or(toll.low), toll.low);
      if (toll.high != infinity) agreed.high = std::max(agreed.high.value_or(toll.high), toll.high);
      const auto day = [](const Toll& one) { return one.account->filed; };
      if (!agreed.toll || day(toll) > day(*agreed.toll) || (day(toll) == day(*agreed.toll) && width(toll) <= width(*agreed.toll))) agreed.toll = &toll;
    }
    const Json& figure = agreed.toll->figure;
    agreed.best = number_of(figure, "value").or_else([&] { return number_of(figure, "low"); }).or_else([&] { return number_of(figure, "high"); });
    for (const auto& [source, a] : by_source)
      for (const auto& [other, b] : by_source) {
        if (source >= other) continue;
        const Toll *earlier = a, *later = b;
        if (earlier->account->filed > later->account->filed) std::swap(earlier, later);
        const bool meet = earlier->low <= later->high && later->low <= earlier->high;
        if (!meet && (is_within_a_day(earlier->account->filed, later->account->filed) || later->high < earlier->low)) agreed.disagrees = true;
      }
    all.push_back(std::move(agreed));
    begin = end;
  }
  return all;
}

Json agree_on(const std::vector<Account>& accounts, const std::vector<Json>& values) {
  struct Vote {
    std::set<std::string> sources;
    std::string filed;
    Json value;
  };
  std::map<std::string, Vote> votes;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (values[i].is_null()) continue;
    Vote& vote = votes[values[i].dump()];
    vote.sources.insert(accounts[i].source);
    vote.filed = std::max(vote.filed, accounts[i].filed);
    vote.value = values[i];
  }
  const Vote* best = nullptr;
  for (const auto& [text, vote] : votes)
    if (!best || std::pair(vote.sources.size(), vote.filed) > std::pair(best->sources.size(), best->filed)) best = &vote;
  return best ? best->value : Json();
}

}  // namespace nutgraf::store
