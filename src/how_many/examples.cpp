// Runs the examples of lexicon/how_many/*.tsv and writes figures in the words of the cases.

#include "how_many/examples.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "how_many/lexicon.h"

namespace nutgraf::how_many {

std::string describe(const Report& report, const std::vector<Figure>& all, const Figure& figure) {
  const auto words = [&](const Figure& one) { return std::string(words_of(report.text, one.span)); };
  std::string line = fmt::format("\"{}\" {} {}", words(figure), name_of(figure.kind), name_of(figure.bound));
  const bool is_exact = figure.bound == Bound::exact;
  if (figure.value) line += fmt::format(" value={:.10g}", *figure.value);
  if (figure.low && !(is_exact && figure.low == figure.value)) line += fmt::format(" low={:.10g}", *figure.low);
  if (figure.high && !(is_exact && figure.high == figure.value)) line += fmt::format(" high={:.10g}", *figure.high);
  if (figure.change != Change::none) line += fmt::format(" change={}", name_of(figure.change));
  if (figure.normalized_unit) line += fmt::format(" unit=\"{}\"", *figure.normalized_unit);
  if (figure.counted_text) line += fmt::format(" counted=\"{}\"", *figure.counted_text);
  if (figure.subgroup) line += fmt::format(" subgroup=\"{}\"", *figure.subgroup);
  if (figure.of >= 0) line += fmt::format(" of=\"{}\"", words(all[static_cast<std::size_t>(figure.of)]));
  return line;
}

Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon) {
  using Fits = std::function<bool(const ExampleRow&, const Figure&)>;
  const auto table_of = [&](const char* name, Fits fits) {
    return ExampleTable{fmt::format("lexicon/how_many/{}.tsv", name), [&, fits](const ExampleRow& row) -> std::optional<std::string> {
                          const Report report = make_report(row.example(), {.source_id = "example"});
                          const auto figures = find_figures(report, read_words(report, reader), lexicon);
                          if (std::ranges::any_of(figures, [&](const Figure& figure) { return fits(row, figure); })) return std::nullopt;
                          std::string came_out;
                          for (const Figure& figure : figures) came_out += "\n  " + describe(report, figures, figure) + " " + figure.because;
                          return came_out;
                        }};
  };
  return run_examples(tables, {
      table_of("hedges", [](const ExampleRow& row, const Figure& figure) {
        return name_of(figure.bound) == row["bound"] && (figure.bound == Bound::exact || row.is_named_in(figure.because));
      }),
      table_of("vague", [](const ExampleRow& row, const Figure& figure) { return row.is_named_in(figure.because); }),
      table_of("units", [](const ExampleRow& row, const Figure& figure) {
        return figure.normalized_unit == row["unit"] && name_of(figure.kind) == row["kind"];
      }),
      table_of("currencies", [](const ExampleRow& row, const Figure& figure) {
        return figure.normalized_unit == row["code"] && figure.kind == Kind::money;
      }),
      table_of("changes", [](const ExampleRow& row, const Figure& figure) { return name_of(figure.change) == row["change"]; }),
  });
}

}  // namespace nutgraf::how_many
