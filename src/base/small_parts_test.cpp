#include <gtest/gtest.h>

#include "base/distance.h"
#include "base/hash.h"
#include "base/json_values.h"

namespace nutgraf {
namespace {

TEST(JsonValues, missing_keys_and_other_kinds_give_nothing) {
  const auto object = nlohmann::json::parse(R"({"text": "a", "number": 2.5, "yes": true, "list": ["x", 1, "y"]})");
  EXPECT_EQ(text_at(object, "text"), "a");
  EXPECT_EQ(text_at(object, "number"), "");
  EXPECT_FALSE(find_text(object, "missing"));
  EXPECT_EQ(find_number(object, "number"), 2.5);
  EXPECT_FALSE(find_number(object, "text"));
  EXPECT_TRUE(holds(object, "yes"));
  EXPECT_FALSE(holds(object, "text"));
  EXPECT_EQ(texts_at(object, "list"), (std::vector<std::string>{"x", "y"}));
  EXPECT_TRUE(list_at(object, "text").empty());
}

TEST(Hash, is_that_of_the_published_examples) {
  EXPECT_EQ(hash_text(""), 0xcbf29ce484222325ULL);
  EXPECT_EQ(hash_text("a"), 0xaf63dc4c8601ec8cULL);
  EXPECT_EQ(hash_text("foobar"), 0x85944171f73967e8ULL);
}

TEST(Distance, a_degree_of_latitude_is_some_111_km) {
  EXPECT_NEAR(distance_km(10, 20, 11, 20), 111.2, 0.1);
  EXPECT_NEAR(distance_km(0, 179.5, 0, -179.5), 111.2, 0.1);
  EXPECT_EQ(distance_km(41, 29, 41, 29), 0);
}

}  // namespace
}  // namespace nutgraf
