#include "event/flow.h"

#include <gtest/gtest.h>

#include <string>

namespace nutgraf {
namespace {

Report report_of(const std::string& text) { return make_report(std::string(text), {.source_id = "r", .headline = {}, .filed = "2024-03-06", .outlet = {}, .url = {}}); }

std::string tree_of(const Reading& reading) {
  std::string tree;
  for (const Token& token : reading.tokens) tree += token.lemma + " " + std::to_string(static_cast<int>(token.upos)) + " " + std::to_string(token.head) + "\n";
  return tree;
}

TEST(Flow, a_report_that_tells_no_happening_is_not_read_by_the_slow_model) {
  Knowledge knowledge = *load_knowledge(ModelName::accurate, "");
  ASSERT_TRUE(knowledge.scout);
  const Report report = report_of("The library in Borova has 400 chairs. Its garden is green in spring, says Ora Lindqvist, who keeps the roses.");
  const std::string quick = tree_of(read_words(report, *knowledge.scout));
  knowledge.reader = nullptr;
  const ReportRead read = read_report(report, knowledge);
  EXPECT_EQ(tree_of(read.reading), quick);
  EXPECT_TRUE(read.events.empty());
  EXPECT_FALSE(read.answers.where.empty());
}

TEST(Flow, a_report_that_tells_a_happening_is_read_by_the_slow_model) {
  const Knowledge knowledge = *load_knowledge(ModelName::accurate, "");
  const Report report = report_of("Held since dawn, the 12 men police had been after for weeks were, lawyers for the families said on Monday, beaten; 4 saw doctors later freed. "
                                  "What the guards the mayor hired did, shot at from cars parked near, nobody there would tell.");
  const std::string quick = tree_of(read_words(report, *knowledge.scout)), slow = tree_of(read_words(report, *knowledge.reader));
  ASSERT_NE(quick, slow) << "the test needs a text that the models read differently";
  EXPECT_EQ(tree_of(read_report(report, knowledge).reading), slow);
}

TEST(Flow, the_fast_model_has_no_scout) { EXPECT_FALSE(load_knowledge(ModelName::fast, "")->scout); }

}  // namespace
}  // namespace nutgraf
