// Runs tests/cases/reading: sentences, numbers, quotations, names and relations of short texts.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "reading/conllu.h"
#include "reading/reader.h"
#include "support/case_file.h"

namespace nutgraf::tests {
namespace {

const Reader& reader() {
  static const auto loaded = load_reader(ModelName::fast, "");
  if (!loaded) ADD_FAILURE() << loaded.error().message;
  return **loaded;
}

// Line breaks as blanks, as expectations are written.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

struct Found {
  std::vector<std::string> sentences, numbers, quotes, names, relations;
};

Found find_all(const std::string& text) {
  const Report report = make_report(text, {});
  const Reading reading = read_words(report, reader());
  Found found;
  for (const Sentence& sentence : reading.sentences)
    found.sentences.push_back(on_one_line(words_of(text, sentence.span)));
  for (const NumberWords& number : reading.numbers)
    found.numbers.push_back(fmt::format("{:.10g} \"{}\"", number.value, words_of(text, number.span)));
  for (const Quote& quote : reading.quotes) found.quotes.push_back(on_one_line(words_of(text, quote.span)));
  for (const Name& name : reading.names)
    found.names.push_back(fmt::format("{} \"{}\"", name_of(name.kind), words_of(text, name.span)));
  for (const Token& token : reading.tokens)
    if (token.head != no_token)
      found.relations.push_back(fmt::format("{} > {} {}", reading[token.head].form, token.form, name_of(token.deprel)));
  return found;
}

void expect_found(const Case& one, const std::string& key, const std::vector<std::string>& found) {
  for (const std::string& wanted : one.values(key))
    EXPECT_NE(std::ranges::find(found, wanted), found.end())
        << one.place() << "\n  wanted " << key << ": " << wanted
        << "\n  found:  " << fmt::format("{}", fmt::join(found, "\n          "));
}

TEST(ReadingCases, every_case_holds) {
  const std::vector<Case> cases = cases_of("reading");
  EXPECT_GE(cases.size(), 15u);
  for (const Case& one : cases) {
    const Found found = find_all(one.value("text"));
    expect_found(one, "sentence", found.sentences);
    expect_found(one, "number", found.numbers);
    expect_found(one, "quote", found.quotes);
    expect_found(one, "name", found.names);
    expect_found(one, "relation", found.relations);
  }
}

std::string all_texts() {
  std::string text;
  for (const Case& one : cases_of("reading")) text += one.value("text") + "\n\n";
  return text;
}

TEST(Reading, is_the_same_on_every_thread) {
  const std::string text = all_texts();
  const std::string once = reading::write_conllu(text, read_paragraphs(text, reader()));
  std::vector<std::string> printed(6);
  std::vector<std::thread> threads;
  for (std::string& one : printed)
    threads.emplace_back([&] { one = reading::write_conllu(text, read_paragraphs(text, reader())); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : printed) EXPECT_EQ(one, once);
}

TEST(Reading, of_a_sentence_does_not_depend_on_its_neighbours) {
  const std::string sentence = "Police arrested three men in Aldmoor on Sunday.";
  const std::string longer = all_texts() + sentence;
  const Reading alone = read_paragraphs(sentence, reader()), among = read_paragraphs(longer, reader());
  const std::int32_t offset = among.size() - alone.size();
  for (std::int32_t i = 0; i < alone.size(); ++i) {
    EXPECT_EQ(alone[i].upos, among[offset + i].upos);
    EXPECT_EQ(alone[i].deprel, among[offset + i].deprel);
    EXPECT_EQ(alone[i].head == no_token ? no_token : alone[i].head + offset, among[offset + i].head);
  }
}

TEST(Reading, trees_have_one_root_and_child_lists_agree_with_heads) {
  const std::string text = all_texts();
  const Reading reading = read_paragraphs(text, reader());
  for (const Sentence& sentence : reading.sentences) {
    ASSERT_NE(sentence.root, no_token);
    int roots = 0;
    for (std::int32_t i = sentence.tokens.first; i < sentence.tokens.last; ++i) {
      roots += reading[i].head == no_token;
      EXPECT_TRUE(is_under(reading, i, sentence.root));
      for (const std::int32_t child : children_of(reading, i)) EXPECT_EQ(reading[child].head, i);
    }
    EXPECT_EQ(roots, 1);
  }
}

TEST(Reading, of_hard_input_ends_and_keeps_its_spans) {
  std::string words;
  for (int i = 0; i < 3000; ++i) words += "word ";
  const std::string texts[] = {"",
                               "\n\n \t\n",
                               std::string("a\0b \0 c", 7),
                               "\xFF\xFE \xC3",
                               words,
                               std::string(5000, '.'),
                               std::string(700, '"'),
                               "\xCC\x81\xCC\x81 \xF0\x9F\x98\x80"};
  for (const std::string& text : texts) {
    const Reading reading = read_paragraphs(text, reader());
    std::uint32_t last = 0;
    for (const Token& token : reading.tokens) {
      EXPECT_LE(last, token.span.begin);
      EXPECT_EQ(words_of(text, token.span), token.form);
      last = token.span.end;
    }
  }
}

}  // namespace
}  // namespace nutgraf::tests
