// How fast reports are read and models are opened, on one core. Before anything is timed, each model must give the
// answers that lie beside it (models/*.golden.json); how many it gives is printed with every figure.

#include <benchmark/benchmark.h>
#include <fmt/core.h>
#include <sys/resource.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reading/reader.h"

namespace {

using namespace nutgraf;

const std::string root = NUTGRAF_SOURCE_DIR;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

std::string name_of_model(ModelName model) { return model == ModelName::fast ? "fast" : "accurate"; }

std::shared_ptr<const Reader> open_model(ModelName model) {
  auto reader = load_reader(model, "");
  if (reader) return *reader;
  fmt::print(stderr, "{}\n", reader.error().message);
  std::exit(1);
}

// A reading of one sentence whose words are given.
Reading make_reading(const std::vector<std::string>& words) {
  Reading reading;
  std::uint32_t at = 0;
  for (const std::string& word : words) {
    Token token;
    token.form = token.lower = word;
    token.span = {at, at + static_cast<std::uint32_t>(word.size())};
    at = token.span.end + 1;
    reading.tokens.push_back(token);
  }
  Sentence sentence;
  sentence.tokens = {0, reading.size()};
  sentence.span = {0, at - 1};
  reading.sentences.push_back(sentence);
  return reading;
}

// "heads 289/290 as in the golden answers"; ends the program when fewer than 98 in 100 are.
std::string check_answers(ModelName model, const Reader& reader) {
  const auto golden = nlohmann::json::parse(read_file(root + "/models/" + name_of_model(model) + ".golden.json"));
  int right = 0, all = 0;
  for (const auto& sentence : golden.at("sentences")) {
    Reading reading = make_reading(sentence.at("words").get<std::vector<std::string>>());
    label_words(reading, reader);
    for (std::int32_t i = 0; i < reading.size(); ++i, ++all)
      right += reading[i].head + 1 == sentence["heads"][static_cast<std::size_t>(i)].get<int>();
  }
  const std::string answer = fmt::format("heads {}/{} as in the golden answers", right, all);
  if (right * 100 >= all * 98) return answer;
  fmt::print(stderr, "{}: {}: nothing is timed\n", name_of_model(model), answer);
  std::exit(1);
}

void read_reports(benchmark::State& state, ModelName model) {
  const auto reader = open_model(model);
  state.SetLabel(check_answers(model, *reader));
  const Report report = make_report(read_file(root + "/bench/reports.txt"), {});
  double tokens = 0, reports = 0;
  for (auto _ : state) {
    const Reading reading = read_words(report, *reader);
    benchmark::DoNotOptimize(reading.tokens.data());
    tokens += reading.size();
    ++reports;
  }
  state.counters["tokens/s"] = benchmark::Counter(tokens, benchmark::Counter::kIsRate);
  state.counters["reports/s"] = benchmark::Counter(reports, benchmark::Counter::kIsRate);
}

void open_models(benchmark::State& state, ModelName model) {
  state.SetLabel(check_answers(model, *open_model(model)));
  for (auto _ : state) benchmark::DoNotOptimize(open_model(model));
}

}  // namespace

BENCHMARK_CAPTURE(read_reports, fast, ModelName::fast)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(read_reports, accurate, ModelName::accurate)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(open_models, fast, ModelName::fast)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(open_models, accurate, ModelName::accurate)->Unit(benchmark::kMillisecond);

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory {:.0f} MB\n", static_cast<double>(usage.ru_maxrss) / 1024);
}
