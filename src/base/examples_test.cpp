#include "base/examples.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace nutgraf {
namespace {

TableSource folder_with(const std::string& table) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "examples_test";
  std::filesystem::create_directories(folder / "lexicon");
  std::ofstream(folder / "lexicon/x.tsv") << table;
  return {folder.string()};
}

TEST(Examples, a_row_that_gives_something_else_is_told_with_its_place_and_what_came_out) {
  const auto tables = folder_with("# Words.\nword\texample\tanswer\na\tA.\t1\nb\nc\tC.\t2\n");
  const auto run = run_examples(tables, {{"lexicon/x.tsv", [](const ExampleRow& row) -> std::optional<std::string> {
                                            if (row["answer"] == "1") return std::nullopt;
                                            return "3, not " + row["answer"];
                                          }}});
  ASSERT_TRUE(run.has_value());
  EXPECT_EQ(run->count, 2u);
  ASSERT_EQ(run->failed.size(), 1u);
  EXPECT_EQ(write_failure(run->failed[0]), "lexicon/x.tsv:5 (c): \"C.\" gives 3, not 2");
}

TEST(Examples, a_reason_names_a_row_only_by_its_whole_line_number) {
  const auto tables = folder_with("word\texample\na\tA.\n");
  const auto run = run_examples(tables, {{"lexicon/x.tsv", [](const ExampleRow& row) -> std::optional<std::string> {
                                            EXPECT_TRUE(row.is_named_in("lexicon/x.tsv:2"));
                                            EXPECT_TRUE(row.is_named_in("lexicon/x.tsv:23, lexicon/x.tsv:2; who.alias"));
                                            EXPECT_FALSE(row.is_named_in("lexicon/x.tsv:23"));
                                            return std::nullopt;
                                          }}});
  EXPECT_TRUE(run.has_value());
}

TEST(Examples, a_table_that_is_not_there_is_an_error) {
  EXPECT_FALSE(run_examples(folder_with("word\na\n"), {{"lexicon/y.tsv", {}}}).has_value());
}

}  // namespace
}  // namespace nutgraf
