// Counts of values among the events that fit. A field's own filter is not applied to it, so that its other values can be seen.

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "store/counting.h"

namespace nutgraf::store {

namespace {

constexpr std::size_t most_values = 200;

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

std::vector<FacetValue> rank(const Index& index, std::string_view field, const std::vector<std::uint32_t>& counts, const Filters& filters) {
  std::vector<Term> terms;
  for (Term term = 0; term < counts.size(); ++term)
    if (counts[term] > 0 && index.field_of(term) == field) terms.push_back(term);
  const auto is_before = [&](Term a, Term b) {
    if (counts[a] != counts[b]) return counts[a] > counts[b];
    return index.value_of(a) < index.value_of(b);
  };
  const std::size_t shown = std::min(terms.size(), most_values);
  std::ranges::partial_sort(terms, terms.begin() + static_cast<std::ptrdiff_t>(shown), is_before);
  terms.resize(shown);
  std::vector<FacetValue> values;
  for (const Term term : terms) values.push_back({index.value_of(term), counts[term]});
  if (const auto* chosen = chosen_values(filters, field))  // what is chosen is shown, however rare
    for (const std::string& value : *chosen)
      if (std::ranges::find(values, value, &FacetValue::value) == values.end()) {
        const auto term = index.find_term(field, value);
        values.push_back({value, term && *term < counts.size() ? counts[*term] : 0});
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

  // Fields without a filter of their own are counted in one pass.
  std::vector<std::uint32_t> counts(index.term_count());
  const SlotSet all = selection->all();
  if (selection->parts.empty())
    for (Term term = 0; term < counts.size(); ++term) counts[term] = static_cast<std::uint32_t>(index.count_of(term));
  Facets facets;
  std::vector<bool> reports(index.report_count()), stories(index.story_count());
  all.each([&](Slot slot) {
    const Index::Event& event = index.event(slot);
    if (!selection->parts.empty())
      for (const Term term : event.terms) ++counts[term];
    ++facets.events;
    facets.undated += !event.is_dated();
    facets.unplaced += event.places.empty();
    reports[event.report] = true;
    if (event.story != 0) stories[event.story] = true;
  });
  facets.reports = static_cast<std::uint64_t>(std::ranges::count(reports, true));
  facets.stories = static_cast<std::uint64_t>(std::ranges::count(stories, true));
  for (const std::string& field : fields) {
    const bool is_filtered = std::ranges::any_of(selection->parts, [&](const auto& part) { return part.first == field; });
    if (!is_filtered) {
      facets.values[field] = rank(index, field, counts, filters);
      continue;
    }
    std::vector<std::uint32_t> own(index.term_count());
    selection->without(field).each([&](Slot slot) {
      for (const Term term : index.event(slot).terms) ++own[term];
    });
    facets.values[field] = rank(index, field, own, filters);
  }
  if (auto done = counting->finish(); !done) return std::unexpected(done.error());
  return facets;
}

}  // namespace nutgraf::store
