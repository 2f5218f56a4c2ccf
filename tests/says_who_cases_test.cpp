// Runs tests/cases/says_who/*.case and the examples of lexicon/says_who/*.tsv. Expectations are
//   says_who: "SPEAKER" <CUE> MANNER KIND [via="WHO"]: content | more content     in text order, `-` for no speaker
//   factuality: WORD POLARITY CERTAINTY TIME [alleged] [planned] [foiled]         of the first predicate with these letters
// `says_who: none` says that nobody says anything; factuality lines name only the predicates that the case is about.
// NUTGRAF_REWRITE_CASES=1 prints the cases with what is found now, for review.

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/table.h"
#include "reading/reader.h"
#include "report/report.h"
#include "says_who/lexicon.h"
#include "says_who/says_who.h"
#include "support/case_file.h"
#include "support/knowledge.h"

namespace nutgraf::tests {
namespace {

const says_who::Lexicon& lexicon() {
  static const auto loaded = says_who::load_lexicon({});
  if (!loaded) {
    std::fputs((loaded.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return **loaded;
}

struct AnswersRead {
  Report report;
  says_who::Answers answers;

  std::string words(Span span) const {
    std::string text(words_of(report.text, span));
    std::ranges::replace(text, '\n', ' ');
    return text;
  }
};

AnswersRead read_answers(const std::string& text) {
  AnswersRead read{.report = make_report(text, {.source_id = "case"}), .answers = {}};
  read.answers = says_who::find_statements(read.report, read_words(read.report, reader()), lexicon());
  return read;
}

std::string describe(const AnswersRead& read, const says_who::Statement& one) {
  constexpr const char* kinds[] = {"direct", "indirect", "mixed"};
  std::string line = one.speaker ? fmt::format("\"{}\"", read.words(*one.speaker)) : std::string("-");
  line += fmt::format(" <{}> {} {}", read.words(one.cue), says_who::name_of(one.manner), kinds[static_cast<int>(one.kind)]);
  if (one.via) line += fmt::format(" via=\"{}\"", read.words(*one.via));
  for (std::size_t i = 0; i < one.content.size(); ++i) line += (i == 0 ? ": " : " | ") + read.words(one.content[i]);
  return line;
}

std::string describe(const AnswersRead& read, const says_who::Factuality& one) {
  constexpr const char* certainties[] = {"certain", "probable", "possible", "hypothetical"};
  constexpr const char* times[] = {"past", "present", "future", "none"};
  std::string line = fmt::format("{} {} {} {}", read.words(one.span), one.polarity == says_who::Polarity::positive ? "positive" : "negative",
                                 certainties[static_cast<int>(one.certainty)], times[static_cast<int>(one.time)]);
  if (one.is_alleged) line += " alleged";
  if (one.is_planned) line += " planned";
  if (one.is_foiled) line += " foiled";
  return line;
}

const says_who::Factuality* factuality_of(const AnswersRead& read, const std::string& word) {
  const auto& all = read.answers.factuality;
  const auto found = std::ranges::find(all, word, [&](const auto& one) { return read.words(one.span); });
  return found == all.end() ? nullptr : &*found;
}

TEST(SaysWhoCases, every_case_gives_the_statements_and_truths_it_expects) {
  const bool is_rewriting = std::getenv("NUTGRAF_REWRITE_CASES") != nullptr;
  const auto cases = cases_of("says_who");
  EXPECT_GE(cases.size(), 150u);
  for (const Case& one : cases) {
    const AnswersRead read = read_answers(one.value("text"));
    std::vector<std::string> found, truths;
    for (const auto& statement : read.answers.statements) found.push_back(describe(read, statement));
    if (found.empty()) found.push_back("none");
    for (const std::string& expected : one.values("factuality")) {
      const std::string word = expected.substr(0, expected.find(' '));
      const auto* truth = factuality_of(read, word);
      truths.push_back(truth ? describe(read, *truth) : word + " is no predicate");
    }
    const auto expected = one.values("says_who");
    if (!expected.empty()) EXPECT_EQ(found, expected) << one.place();
    EXPECT_EQ(truths, one.values("factuality")) << one.place();
    if (!is_rewriting) continue;
    fmt::print("# {}\ntext: {}\n", one.claim, one.value("text"));
    if (!expected.empty())
      for (const auto& line : found) fmt::print("says_who: {}\n", line);
    for (const auto& line : truths) fmt::print("factuality: {}\n", line);
    fmt::print("\n");
  }
}

Table read_lexicon(const std::string& name, std::vector<std::string> columns) {
  auto table = TableSource{}.read("lexicon/says_who/" + name, {.columns = std::move(columns)});
  if (!table) {
    std::fputs((table.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return *table;
}

TEST(SaysWhoLexicon, a_cue_makes_a_statement_of_its_example) {
  const Table table = read_lexicon("cues.tsv", {"word", "place", "kind", "manner", "frames", "example"});
  std::size_t examples = 0;
  for (const Row& row : table.rows) {
    if (row.cells[5].empty()) continue;
    ++examples;
    const AnswersRead read = read_answers(row.cells[5]);
    std::string found;
    for (const auto& one : read.answers.statements) found += "\n  " + describe(read, one) + " " + one.because;
    EXPECT_TRUE(std::ranges::any_of(read.answers.statements, [&](const auto& one) { return one.because == table.place_of(row); }))
        << table.place_of(row) << ": " << row.cells[5] << found;
  }
  EXPECT_GE(examples, 30u);
}

// "The guards failed to [stop] him." without the brackets, and the word that stood in them.
struct Marked {
  std::string text, word;
};

Marked read_marked(const std::string& example) {
  const std::size_t open = example.find('['), close = example.find(']');
  return {example.substr(0, open) + example.substr(open + 1, close - open - 1) + example.substr(close + 1),
          example.substr(open + 1, close - open - 1)};
}

void expect_reasons(const Table& table, std::size_t example, std::size_t at_least) {
  std::size_t examples = 0;
  for (const Row& row : table.rows) {
    if (row.cells[example].empty()) continue;
    ++examples;
    const Marked marked = read_marked(row.cells[example]);
    const AnswersRead read = read_answers(marked.text);
    const auto* truth = factuality_of(read, marked.word);
    EXPECT_TRUE(truth && truth->because == table.place_of(row))
        << table.place_of(row) << ": " << row.cells[example] << "\n  "
        << (truth ? describe(read, *truth) + " " + truth->because : std::string("no predicate"));
  }
  EXPECT_GE(examples, at_least);
}

TEST(SaysWhoLexicon, a_governing_word_decides_the_truth_of_its_example) {
  expect_reasons(read_lexicon("factuality.tsv", {"word", "place", "frames", "when_true", "when_false", "example"}), 5, 60);
}

TEST(SaysWhoLexicon, a_modifier_decides_the_truth_of_its_example) {
  expect_reasons(read_lexicon("modifiers.tsv", {"word", "place", "effect", "example"}), 3, 20);
}

}  // namespace
}  // namespace nutgraf::tests
