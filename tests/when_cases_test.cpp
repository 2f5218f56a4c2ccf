// Runs tests/cases/when/*.case and every example in lexicon/when/*.tsv. An expectation is
//   when: TYPE VALUE EARLIEST .. LATEST "words" [part of day] [ongoing] [about]
// in text order, `?` for a side that is open or unknown; `when: none` says that there is no time.
// NUTGRAF_REWRITE_CASES=1 prints the cases with what is found now, for review.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "reading/reader.h"
#include "report/report.h"
#include "support/case_file.h"
#include "support/knowledge.h"
#include "when/examples.h"
#include "when/when.h"

namespace nutgraf::tests {
namespace {

const when::Lexicon& lexicon() {
  static const auto loaded = when::load_lexicon({});
  if (!loaded) {
    std::fputs((loaded.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return **loaded;
}

struct TimesRead {
  Report report;
  std::vector<when::TimeExpression> times;
};

TimesRead read_times(const std::string& text, const std::string& filed) {
  TimesRead read{.report = make_report(text, {.source_id = "case", .filed = filed}), .times = {}};
  read.times = when::find_times(read.report, read_words(read.report, reader()), lexicon());
  return read;
}

TEST(WhenCases, every_case_gives_the_times_it_expects) {
  const bool is_rewriting = std::getenv("NUTGRAF_REWRITE_CASES") != nullptr;
  const auto cases = cases_of("when");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const TimesRead read = read_times(one.value("text"), one.value("filed"));
    std::vector<std::string> found;
    for (const auto& time : read.times) found.push_back(when::describe(read.report, time));
    if (found.empty()) found.push_back("none");
    EXPECT_EQ(found, one.values("when")) << one.place();
    if (!is_rewriting) continue;
    fmt::print("# {}\n", one.claim);
    for (const auto& [key, value] : one.fields)
      if (key != "when") fmt::print("{}: {}\n", key, value);
    for (const auto& line : found) fmt::print("when: {}\n", line);
    fmt::print("\n");
  }
}

TEST(WhenLexicon, every_example_gives_its_answer) {
  const auto run = when::check_examples({}, reader(ModelName::accurate), lexicon());
  ASSERT_TRUE(run.has_value()) << run.error().message;
  for (const FailedExample& failed : run->failed) ADD_FAILURE() << write_failure(failed);
  EXPECT_GE(run->count, 350u);
}

}  // namespace
}  // namespace nutgraf::tests
