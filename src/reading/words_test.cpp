#include "reading/words.h"

#include <gtest/gtest.h>

#include "reading/sentences.h"

namespace nutgraf::reading {
namespace {

const WordRules& rules() {
  static const WordRules loaded = *load_word_rules(TableSource{});
  return loaded;
}

// The words of a text, parted by blanks; a word written on to the one before it as a clitic is marked with "_".
std::string words_in(std::string_view text) {
  std::string joined;
  for (const Word& word : split_words(text, {0, static_cast<std::uint32_t>(text.size())}, rules())) {
    if (!joined.empty()) joined.push_back(' ');
    if (word.continues_multiword) joined.push_back('_');
    joined.append(words_of(text, word.span));
  }
  return joined;
}

std::vector<std::string> sentences_in(std::string_view text) {
  std::vector<Word> words = split_words(text, {0, static_cast<std::uint32_t>(text.size())}, rules());
  std::vector<std::string> sentences;
  std::size_t first = 0;
  for (const std::size_t end : split_sentences(text, words, rules())) {
    sentences.emplace_back(words_of(text, {words[first].span.begin, words[end - 1].span.end}));
    first = end;
  }
  return sentences;
}
using Sentences = std::vector<std::string>;

TEST(Words, contractions_and_clitics_are_words_of_their_own) {
  EXPECT_EQ(words_in("They don't, can't, won’t and cannot."), "They do _n't , ca _n't , wo _n’t and can _not .");
  EXPECT_EQ(words_in("It's Verran’s, we've, I'd've"), "It _'s Verran _’s , we _'ve , I _'d _'ve");
  EXPECT_EQ(words_in("dont gonna"), "do _nt gon _na");
  EXPECT_EQ(words_in("O'Hallan and al-Qa'ida"), "O'Hallan and al - Qa'ida");
}

TEST(Words, a_possessive_of_a_plural_is_no_closing_quotation_mark) {
  EXPECT_EQ(words_in("the farmers' protest"), "the farmers _' protest");
  EXPECT_EQ(words_in("'no more wars' they said"), "' no more wars ' they said");
}

TEST(Words, hyphens_part_words_but_prefixes_stay) {
  EXPECT_EQ(words_in("a 12-year-old in a Turkish-led raid"), "a 12 - year - old in a Turkish - led raid");
  EXPECT_EQ(words_in("U.S.-led anti-terrorism co-founder"), "U.S. - led anti-terrorism co-founder");
  EXPECT_EQ(words_in("twenty-five"), "twenty - five");
}

TEST(Words, dashes_of_a_dateline_stand_alone) {
  EXPECT_EQ(words_in("ISTANBUL—Police"), "ISTANBUL — Police");
  EXPECT_EQ(words_in("VERRAN (Wire) -- Police"), "VERRAN ( Wire ) -- Police");
}

TEST(Words, numbers_keep_their_marks_and_lose_their_units) {
  EXPECT_EQ(words_in("$8bn, US$1.5m, 1,200 km, 65km, 7pm, 11:30am"),
            "$ 8 bn , US$ 1.5 m , 1,200 km , 65 km , 7 pm , 11:30 am");
  EXPECT_EQ(words_in("on 2/5/2017, 9/11, 3/4, 2024-03-06, 713-555-0199, 10-12"),
            "on 2/5/2017 , 9/11 , 3 / 4 , 2024-03-06 , 713-555-0199 , 10 - 12");
  EXPECT_EQ(words_in("the 21st, the 1990s, '90s, 50%"), "the 21st , the 1990s , '90s , 50 %");
}

TEST(Words, abbreviations_keep_their_stop) {
  EXPECT_EQ(words_in("Gen. J. R. Kahn of Acme Inc. arrived at 5 p.m. Monday"),
            "Gen. J. R. Kahn of Acme Inc. arrived at 5 p.m. Monday");
  EXPECT_EQ(words_in("No. 12 said no."), "No. 12 said no .");
  EXPECT_EQ(words_in("GEN. KAHN"), "GEN. KAHN");
}

TEST(Words, addresses_are_one_word) {
  EXPECT_EQ(words_in("(see www.example.org/a?b=1, or a.kahn@example.org)."),
            "( see www.example.org/a?b=1 , or a.kahn@example.org ) .");
  EXPECT_EQ(words_in("https://example.org."), "https://example.org .");
  EXPECT_EQ(words_in("#march2024 @portverran"), "#march2024 @portverran");
}

TEST(Words, runs_of_marks_are_one_word) { EXPECT_EQ(words_in("What?! No... wait… --"), "What ?! No ... wait … --"); }

TEST(Words, a_missing_blank_after_a_full_stop_is_made_up_for) {
  EXPECT_EQ(words_in("It ended.The rest stayed."), "It ended . The rest stayed .");
}

TEST(Words, every_byte_that_is_no_blank_belongs_to_one_word) {
  const std::string text = "a\x01\0b \xFF\xFE caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D ..,;'\"()[]{}<>|\\~`@#$%^&*_+=";
  std::vector<char> covered(text.size(), 0);
  std::uint32_t last = 0;
  for (const Word& word : split_words(text, {0, static_cast<std::uint32_t>(text.size())}, rules())) {
    EXPECT_LE(last, word.span.begin);
    EXPECT_LT(word.span.begin, word.span.end);
    last = word.span.end;
    for (std::uint32_t i = word.span.begin; i < word.span.end; ++i) covered[i] = 1;
  }
  for (std::size_t i = 0; i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) > 0x20) {
      EXPECT_TRUE(covered[i]) << i;
    }
}

TEST(Words, a_long_run_without_blanks_is_cut) {
  const std::string text(1000000, 'a');
  const auto words = split_words(text, {0, static_cast<std::uint32_t>(text.size())}, rules());
  EXPECT_GT(words.size(), 100u);
  EXPECT_EQ(words.back().span.end, text.size());
}

TEST(Sentences, abbreviations_end_one_only_before_a_starter) {
  EXPECT_EQ(sentences_in("He met Gen. Kahn of the U.S. Army. The U.S. The talks failed."),
            (Sentences{"He met Gen. Kahn of the U.S. Army.", "The U.S.", "The talks failed."}));
  EXPECT_EQ(sentences_in("Acme Inc. said so. It left at 5 p.m. The rest stayed."),
            (Sentences{"Acme Inc. said so.", "It left at 5 p.m.", "The rest stayed."}));
}

TEST(Sentences, the_last_full_stop_of_an_abbreviation_at_the_end_is_a_word) {
  const std::string text = "They left at 5 p.m.";
  std::vector<Word> words = split_words(text, {0, static_cast<std::uint32_t>(text.size())}, rules());
  split_sentences(text, words, rules());
  ASSERT_EQ(words.size(), 6u);
  EXPECT_EQ(words_of(text, words[4].span), "p.m");
  EXPECT_EQ(words_of(text, words[5].span), ".");
}

TEST(Sentences, closing_marks_stay_with_their_sentence) {
  EXPECT_EQ(sentences_in("\"It is over.\" She left. (Nobody spoke.) “Go!” he said."),
            (Sentences{"\"It is over.\"", "She left.", "(Nobody spoke.)", "“Go!” he said."}));
  EXPECT_EQ(sentences_in("It began in 1805.[6] An end came."), (Sentences{"It began in 1805.[6]", "An end came."}));
}

TEST(Sentences, without_an_end_are_cut) {
  std::string text;
  for (std::size_t i = 0; i < 3 * longest_sentence - 1; ++i) text += i % 2 == 0 ? "Verran " : "( ";
  text += "fell. It rose.";
  std::vector<Word> words = split_words(text, {0, static_cast<std::uint32_t>(text.size())}, rules());
  const std::vector<std::size_t> ends = split_sentences(text, words, rules());
  EXPECT_EQ(ends, (std::vector<std::size_t>{longest_sentence, 2 * longest_sentence, 3 * longest_sentence, 3 * longest_sentence + 1,
                                            3 * longest_sentence + 4}));
}

TEST(Sentences, names_with_an_inner_capital_may_start_one) {
  EXPECT_EQ(sentences_in("It fell. eTrade rose. the rest of it"),
            (Sentences{"It fell.", "eTrade rose. the rest of it"}));
}

TEST(Sentences, a_mark_that_stands_alone_closes_an_open_quotation) {
  EXPECT_EQ(sentences_in("\"We won. \" He left. \"We lost.\" She stayed."),
            (Sentences{"\"We won. \"", "He left.", "\"We lost.\"", "She stayed."}));
}

TEST(Sentences, text_in_one_case_is_parted_too) {
  EXPECT_EQ(sentences_in("the police arrested ten men. they were held."),
            (Sentences{"the police arrested ten men.", "they were held."}));
  EXPECT_EQ(sentences_in("POLICE TOLD THE U.S. EMBASSY. THEY LEFT THE U.S. THE END."),
            (Sentences{"POLICE TOLD THE U.S. EMBASSY.", "THEY LEFT THE U.S.", "THE END."}));
}

}  // namespace
}  // namespace nutgraf::reading
