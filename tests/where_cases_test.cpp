// Runs tests/cases/where/*.case. An expectation is
//   where: "words" KIND COUNTRY [ADMIN1] [qualifies]
// with COUNTRY `-` for places in no single country and `?` for names that no place is known by; a stand-in ("the capital")
// has KIND stand_in. `not: "words"` says that these words are no place (place or metonym). Other places may be found too.

#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "reading/reader.h"
#include "report/report.h"
#include "support/case_file.h"
#include "support/knowledge.h"
#include "where/examples.h"
#include "where/where.h"

namespace nutgraf::tests {
namespace {

const where::Gazetteer& gazetteer() {
  static const auto loaded = [] {
    ::setenv("NUTGRAF_DATA", "/nonexistent", 1);
    return where::load_gazetteer({});
  }();
  if (!loaded) {
    std::fputs((loaded.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return **loaded;
}

std::string all_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "\n  " + line;
  return text;
}

TEST(WhereCases, every_case_gives_the_places_it_expects) {
  const auto cases = cases_of("where");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const Report report = make_report(one.value("text"), {.source_id = "case", .filed = one.value("filed")});
    const auto places = where::find_places(report, read_words(report, reader(ModelName::accurate)), gazetteer());
    std::vector<std::string> found;
    for (const auto& place : places) found.push_back(where::describe(report, place));
    for (const std::string& expected : one.values("where"))
      EXPECT_TRUE(where::is_among(expected, found)) << one.place() << "\n expected: " << expected << "\n found:" << all_of(found);
    for (const std::string& excluded : one.values("not"))
      EXPECT_FALSE(where::is_place_among(excluded, found)) << one.place() << "\n not a place: " << excluded << "\n found:" << all_of(found);
    std::uint32_t end = 0;
    for (const auto& place : places) {
      EXPECT_GE(place.span.begin, end) << one.place() << ": answers overlap or are out of order";
      EXPECT_FALSE(place.because.empty()) << one.place();
      end = place.span.end;
    }
  }
}

TEST(WhereLexicon, every_example_gives_its_answer) {
  const auto run = where::check_examples({}, reader(ModelName::accurate), gazetteer());
  ASSERT_TRUE(run.has_value()) << run.error().message;
  for (const FailedExample& failed : run->failed) ADD_FAILURE() << write_failure(failed);
  EXPECT_GE(run->count, 16u);
}

}  // namespace
}  // namespace nutgraf::tests
