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

#include "how_many/examples.h"
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

TEST(HowManyCases, every_case_gives_the_figures_it_expects) {
  const bool is_rewriting = std::getenv("NUTGRAF_REWRITE_CASES") != nullptr;
  const auto cases = cases_of("how_many");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const FiguresRead read = read_figures(one.value("text"));
    std::vector<std::string> found;
    for (const auto& figure : read.figures) found.push_back(how_many::describe(read.report, read.figures, figure));
    if (found.empty()) found.push_back("none");
    EXPECT_EQ(found, one.values("how_many")) << one.place();
    if (!is_rewriting) continue;
    fmt::print("# {}\ntext: {}\n", one.claim, one.value("text"));
    for (const auto& line : found) fmt::print("how_many: {}\n", line);
    fmt::print("\n");
  }
}

TEST(HowManyLexicon, every_example_gives_what_its_row_says) {
  const auto run = how_many::check_examples({}, reader(ModelName::accurate), lexicon());
  ASSERT_TRUE(run.has_value()) << run.error().message;
  for (const FailedExample& failed : run->failed) ADD_FAILURE() << write_failure(failed);
  EXPECT_GE(run->count, 80u);
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
