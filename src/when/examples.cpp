// Runs the examples of lexicon/when/*.tsv and writes times in the words of the cases.

#include "when/examples.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace nutgraf::when {

namespace {

std::string side(const std::optional<Date>& date) { return date ? write_date(*date) : "?"; }

}  // namespace

std::string describe(const Report& report, const TimeExpression& time) {
  constexpr const char* types[] = {"DATE", "TIME", "DURATION", "SET"};
  std::string words(words_of(report.text, time.span));
  std::ranges::replace(words, '\n', ' ');
  std::string line = fmt::format("{} {} {} .. {} \"{}\"", types[static_cast<int>(time.type)], time.value,
                                 side(time.earliest), side(time.latest), words);
  if (time.part_of_day) line += " " + *time.part_of_day;
  if (time.is_ongoing) line += " ongoing";
  if (time.is_approximate) line += " about";
  return line;
}

Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon) {
  const auto gives_answer = [&](const ExampleRow& row) -> std::optional<std::string> {
    const Report report = make_report(row.example(), {.source_id = "example", .filed = "2024-03-06"});
    const auto times = find_times(report, read_words(report, reader), lexicon);
    if (std::ranges::any_of(times, [&](const auto& time) { return time.value == row["answer"]; })) return std::nullopt;
    std::string came_out = fmt::format("no {}", row["answer"]);
    for (const auto& time : times) came_out += "\n  " + describe(report, time);
    return came_out;
  };
  std::vector<ExampleTable> all;
  for (const char* name : {"amounts", "clock_words", "day_words", "edges", "holidays", "modifiers", "months", "numbers", "offsets",
                           "parts_of_day", "references", "seasons", "sets", "shifts", "units", "weekdays", "zones"})
    all.push_back({fmt::format("lexicon/when/{}.tsv", name), gives_answer});
  return run_examples(tables, all);
}

}  // namespace nutgraf::when
