#include "story/words.h"

#include <gtest/gtest.h>

namespace nutgraf::story {
namespace {

TEST(Words, forms_of_a_word_have_one_stem) {
  EXPECT_EQ(stem_of("killings"), stem_of("killed"));
  EXPECT_EQ(stem_of("bodies"), stem_of("body"));
  EXPECT_EQ(stem_of("stopped"), stem_of("stop"));
  EXPECT_EQ(stem_of("raids"), stem_of("raid"));
  EXPECT_EQ(stem_of("karsova's"), stem_of("karsova"));
  EXPECT_EQ(stem_of("crisis"), "crisis");
}

TEST(Words, words_are_folded_and_cut_at_marks) {
  EXPECT_EQ(words_of("Şanlıurfa’s 12 “cells”—raided."), (std::vector<std::string>{"sanliurfa's", "12", "cells", "raided"}));
  EXPECT_TRUE(words_of(" —… ").empty());
}

TEST(Words, a_rare_word_outweighs_a_common_one) {
  const auto common = CommonWords::load({});
  ASSERT_TRUE(common) << common.error().message;
  EXPECT_GT(common->weight_of("karsova"), common->weight_of("polic"));
  const Bag told = weigh_words("Police raided a mill in Karsova", *common);
  const Bag again = weigh_words("The raid on the Karsova mill", *common);
  const Bag other = weigh_words("Police raided a bank in Delmar", *common);
  EXPECT_GT(likeness(told, again), likeness(told, other));
  EXPECT_NEAR(likeness(told, told), 1, 1e-6);
  EXPECT_EQ(likeness(told, {}), 0);
}

}  // namespace
}  // namespace nutgraf::story
