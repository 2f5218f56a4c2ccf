// Runs tests/cases/how_many/*.case and every example in lexicon/how_many/*.tsv. An expectation is
//   how_many: "words" KIND BOUND [value=] [low=] [high=] [change=] [unit=""] [counted=""] [subgroup=""] [of="words of the whole"]
// in text order, `how_many: none` says that nothing is counted; an exact figure's limits are its value and left out.
// NUTGRAF_REWRITE_CASES=1 prints the cases with what is found now, for review.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/table.h"
#include "how_many/how_many.h"
#include "how_many/lexicon.h"
#include "reading/reader.h"
#include "report/report.h"
#include "support/case_file.h"
#include "support/knowledge.h"

namespace nutgraf::tests {
namespace {

const how_many::Lexicon& lexicon() {
  static const auto loaded = how_many::load_lexicon({});
  if (!loaded) {
    std::fputs((loaded.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return **loaded;
}

struct FiguresRead {
  Report report;
  std::vector<how_many::Figure> figures;
};

FiguresRead read_figures(const std::string& text) {
  FiguresRead read{.report = make_report(text, {.source_id = "case"}), .figures = {}};
  read.figures = how_many::find_figures(read.report, read_words(read.report, reader()), lexicon());
  return read;
}

std::string describe(const FiguresRead& read, const how_many::Figure& figure) {
  const auto words = [&](const how_many::Figure& one) { return std::string(words_of(read.report.text, one.span)); };
  std::string line = fmt::format("\"{}\" {} {}", words(figure), how_many::name_of(figure.kind), how_many::name_of(figure.bound));
  const bool is_exact = figure.bound == how_many::Bound::exact;
  if (figure.value) line += fmt::format(" value={:.10g}", *figure.value);
  if (figure.low && !(is_exact && figure.low == figure.value)) line += fmt::format(" low={:.10g}", *figure.low);
  if (figure.high && !(is_exact && figure.high == figure.value)) line += fmt::format(" high={:.10g}", *figure.high);
  if (figure.change != how_many::Change::none) line += fmt::format(" change={}", how_many::name_of(figure.change));
  if (figure.normalized_unit) line += fmt::format(" unit=\"{}\"", *figure.normalized_unit);
  if (figure.counted_text) line += fmt::format(" counted=\"{}\"", *figure.counted_text);
  if (figure.subgroup) line += fmt::format(" subgroup=\"{}\"", *figure.subgroup);
  if (figure.of >= 0) line += fmt::format(" of=\"{}\"", words(read.figures[static_cast<std::size_t>(figure.of)]));
  return line;
}

TEST(HowManyCases, every_case_gives_the_figures_it_expects) {
  const bool is_rewriting = std::getenv("NUTGRAF_REWRITE_CASES") != nullptr;
  const auto cases = cases_of("how_many");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const FiguresRead read = read_figures(one.value("text"));
    std::vector<std::string> found;
    for (const auto& figure : read.figures) found.push_back(describe(read, figure));
    if (found.empty()) found.push_back("none");
    EXPECT_EQ(found, one.values("how_many")) << one.place();
    if (!is_rewriting) continue;
    fmt::print("# {}\ntext: {}\n", one.claim, one.value("text"));
    for (const auto& line : found) fmt::print("how_many: {}\n", line);
    fmt::print("\n");
  }
}

Table read_lexicon(const std::string& name, std::vector<std::string> columns) {
  auto table = TableSource{}.read("lexicon/how_many/" + name, {.columns = std::move(columns)});
  if (!table) {
    std::fputs((table.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return *table;
}

// Of the example's figures one must satisfy the row.
template <typename Fits>
void expect_examples(const Table& table, std::size_t example, std::size_t at_least, Fits&& fits) {
  std::size_t examples = 0;
  for (const Row& row : table.rows) {
    if (row.cells[example].empty()) continue;
    ++examples;
    const FiguresRead read = read_figures(row.cells[example]);
    std::string found;
    for (const auto& figure : read.figures) found += "\n  " + describe(read, figure) + " " + figure.because;
    EXPECT_TRUE(std::ranges::any_of(read.figures, [&](const auto& figure) { return fits(row, figure); }))
        << table.place_of(row) << ": " << row.cells[example] << found;
  }
  EXPECT_GE(examples, at_least) << table.path;
}

bool gives_reason(const Table& table, const Row& row, const how_many::Figure& figure) {
  const std::string place = table.place_of(row);
  const std::size_t at = figure.because.find(place);
  return at != std::string::npos && (at + place.size() == figure.because.size() || figure.because[at + place.size()] == ',');
}

TEST(HowManyLexicon, a_hedge_sets_the_bound_of_its_example) {
  const Table table = read_lexicon("hedges.tsv", {"phrase", "position", "bound", "example"});
  expect_examples(table, 3, 20, [&](const Row& row, const auto& figure) {
    return how_many::name_of(figure.bound) == row.cells[2] && (row.cells[2] == "exact" || gives_reason(table, row, figure));
  });
}

TEST(HowManyLexicon, a_vague_amount_is_found_in_its_example) {
  const Table table = read_lexicon("vague.tsv", {"phrase", "kind", "low", "high", "example"});
  expect_examples(table, 4, 20, [&](const Row& row, const auto& figure) { return gives_reason(table, row, figure); });
}

TEST(HowManyLexicon, a_unit_is_found_in_its_example) {
  const Table table = read_lexicon("units.tsv", {"unit", "kind", "words", "symbols", "example"});
  expect_examples(table, 4, 12, [](const Row& row, const auto& figure) {
    return figure.normalized_unit == row.cells[0] && how_many::name_of(figure.kind) == row.cells[1];
  });
}

TEST(HowManyLexicon, a_currency_is_found_in_its_example) {
  const Table table = read_lexicon("currencies.tsv", {"code", "words", "symbols", "example"});
  expect_examples(table, 3, 4, [](const Row& row, const auto& figure) {
    return figure.normalized_unit == row.cells[0] && figure.kind == how_many::Kind::money;
  });
}

TEST(HowManyLexicon, a_word_of_change_is_found_in_its_example) {
  const Table table = read_lexicon("changes.tsv", {"word", "change", "example"});
  expect_examples(table, 2, 8, [](const Row& row, const auto& figure) { return how_many::name_of(figure.change) == row.cells[1]; });
}

TEST(HowManyLexicon, an_unknown_bound_is_refused_with_its_place) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "how_many_bad_table";
  std::filesystem::create_directories(folder / "lexicon/how_many");
  std::ofstream(folder / "lexicon/how_many/hedges.tsv") << "phrase\tposition\tbound\nat least\tbefore\tatleast\n";
  const auto loaded = how_many::load_lexicon({folder.string()});
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().message, "lexicon/how_many/hedges.tsv:2: unknown bound \"atleast\"; did you mean \"at_least\"?");
}

}  // namespace
}  // namespace nutgraf::tests
