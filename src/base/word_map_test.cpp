#include "base/word_map.h"

#include <gtest/gtest.h>

namespace nutgraf {
namespace {

TEST(WordMap, finds_what_was_put_in_and_nothing_that_looks_like_it) {
  WordMap<int> words;
  words["police"] = 1;
  words.emplace("", 2);
  words.emplace("police", 3);
  EXPECT_EQ(words.find("police")->second, 1);
  EXPECT_EQ(words.find("")->second, 2);
  for (const std::string_view other : {"polices", "polite", "Police", "p", "policemen and all their relatives"})
    EXPECT_FALSE(words.contains(other)) << other;
  EXPECT_EQ(words.size(), 2u);
}

TEST(WordSet, holds_long_words_and_words_of_other_scripts) {
  const std::string_view held[] = {"internationalisation", "a", "şehir", "市"};
  WordSet words;
  for (const std::string_view word : held) words.insert(std::string(word));
  for (const std::string_view word : held) EXPECT_TRUE(words.contains(word)) << word;
  EXPECT_FALSE(words.contains("internationalisations"));
}

TEST(Words, equal_literals_by_all_their_letters) {
  const std::string word = "no";
  EXPECT_TRUE(word == "no");
  EXPECT_FALSE(word == "nor");
  EXPECT_FALSE(word == "n");
}

}  // namespace
}  // namespace nutgraf
