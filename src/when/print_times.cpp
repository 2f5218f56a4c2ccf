// Not shipped: reads reports as JSON Lines (id, text, filed) and prints their times in the form of `nutgraf read
// --format jsonl`, without the other questions, for scoring and timing. `--time` prints the cost of find_times instead.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "reading/reader.h"
#include "report/report.h"
#include "when/when.h"

namespace {

using nutgraf::Reading;
using nutgraf::Report;

constexpr const char* type_names[] = {"DATE", "TIME", "DURATION", "SET"};

std::string field(const nlohmann::json& object, const char* key) {
  return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string();
}

nlohmann::json write_times(const Report& report, const std::vector<nutgraf::when::TimeExpression>& times) {
  auto list = nlohmann::json::array();
  for (const auto& time : times) {
    nlohmann::json one{{"begin", time.span.begin},
                       {"end", time.span.end},
                       {"type", type_names[static_cast<int>(time.type)]},
                       {"value", time.value},
                       {"because", time.because}};
    one["text"] = std::string(nutgraf::words_of(report.text, time.span));
    if (time.earliest) one["earliest"] = nutgraf::write_date(*time.earliest);
    if (time.latest) one["latest"] = nutgraf::write_date(*time.latest);
    list.push_back(one);
  }
  return list;
}

// The least of many rounds, so that other work on the machine does not count.
double microseconds_of(const Report& report, const Reading& reading, const nutgraf::when::Lexicon& lexicon) {
  constexpr int rounds = 100;
  double least = 1e12;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    nutgraf::when::find_times(report, reading, lexicon);
    const std::chrono::duration<double, std::micro> spent = std::chrono::steady_clock::now() - begin;
    least = std::min(least, spent.count());
  }
  return least;
}

}  // namespace

int main(int count, char** arguments) {
  const bool is_timed = count > 1 && std::string(arguments[1]) == "--time";
  const auto lexicon = nutgraf::when::load_lexicon({});
  const auto reader = nutgraf::load_reader(nutgraf::ModelName::fast, "");
  if (!lexicon || !reader) {
    fmt::print(stderr, "{}\n", (lexicon ? reader.error() : lexicon.error()).message);
    return 1;
  }
  double total = 0;
  std::size_t words = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const auto object = nlohmann::json::parse(line, nullptr, false);
    if (!object.is_object()) continue;
    Report report = nutgraf::make_report(field(object, "text"),
                                         {.source_id = field(object, "id"), .filed = field(object, "filed")});
    const Reading reading = nutgraf::read_words(report, **reader);
    if (is_timed) {
      total += microseconds_of(report, reading, **lexicon);
      words += reading.tokens.size();
      continue;
    }
    const auto times = nutgraf::when::find_times(report, reading, **lexicon);
    const nlohmann::json out{{"report", {{"source_id", report.source_id}}},
                             {"answers", {{"when", write_times(report, times)}}}};
    fmt::print("{}\n", out.dump());
  }
  if (is_timed)
    fmt::print("{:.1f} microseconds for 600 words ({} words read)\n", total * 600 / static_cast<double>(words), words);
  return 0;
}
