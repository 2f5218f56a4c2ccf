// What the everyday questions to a project cost in processor time, and how much it takes to fill and open a project. Makes a project of invented
// reports unless the file is there already.
//
//   store_bench [--events 100000] [--project FILE] [--again 20]

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "store/project.h"
#include "store/tests/invented.h"

namespace {

using namespace nutgraf;
using namespace nutgraf::store;
// Milliseconds of processor time that this thread has used: what else the machine does is left out, waiting for the disk too.
double processor_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

int complain(const Error& error) {
  fmt::print(stderr, "store_bench: {}\n", error.message);
  return 1;
}

// Median and worst of some runs after the first.
void measure(const std::string& name, int again, const std::function<bool()>& ask) {
  const auto first_start = processor_time();
  const bool is_answered = ask();
  const double first = processor_time() - first_start;
  std::vector<double> times;
  for (int i = 0; i < again && is_answered; ++i) {
    const auto start = processor_time();
    ask();
    times.push_back(processor_time() - start);
  }
  std::ranges::sort(times);
  if (times.empty())
    fmt::print("{:44} no answer\n", name);
  else
    fmt::print("{:44} {:9.2f} {:9.2f} {:9.2f}\n", name, first, times[times.size() / 2], times.back());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t events = 100000;
  std::string path = "store_bench.nutgraf";
  int again = 20;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string_view(argv[i]) == "--events") events = std::stoul(argv[i + 1]);
    if (std::string_view(argv[i]) == "--project") path = argv[i + 1];
    if (std::string_view(argv[i]) == "--again") again = std::stoi(argv[i + 1]);
  }
  {
    auto project = Project::open(path, {.access = Access::write, .creates = true, .as = "store_bench"});
    if (!project) return complain(project.error());
    const auto start = processor_time();
    std::uint64_t saved = 0;
    const std::uint64_t before = (*project)->counts()->reports;
    while ((*project)->counts()->events < events)
      for (int k = 0; k < 200; ++k, ++saved)
        if (const auto one = (*project)->save_report(invent_report(before + saved), 0, noon); !one) return complain(one.error());
    const double seconds = (processor_time() - start) / 1000;
    if (saved > 0) fmt::print("saved {} reports in {:.1f} s: {:.0f} a second\n", saved, seconds, static_cast<double>(saved) / seconds);
  }
  const auto opening = processor_time();
  auto opened = Project::open(path, {});
  if (!opened) return complain(opened.error());
  Project& project = **opened;
  const auto counts = project.counts();
  if (!counts) return complain(counts.error());
  if (const auto page = project.list_events({}, EventSort::when, {}); !page) return complain(page.error());
  fmt::print("{} reports, {} events, {} stories, {:.0f} MB; opened and first page in {:.0f} ms\n\n", counts->reports, counts->events, counts->stories,
             static_cast<double>(std::filesystem::file_size(path)) / 1e6, (processor_time() - opening));
  fmt::print("{:44} {:>9} {:>9} {:>9}   milliseconds of processor time\n", "", "first", "median", "worst");
  const std::vector<std::string> fields = {"type", "status", "certainty", "background", "state", "country", "outlet", "actor_sector", "recipient_sector", "actor", "what",
                                           "speaker_kind", "speaker", "context", "precision"};
  const Filters arrests{.type = {"COERCE"}, .actor_country = {"XAA"}};
  const Filters dated{.from = *read_date("2017-03-01"), .to = *read_date("2017-06-30")};
  const Filters boxed{.bbox = Box{-60, -20, 40, 40}};
  const Filters worded{.q = "detained people"};
  for (const auto& [name, filters] : std::vector<std::pair<std::string, Filters>>{{"all", {}}, {"type and country", arrests}, {"four months", dated}, {"a box", boxed}, {"words", worded}}) {
    measure(name + ": page of 50 by day", again, [&] { return project.list_events(filters, EventSort::when, {}).has_value(); });
    measure(name + ": 15 facets", again, [&] { return project.count_facets(filters, fields).has_value(); });
    measure(name + ": map, cells of 2 degrees", again, [&] { return project.map_cells(filters, 2).has_value(); });
    measure(name + ": timeline", again, [&] { return project.timeline(filters, TimeUnit::automatic).has_value(); });
    measure(name + ": page of 50 stories", again, [&] { return project.list_stories(filters, StorySort::when_last_first, {}).has_value(); });
  }
  const auto page = project.list_events({}, EventSort::doubt, {.limit = 500});
  if (!page) return complain(page.error());
  std::size_t next = 0;
  const auto one = [&]() -> const Event& { return page->items[next++ % page->items.size()]; };
  measure("one event", again, [&] { return project.find_event(one().id).has_value(); });
  measure("one report with all", again, [&] { return project.report_json(one().report).has_value(); });
  measure("one story with all", again, [&] { return project.story_json(one().story).has_value(); });
  measure("page of 50 reports by filing", again, [&] { return project.list_reports({}, ReportSort::filed, {}).has_value(); });
  measure("search, 20 best", again, [&] { return project.search("Kamor convicted", 20).has_value(); });
  measure("change feed, 100", again, [&] { return project.changes(1000, 100).has_value(); });
  opened->reset();
  auto writer = Project::open(path, {.access = Access::write, .as = "store_bench"});
  if (!writer) return complain(writer.error());
  (void)(*writer)->list_events({}, EventSort::when, {});
  measure("an edit, then a page", again, [&] {
    return (*writer)->review({.action = Action::comment, .target = one().id, .reason = "bench", .who = "bench", .at = noon}).has_value() &&
           (*writer)->list_events({}, EventSort::when, {}).has_value();
  });
  return 0;
}
