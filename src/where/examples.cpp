// Runs the examples of lexicon/where/*.tsv and writes places in the words of the cases.

#include "where/examples.h"

#include <algorithm>

#include <fmt/format.h>

namespace nutgraf::where {

std::string describe(const Report& report, const Place& place) {
  constexpr const char* kinds[] = {"place", "demonym", "metonym", "part_of_name"};
  const bool is_stand_in = place.because.starts_with("where.stand_in");
  std::string line = fmt::format("\"{}\" {} ", words_of(report.text, place.span), is_stand_in ? "stand_in" : kinds[static_cast<int>(place.kind)]);
  if (!place.best) return line + "?";
  line += place.best->country.empty() ? "-" : place.best->country;
  if (!place.best->admin1.empty()) line += " " + place.best->admin1;
  if (place.only_qualifies && place.kind == Kind::place) line += " qualifies";
  return line;
}

bool is_among(const std::string& expected, const std::vector<std::string>& described) {
  return std::ranges::any_of(described, [&](const std::string& line) {
    return line == expected || (line.starts_with(expected + " ") && !line.ends_with(" qualifies"));
  });
}

bool is_place_among(const std::string& words, const std::vector<std::string>& described) {
  return std::ranges::any_of(described, [&](const std::string& line) {
    return line.starts_with(words + " place") || line.starts_with(words + " metonym");
  });
}

Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Gazetteer& gazetteer) {
  const auto gives_answer = [&](const ExampleRow& row) -> std::optional<std::string> {
    const Report report = make_report(row.example(), {.source_id = "example"});
    std::vector<std::string> described;
    for (const Place& place : find_places(report, read_words(report, reader), gazetteer)) described.push_back(describe(report, place));
    const std::string& answer = row["answer"];
    const bool is_right = answer.starts_with("no ") ? !is_place_among(answer.substr(3), described) : is_among(answer, described);
    if (is_right) return std::nullopt;
    std::string came_out = fmt::format("not what the answer says, {}", answer);
    for (const std::string& line : described) came_out += "\n  " + line;
    return came_out;
  };
  return run_examples(tables, {{"lexicon/where/cues.tsv", gives_answer}, {"lexicon/where/traps.tsv", gives_answer}});
}

}  // namespace nutgraf::where
