// Runs the examples of lexicon/event/*.tsv.

#include "event/examples.h"

#include <algorithm>

#include <fmt/format.h>

namespace nutgraf::event {

Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const how_many::Lexicon& counts, const Tolls& tolls) {
  const auto is_counted = [&](const ExampleRow& row) -> std::optional<std::string> {
    const Report report = make_report(row.example(), {.source_id = "example"});
    const Reading reading = read_words(report, reader);
    const auto figures = how_many::find_figures(report, reading, counts);
    const auto found = tolls.find(reading, figures);
    if (std::ranges::any_of(found, [&](const Toll& toll) { return toll.what == row["role"] && row.is_named_in(toll.because); })) return std::nullopt;
    std::string came_out;
    for (const Toll& toll : found) came_out += fmt::format("\n  {} \"{}\" {}", toll.what, words_of(report.text, figures[toll.figure].span), toll.because);
    return came_out;
  };
  return run_examples(tables, {{"lexicon/event/tolls.tsv", is_counted}});
}

}  // namespace nutgraf::event
