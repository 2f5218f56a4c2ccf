#include "reading/conllu.h"

#include <gtest/gtest.h>

namespace nutgraf::reading {
namespace {

std::string error_of(std::string_view content) {
  const auto file = read_conllu("x.conllu", content);
  return file ? "" : file.error().message;
}

std::string row(std::string_view id, std::string_view form, std::string_view misc = "_") {
  return std::string(id) + "\t" + std::string(form) + "\t_\t_\t_\t_\t_\t_\t_\t" + std::string(misc) + "\n";
}

TEST(Conllu, sentences_multiword_lines_and_words_are_kept) {
  const std::string content = "# sent_id = a\n" + row("1-2", "don't", "SpaceAfter=No") + row("1", "do") +
                              row("2", "n't") + row("3", "!") + "\n# sent_id = b\n" +
                              row("1", "Go", "Name=B-PER|Note=x") + "\n";
  const auto file = read_conllu("x.conllu", content);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->text, "don't! Go");
  ASSERT_EQ(file->reading.sentences.size(), 2u);
  EXPECT_EQ(words_of(file->text, file->reading.tokens[1].span), "n't");
  EXPECT_TRUE(file->reading.tokens[0].starts_multiword);
  EXPECT_TRUE(file->reading.tokens[1].continues_multiword);
  EXPECT_FALSE(file->reading.tokens[2].continues_multiword);
  const std::string printed = write_conllu(*file);
  EXPECT_NE(printed.find("1-2\tdon't\t"), std::string::npos);
  EXPECT_NE(printed.find("1\tGo\tgo\tX\t_\t_\t0\tdep\t_\tNote=x\n"), std::string::npos) << printed;
}

TEST(Conllu, windows_line_ends_a_missing_last_blank_line_and_empty_nodes_are_fine) {
  EXPECT_EQ(error_of("1\ta\t_\t_\t_\t_\t_\t_\t_\t_\r\n1.1\tb\t_\t_\t_\t_\t_\t_\t_\t_\r\n2\tc\t_\t_\t_\t_\t_\t_\t_\t_"),
            "");
  EXPECT_EQ(error_of(""), "");
  EXPECT_EQ(error_of("\n\n# only a remark\n"), "");
}

TEST(Conllu, faults_are_told_with_their_line) {
  EXPECT_EQ(error_of("1\ta\n"), "x.conllu:1: 2 columns where CoNLL-U has 10, parted by tabs");
  EXPECT_EQ(error_of(row("1", "a") + row("3", "b")), "x.conllu:2: word id \"3\" where 2 comes next");
  EXPECT_EQ(error_of(row("x", "a")), "x.conllu:1: word id \"x\" where 1 comes next");
  EXPECT_EQ(error_of(row("1", "")), "x.conllu:1: the form (second column) is empty");
  EXPECT_EQ(error_of(row("2-3", "a")), "x.conllu:1: multiword range \"2-3\" does not start at the next word, 1");
  EXPECT_EQ(error_of(row("1-2", "a") + row("1", "a") + "\n"),
            "x.conllu:3: the sentence ends before word 2 of a multiword range");
  EXPECT_EQ(error_of(row("99999999999999999999", "a")),
            "x.conllu:1: word id \"99999999999999999999\" where 1 comes next");
}

TEST(Conllu, words_that_are_not_part_of_their_multiword_take_all_of_it) {
  const auto file = read_conllu("x.conllu", row("1-2", "gonna") + row("1", "going") + row("2", "na"));
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(words_of(file->text, file->reading.tokens[0].span), "gonna");
}

}  // namespace
}  // namespace nutgraf::reading
