// Times every step of the flow on the example reports, one thread, with each model: the reading in words a second, the answers
// and events in time an article of 600 words. Before anything is timed the answers are checked: two readings of the same
// report must give the same JSON, byte for byte.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <benchmark/benchmark.h>

#include "event/flow.h"
#include "export/json.h"
#include "where/gazetteer.h"
#include "where/place_name.h"

namespace nutgraf {
namespace {

constexpr double article_words = 600;

const Knowledge& knowledge(ModelName model) {
  static const Knowledge fast = *load_knowledge(ModelName::fast, "");
  static const Knowledge accurate = *load_knowledge(ModelName::accurate, "");
  return model == ModelName::fast ? fast : accurate;
}

std::vector<Report> examples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(NUTGRAF_SOURCE_DIR "/examples"))
    if (entry.path().extension().string() == ".txt") paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<Report> reports;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    reports.push_back(make_report(std::string{std::istreambuf_iterator<char>(file), {}}, {.source_id = path.filename()}));
  }
  return reports;
}

struct Read {
  std::vector<Report> reports;
  std::vector<ReportRead> reads;
  double words = 0;
};

const Read& read_examples(ModelName model) {
  static Read sets[2];
  Read& set = sets[static_cast<int>(model)];
  if (!set.reports.empty()) return set;
  set.reports = examples();
  for (const Report& report : set.reports) {
    set.reads.push_back(read_report(report, knowledge(model)));
    set.words += set.reads.back().reading.size();
    const std::string first = export_::write_json(set.reads.back(), *knowledge(model).plover);
    if (first != export_::write_json(read_report(report, knowledge(model)), *knowledge(model).plover)) {
      std::fprintf(stderr, "%s: two readings differ; nothing is timed\n", report.source_id.c_str());
      std::exit(1);
    }
  }
  return set;
}

void count(benchmark::State& state, const Read& set) {
  const double words = set.words * static_cast<double>(state.iterations());
  state.counters["words/s"] = benchmark::Counter(words, benchmark::Counter::kIsRate);
  state.counters["ms/article"] =
      benchmark::Counter(words / article_words / 1000, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

ModelName model_of(const benchmark::State& state) { return state.range(0) == 0 ? ModelName::fast : ModelName::accurate; }

template <typename Step>
void time_step(benchmark::State& state, Step step) {
  const Read& set = read_examples(model_of(state));
  for (auto _ : state)
    for (std::size_t i = 0; i < set.reports.size(); ++i) benchmark::DoNotOptimize(step(set, i));
  count(state, set);
}

void load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(load_knowledge(model_of(state), ""));
}
void reading(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return read_words(set.reports[i], *known.reader); });
}
void when_answers(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return when::find_times(set.reports[i], set.reads[i].reading, *known.when); });
}
void where_answers(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return where::find_places(set.reports[i], set.reads[i].reading, *known.where); });
}
// One name after the other: of many places, of one, of none.
void place_lookup(benchmark::State& state) {
  const where::Gazetteer& places = *knowledge(ModelName::fast).where;
  const std::string names[] = {where::squeeze("Springfield"), where::squeeze("Mosul"), where::squeeze("San Jose"), where::squeeze("Qwxyz")};
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(places.find(names[i++ % std::size(names)]));
}
void who_answers(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return who::find_parties(set.reports[i], set.reads[i].reading, *known.who); });
}
void how_many_answers(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return how_many::find_figures(set.reports[i], set.reads[i].reading, *known.how_many); });
}
void says_who_answers(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return says_who::find_statements(set.reports[i], set.reads[i].reading, *known.says_who); });
}
void what_answers(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return what::find_happenings(set.reports[i], set.reads[i].reading, *known.what); });
}
void events(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return event::join_events(set.reports[i], set.reads[i].reading, set.reads[i].answers, *known.words, nullptr).records; });
}
void whole(benchmark::State& state) {
  const Knowledge& known = knowledge(model_of(state));
  time_step(state, [&](const Read& set, std::size_t i) { return read_report(set.reports[i], known); });
}

// The argument is the model: 0 fast, 1 accurate.
BENCHMARK(load)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(reading)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(when_answers)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(where_answers)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(place_lookup)->Unit(benchmark::kNanosecond);
BENCHMARK(who_answers)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(how_many_answers)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(says_who_answers)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(what_answers)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(events)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(whole)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace nutgraf

BENCHMARK_MAIN();
