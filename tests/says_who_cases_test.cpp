// Runs tests/cases/says_who/*.case and the examples of lexicon/says_who/*.tsv. Expectations are
//   says_who: "SPEAKER" <CUE> MANNER KIND [via="WHO"]: content | more content     in text order, `-` for no speaker
//   factuality: WORD POLARITY CERTAINTY TIME [alleged] [planned] [foiled]         of the first predicate with these letters
// `says_who: none` says that nobody says anything; factuality lines name only the predicates that the case is about.
// NUTGRAF_REWRITE_CASES=1 prints the cases with what is found now, for review.

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "reading/reader.h"
#include "report/report.h"
#include "says_who/examples.h"
#include "says_who/lexicon.h"
#include "says_who/says_who.h"
#include "support/case_file.h"
#include "support/knowledge.h"

namespace nutgraf::tests {
namespace {

const says_who::Lexicon& lexicon() {
  static const auto loaded = says_who::load_lexicon({});
  if (!loaded) {
    std::fputs((loaded.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return **loaded;
}

struct AnswersRead {
  Report report;
  says_who::Answers answers;
};

AnswersRead read_answers(const std::string& text) {
  AnswersRead read{.report = make_report(text, {.source_id = "case"}), .answers = {}};
  read.answers = says_who::find_statements(read.report, read_words(read.report, reader()), lexicon());
  return read;
}

TEST(SaysWhoCases, every_case_gives_the_statements_and_truths_it_expects) {
  const bool is_rewriting = std::getenv("NUTGRAF_REWRITE_CASES") != nullptr;
  const auto cases = cases_of("says_who");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const AnswersRead read = read_answers(one.value("text"));
    std::vector<std::string> found, truths;
    for (const auto& statement : read.answers.statements) found.push_back(says_who::describe(read.report, statement));
    if (found.empty()) found.push_back("none");
    for (const std::string& expected : one.values("factuality")) {
      const std::string word = expected.substr(0, expected.find(' '));
      const auto* truth = says_who::find_predicate(read.report, read.answers, word);
      truths.push_back(truth ? says_who::describe(read.report, *truth) : word + " is no predicate");
    }
    const auto expected = one.values("says_who");
    if (!expected.empty()) {
      EXPECT_EQ(found, expected) << one.place();
    }
    EXPECT_EQ(truths, one.values("factuality")) << one.place();
    if (!is_rewriting) continue;
    fmt::print("# {}\ntext: {}\n", one.claim, one.value("text"));
    if (!expected.empty())
      for (const auto& line : found) fmt::print("says_who: {}\n", line);
    for (const auto& line : truths) fmt::print("factuality: {}\n", line);
    fmt::print("\n");
  }
}

TEST(SaysWhoLexicon, every_example_gives_what_its_row_says) {
  const auto run = says_who::check_examples({}, reader(ModelName::accurate), lexicon());
  ASSERT_TRUE(run.has_value()) << run.error().message;
  for (const FailedExample& failed : run->failed) ADD_FAILURE() << write_failure(failed);
  EXPECT_GE(run->count, 150u);
}

}  // namespace
}  // namespace nutgraf::tests
