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

#include "base/table.h"
#include "reading/reader.h"
#include "report/report.h"
#include "support/case_file.h"
#include "support/knowledge.h"
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

std::string side(const std::optional<Date>& date) { return date ? write_date(*date) : "?"; }

std::string describe(const Report& report, const when::TimeExpression& time) {
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

TEST(WhenCases, every_case_gives_the_times_it_expects) {
  const bool is_rewriting = std::getenv("NUTGRAF_REWRITE_CASES") != nullptr;
  const auto cases = cases_of("when");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const TimesRead read = read_times(one.value("text"), one.value("filed"));
    std::vector<std::string> found;
    for (const auto& time : read.times) found.push_back(describe(read.report, time));
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
  const std::vector<std::vector<std::string>> tables = {{"months", "word", "month", "is_ambiguous"},
                                                        {"weekdays", "word", "weekday", "is_ambiguous"},
                                                        {"units", "word", "unit", "count"},
                                                        {"parts_of_day", "phrase", "code", "part"},
                                                        {"clock_words", "word", "time"},
                                                        {"seasons", "word", "code", "is_ambiguous"},
                                                        {"holidays", "phrase", "rule", "days"},
                                                        {"modifiers", "phrase", "effect", "of"},
                                                        {"edges", "phrase", "effect"},
                                                        {"shifts", "word", "steps", "from"},
                                                        {"offsets", "phrase", "sign", "from"},
                                                        {"day_words", "phrase", "days"},
                                                        {"references", "phrase", "value"},
                                                        {"sets", "word", "value"},
                                                        {"amounts", "phrase", "count"},
                                                        {"numbers", "word", "number", "kind"},
                                                        {"zones", "zone", "minutes"}};
  std::size_t examples = 0;
  for (const auto& names : tables) {
    std::vector<std::string> columns(names.begin() + 1, names.end());
    columns.push_back("example");
    columns.push_back("answer");
    const auto table = TableSource{}.read("lexicon/when/" + names[0] + ".tsv", {.columns = columns});
    ASSERT_TRUE(table.has_value()) << table.error().message;
    for (const Row& row : table->rows) {
      const std::string& example = row.cells[columns.size() - 2];
      const std::string& answer = row.cells[columns.size() - 1];
      if (example.empty()) continue;
      ++examples;
      const TimesRead read = read_times(example, "2024-03-06");
      std::string found;
      for (const auto& time : read.times) found += describe(read.report, time) + "; ";
      EXPECT_TRUE(std::ranges::any_of(read.times, [&](const auto& time) { return time.value == answer; }))
          << table->place_of(row) << ": \"" << example << "\" should give " << answer << ", gives " << found;
    }
  }
  EXPECT_GE(examples, 350u);
}

}  // namespace
}  // namespace nutgraf::tests
