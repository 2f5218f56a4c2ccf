#include "reading/marks.h"

#include <gtest/gtest.h>

#include "reading/assemble.h"

namespace nutgraf::reading {
namespace {

// A reading of lines (each a block) without tags.
Reading read_plain(std::string_view text) {
  static const WordRules rules = *load_word_rules(TableSource{});
  Reading reading;
  std::int32_t block = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    add_block(reading, text, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)}, block++, rules);
    from = end + 1;
  }
  return reading;
}

// "1200 <1,200>; 3rd <third>": values and words of the numbers in a text.
std::string numbers_in(const std::string& text) {
  const Reading reading = read_plain(text);
  std::string out;
  for (const NumberWords& number : find_numbers(reading)) {
    char value[64];
    std::snprintf(value, sizeof value, "%.10g", number.value);
    out += (out.empty() ? "" : "; ") + std::string(value) + (number.is_ordinal ? "th" : "") +
           (number.is_digits ? " digits <" : " <") + std::string(words_of(text, number.span)) + ">";
  }
  return out;
}

TEST(Numbers, digits) {
  EXPECT_EQ(numbers_in("1,200 tents and 2.5 tonnes"), "1200 digits <1,200>; 2.5 digits <2.5>");
  EXPECT_EQ(numbers_in("1.2 million and 2.5 lakh"), "1200000 digits <1.2 million>; 250000 digits <2.5 lakh>");
  EXPECT_EQ(numbers_in("$8bn"), "8000000000 digits <8bn>");
  EXPECT_EQ(numbers_in("20-odd men"), "20 digits <20-odd>");
  EXPECT_EQ(numbers_in("a 12-year-old"), "12 digits <12>");
}

TEST(Numbers, words) {
  EXPECT_EQ(numbers_in("forty-five men"), "45 <forty-five>");
  EXPECT_EQ(numbers_in("two hundred and ten men"), "210 <two hundred and ten>");
  EXPECT_EQ(numbers_in("one hundred twenty-five thousand six hundred"),
            "125600 <one hundred twenty-five thousand six hundred>");
  EXPECT_EQ(numbers_in("a dozen men, two dozen women, half a million"),
            "12 <a dozen>; 24 <two dozen>; 500000 <half a million>");
  EXPECT_EQ(numbers_in("a hundred cars"), "100 <a hundred>");
  EXPECT_EQ(numbers_in("a car and an axe"), "");
}

TEST(Numbers, two_numbers_side_by_side_are_two) {
  EXPECT_EQ(numbers_in("killed three, four said"), "3 <three>; 4 <four>");
  EXPECT_EQ(numbers_in("three and four"), "3 <three>; 4 <four>");
  EXPECT_EQ(numbers_in("five ten"), "5 <five>; 10 <ten>");
}

TEST(Numbers, ordinals) {
  EXPECT_EQ(numbers_in("the third man, the 21st, the twenty-first"),
            "3th <third>; 21th digits <21st>; 21th <twenty-first>");
}

// The quotations of a text, marks included, parted by " | ".
std::string quotes_in(const std::string& text) {
  Reading reading = read_plain(text);
  std::string out;
  for (const Quote& quote : find_quotes(reading))
    out += (out.empty() ? "" : " | ") + std::string(words_of(text, quote.span));
  return out;
}

TEST(Quotes, of_all_kinds) {
  EXPECT_EQ(quotes_in("“We won’t stop,” he said. \"Never,\" she said."), "“We won’t stop,” | \"Never,\"");
  EXPECT_EQ(quotes_in("‘We won’t stop,’ he said."), "‘We won’t stop,’");
  EXPECT_EQ(quotes_in("He said 'go away' twice."), "'go away'");
}

TEST(Quotes, a_mark_of_another_kind_inside_opens_nothing) {
  EXPECT_EQ(quotes_in("“He told us ‘no more’ and left,” she said."), "“He told us ‘no more’ and left,”");
}

TEST(Quotes, opened_again_in_each_paragraph_are_one) {
  EXPECT_EQ(quotes_in("“One went.\n“Two went,” he said."), "“One went.\n“Two went,”");
  EXPECT_EQ(quotes_in("\"One went.\n\"Two went,\" he said."), "\"One went.\n\"Two went,\"");
}

TEST(Quotes, left_open_end_with_their_paragraph) {
  EXPECT_EQ(quotes_in("“One went away then.\nHe left."), "“One went away then.");
}

TEST(Quotes, apostrophes_and_inches_are_none) { EXPECT_EQ(quotes_in("The farmers' leader, 6'2\" tall, left."), ""); }

TEST(Quotes, tokens_know_their_quotation) {
  const std::string text = "“Go,” he said.";
  Reading reading = read_plain(text);
  reading.quotes = find_quotes(reading);
  ASSERT_EQ(reading.quotes.size(), 1u);
  EXPECT_EQ(reading.tokens[1].quote, 0);
  EXPECT_EQ(reading.tokens[0].quote, -1);
  EXPECT_EQ(reading.tokens[4].quote, -1);
}

}  // namespace
}  // namespace nutgraf::reading
