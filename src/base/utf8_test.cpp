#include "base/utf8.h"

#include <gtest/gtest.h>

namespace nutgraf {
namespace {

TEST(Utf8, folding_strips_marks_and_case) {
  EXPECT_EQ(fold("Şanlıurfa"), "sanliurfa");
  EXPECT_EQ(fold("Cox’s Bāzār"), "cox's bazar");
  EXPECT_EQ(fold("Łódź–Straße"), "lodz-strasse");
}

TEST(Utf8, lower_case_keeps_marks) { EXPECT_EQ(lower_case("ÉCOLE Şırnak"), "école şırnak"); }

TEST(Utf8, bad_bytes_come_back_one_at_a_time) {
  const Character c = read_character("\xff\x41", 0);
  EXPECT_EQ(c.code_point, char32_t{0xFFFD});
  EXPECT_EQ(c.bytes, 1u);
}

TEST(Utf8, case_questions_ignore_digits_and_marks) {
  EXPECT_TRUE(is_all_upper("U.S.-3"));
  EXPECT_FALSE(is_all_upper("12"));
  EXPECT_TRUE(is_all_lower("al-12"));
  EXPECT_TRUE(is_capitalised("‘Élan"));
  EXPECT_FALSE(is_capitalised("al-Shabaab"));
}

}  // namespace
}  // namespace nutgraf
