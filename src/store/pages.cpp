// How orders and units are spelt.

#include "store/pages.h"

#include <algorithm>
#include <array>
#include <utility>

namespace nutgraf::store {

namespace {

template <typename T, std::size_t N>
std::optional<T> find(const std::array<std::pair<std::string_view, T>, N>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name, &std::pair<std::string_view, T>::first);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

constexpr auto units = std::to_array<std::pair<std::string_view, TimeUnit>>(
    {{"auto", TimeUnit::automatic}, {"day", TimeUnit::day}, {"week", TimeUnit::week}, {"month", TimeUnit::month}, {"year", TimeUnit::year}});

}  // namespace

std::optional<EventSort> find_event_sort(std::string_view name) {
  return find(std::to_array<std::pair<std::string_view, EventSort>>({{"when", EventSort::when},
                                                                    {"-when", EventSort::when_last_first},
                                                                    {"filed", EventSort::filed},
                                                                    {"-filed", EventSort::filed_last_first},
                                                                    {"doubt", EventSort::doubt},
                                                                    {"confidence", EventSort::confidence},
                                                                    {"type", EventSort::type}}),
              name);
}

std::optional<ReportSort> find_report_sort(std::string_view name) {
  return find(std::to_array<std::pair<std::string_view, ReportSort>>({{"filed", ReportSort::filed},
                                                                     {"-filed", ReportSort::filed_last_first},
                                                                     {"imported", ReportSort::imported},
                                                                     {"-imported", ReportSort::imported_last_first},
                                                                     {"headline", ReportSort::headline}}),
              name);
}

std::optional<StorySort> find_story_sort(std::string_view name) {
  return find(std::to_array<std::pair<std::string_view, StorySort>>(
                  {{"-when", StorySort::when_last_first}, {"when", StorySort::when}, {"events", StorySort::events}, {"reports", StorySort::reports}}),
              name);
}

std::string_view name_of(TimeUnit unit) { return std::ranges::find(units, unit, &std::pair<std::string_view, TimeUnit>::second)->first; }
std::optional<TimeUnit> find_time_unit(std::string_view name) { return find(units, name); }

}  // namespace nutgraf::store
