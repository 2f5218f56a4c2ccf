#include "support/case_file.h"

#include <gtest/gtest.h>

namespace nutgraf::tests {
namespace {

TEST(CaseFile, cases_are_parted_by_blank_lines_and_keys_may_repeat) {
  const auto cases = read_cases("x.case", "# One claim,\n# two lines.\ntext: A b.\nwhen: x\nwhen: y\n\n\ntext: C\n  d.\n");
  ASSERT_TRUE(cases.has_value());
  ASSERT_EQ(cases->size(), 2u);
  EXPECT_EQ((*cases)[0].claim, "One claim, two lines.");
  EXPECT_EQ((*cases)[0].values("when"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ((*cases)[1].value("text"), "C\nd.");
  EXPECT_EQ((*cases)[1].line, 8u);
}

TEST(CaseFile, a_case_without_text_or_a_line_without_key_is_an_error) {
  EXPECT_EQ(read_cases("x.case", "when: y\n").error().message, "x.case:1: the case has no text");
  EXPECT_EQ(read_cases("x.case", "text: a\nnonsense\n").error().message, "x.case:2: not \"key: value\"");
}

}  // namespace
}  // namespace nutgraf::tests
