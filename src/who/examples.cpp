// Runs the examples of lexicon/who/*.tsv.

#include "who/examples.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace nutgraf::who {

Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon) {
  const auto is_read = [&](const ExampleRow& row) -> std::optional<std::string> {
    const Report report = make_report(row.example(), {.source_id = "example"});
    const auto parties = find_parties(report, read_words(report, reader), lexicon);
    const auto is_its = [&](const Party& party) { return row.is_named_in(party.because) || party.name == row.row.cells[0]; };
    if (std::ranges::any_of(parties, is_its)) return std::nullopt;
    std::string came_out;
    for (const Party& party : parties)
      came_out += fmt::format("\n  \"{}\" {} {}", words_of(report.text, party.span), party.name.value_or("-"), party.because);
    return came_out;
  };
  std::vector<ExampleTable> all;
  for (const char* name : {"agents", "armed_groups", "bodies", "descriptions", "modifiers", "name_words", "organisations", "parties", "titles"})
    all.push_back({fmt::format("lexicon/who/{}.tsv", name), is_read});
  return run_examples(tables, all);
}

}  // namespace nutgraf::who
