// Counts of values among the events that fit. A field's own filter is not applied to it, so that its other values can be seen.

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "store/counting.h"

namespace nutgraf::store {

namespace {

constexpr std::size_t most_values = 200;
constexpr std::uint64_t few_events = 500;

const std::set<std::string, std::less<>> facet_fields = {
    "type", "mode", "context", "status", "certainty", "background", "state", "actor", "actor_country", "actor_sector", "recipient",
    "recipient_country", "recipient_sector", "country", "place", "precision", "what", "speaker", "speaker_kind", "outlet", "minor"};

const std::vector<std::string>* chosen_values(const Filters& filters, std::string_view field) {
  if (field == "actor") return &filters.actor;
  if (field == "recipient") return &filters.recipient;
  if (field == "speaker") return &filters.speaker;
  if (field == "outlet") return &filters.outlet;
  if (field == "place") return &filters.place;
  return nullptr;
}

// How many of the events have each value of a field, by its place in `terms_of`. Values are counted along their own lists of events,
// which lie in a row in memory, unless the events are few.
std::vector<std::uint32_t> count_values(const Index& index, std::string_view field, const SlotSet& slots, std::uint64_t size) {
  const std::vector<Term>& terms = index.terms_of(field);
  std::vector<std::uint32_t> counts(terms.size());
  if (size == index.size()) {
    for (std::size_t i = 0; i < terms.size(); ++i) counts[i] = static_cast<std::uint32_t>(index.count_of(terms[i]));
  } else if (size >= few_events) {
    for (std::size_t i = 0; i < terms.size(); ++i)
      for (const Slot slot : index.slots_of(terms[i])) counts[i] += slots.has(slot);
  } else {
    std::unordered_map<Term, std::uint32_t> places;
    for (std::uint32_t i = 0; i < terms.size(); ++i) places[terms[i]] = i;
    slots.each([&](Slot slot) {
      for (const Term term : index.event(slot).terms)
        if (const auto found = places.find(term); found != places.end()) ++counts[found->second];
    });
  }
  return counts;
}

std::vector<FacetValue> rank(const Index& index, std::string_view field, const std::vector<std::uint32_t>& counts, const Filters& filters) {
  const std::vector<Term>& all = index.terms_of(field);
  std::vector<std::uint32_t> terms;  // places in `all`
  for (std::uint32_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) terms.push_back(i);
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
    if (counts[a] != counts[b]) return counts[a] > counts[b];
    return index.value_of(all[a]) < index.value_of(all[b]);
  };
  const std::size_t shown = std::min(terms.size(), most_values);
  std::ranges::partial_sort(terms, terms.begin() + static_cast<std::ptrdiff_t>(shown), is_before);
  terms.resize(shown);
  std::vector<FacetValue> values;
  for (const std::uint32_t i : terms) values.push_back({index.value_of(all[i]), counts[i]});
  if (const auto* chosen = chosen_values(filters, field))  // what is chosen is shown, however rare
    for (const std::string& value : *chosen)
      if (std::ranges::find(values, value, &FacetValue::value) == values.end()) {
        const auto term = index.find_term(field, value);
        const auto place = term ? std::ranges::find(all, *term) : all.end();
        values.push_back({value, place == all.end() ? 0 : counts[static_cast<std::size_t>(place - all.begin())]});
      }
  return values;
}

}  // namespace

Result<Facets> Project::count_facets(const Filters& filters, const std::vector<std::string>& fields) const {
  for (const std::string& field : fields)
    if (!facet_fields.contains(field)) return fail(fmt::format("facets: \"{}\" is none of {}", field, fmt::join(facet_fields, "|")));
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  const Index& index = counting->index();
  auto selection = counting->select(filters);
  if (!selection) return std::unexpected(selection.error());

  const SlotSet all = selection->all();
  Facets facets{.events = all.size()};
  facets.undated = facets.events - all.size_with(index.dated());
  facets.unplaced = facets.events - all.size_with(index.placed());
  std::vector<char> reports(index.report_count()), stories(index.story_count());
  all.each([&](Slot slot) {
    reports[index.report_number(slot)] = 1;
    stories[index.story_number(slot)] = 1;
  });
  stories[0] = 0;  // of those that are in none
  facets.reports = static_cast<std::uint64_t>(std::ranges::count(reports, 1));
  facets.stories = static_cast<std::uint64_t>(std::ranges::count(stories, 1));
  for (const std::string& field : fields) {
    const bool is_filtered = std::ranges::any_of(selection->parts, [&](const auto& part) { return part.first == field; });
    const SlotSet own = is_filtered ? selection->without(field) : SlotSet();
    const SlotSet& slots = is_filtered ? own : all;
    facets.values[field] = rank(index, field, count_values(index, field, slots, is_filtered ? own.size() : facets.events), filters);
  }
  if (auto done = counting->finish(); !done) return std::unexpected(done.error());
  return facets;
}

}  // namespace nutgraf::store
