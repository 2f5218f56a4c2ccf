#include "cli/explain_view.h"

#include <gtest/gtest.h>

namespace nutgraf::cli {
namespace {

std::string explain(const std::string& text) {
  static const auto knowledge = load_knowledge(ModelName::fast, "");
  EXPECT_TRUE(knowledge);
  return write_explanation(read_report(make_report(text, {.source_id = "t", .headline = {}, .filed = "2021-03-08", .outlet = {}, .url = {}}), *knowledge), std::nullopt);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Explain, every_field_of_a_record_has_its_words_and_what_decided) {
  const std::string told = explain("Police detained nine people in Lyon on Monday, the interior ministry said.");
  EXPECT_TRUE(holds(told, "told in record e1")) << told;
  EXPECT_TRUE(holds(told, "e1  COERCE arrest  happened, stated")) << told;
  for (const char* field : {"told by", "actor", "recipient", "when", "where", "how many", "says who"})
    EXPECT_TRUE(holds(told.substr(told.find("e1  COERCE")), field)) << field << "\n" << told;
  EXPECT_TRUE(holds(told, "\"Lyon\"  [where.gazetteer]")) << told;
}

TEST(Explain, a_sentence_without_a_record_says_why) {
  EXPECT_TRUE(holds(explain("The flower show opened on Monday."), "no word here tells a happening"));
  const std::string feared = explain("If gunmen attacked the bridge, the town would be cut off.");
  EXPECT_TRUE(holds(feared, "no record: ")) << feared;
  EXPECT_FALSE(holds(feared, "e1  ASSAULT")) << feared;
}

}  // namespace
}  // namespace nutgraf::cli
