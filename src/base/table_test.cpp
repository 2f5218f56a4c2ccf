#include "base/table.h"

#include <gtest/gtest.h>

namespace nutgraf {
namespace {

const TableShape shape{.columns = {"phrase", "kind", "example"}, .key = {"phrase"}, .required = {"kind"}};

TEST(Table, cells_come_in_the_shapes_order_and_short_rows_are_filled) {
  const auto table = read_table("t.tsv", "# a remark\nkind\tphrase\nat_least\tno fewer than\nabout\tsome\n", shape);
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0].cells, (std::vector<std::string>{"no fewer than", "at_least", ""}));
  EXPECT_EQ(table->place_of(table->rows[1]), "t.tsv:4");
}

TEST(Table, an_unknown_column_is_refused_with_the_nearest_name) {
  const auto table = read_table("t.tsv", "phrase\tkinds\n", shape);
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().message, "t.tsv:1: unknown column \"kinds\"; did you mean \"kind\"?");
}

TEST(Table, a_row_told_twice_is_refused_with_both_lines) {
  const auto table = read_table("t.tsv", "phrase\tkind\nsome\tabout\nsome\tabout\n", shape);
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().message, "t.tsv:3: \"some\" stands in line 2 already");
}

TEST(Table, empty_required_cells_and_too_many_cells_are_refused) {
  EXPECT_EQ(read_table("t.tsv", "phrase\tkind\nsome\n", shape).error().message, "t.tsv:2: the column \"kind\" is empty");
  EXPECT_EQ(read_table("t.tsv", "phrase\tkind\na\tb\tc\n", shape).error().message,
            "t.tsv:2: 3 cells, but the table has 2 columns");
  EXPECT_EQ(read_table("t.tsv", "", shape).error().message, "t.tsv:1: no line names the columns");
}

TEST(Table, an_unknown_value_gets_the_nearest_known_one) {
  const auto table = read_table("t.tsv", "phrase\tkind\nsome\tatleast\n", shape);
  EXPECT_EQ(explain_unknown(*table, table->rows[0], "kind", "atleast", {"about", "at_least"}),
            "t.tsv:2: unknown kind \"atleast\"; did you mean \"at_least\"?");
  EXPECT_EQ(explain_unknown(*table, table->rows[0], "kind", "about", {"about", "at_least"}), "");
}

}  // namespace
}  // namespace nutgraf
