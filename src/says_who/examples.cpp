// Runs the examples of lexicon/says_who/*.tsv and writes statements and truths in the words of the cases.

#include "says_who/examples.h"

#include <algorithm>

#include <fmt/format.h>

#include "says_who/lexicon.h"

namespace nutgraf::says_who {

namespace {

std::string words_on_one_line(const Report& report, Span span) {
  std::string text(words_of(report.text, span));
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// "The guards failed to [stop] him." without the brackets, and the word that stood in them.
struct Marked {
  std::string text, word;
};

std::optional<Marked> read_marked(const std::string& example) {
  const std::size_t open = example.find('['), close = example.find(']');
  if (open == std::string::npos || close == std::string::npos || close < open) return std::nullopt;
  return Marked{example.substr(0, open) + example.substr(open + 1, close - open - 1) + example.substr(close + 1),
                example.substr(open + 1, close - open - 1)};
}

}  // namespace

std::string describe(const Report& report, const Statement& one) {
  constexpr const char* kinds[] = {"direct", "indirect", "mixed"};
  std::string line = one.speaker ? fmt::format("\"{}\"", words_on_one_line(report, *one.speaker)) : std::string("-");
  line += fmt::format(" <{}> {} {}", words_on_one_line(report, one.cue), name_of(one.manner), kinds[static_cast<int>(one.kind)]);
  if (one.via) line += fmt::format(" via=\"{}\"", words_on_one_line(report, *one.via));
  for (std::size_t i = 0; i < one.content.size(); ++i) line += (i == 0 ? ": " : " | ") + words_on_one_line(report, one.content[i]);
  return line;
}

std::string describe(const Report& report, const Factuality& one) {
  constexpr const char* certainties[] = {"certain", "probable", "possible", "hypothetical"};
  constexpr const char* times[] = {"past", "present", "future", "none"};
  std::string line = fmt::format("{} {} {} {}", words_on_one_line(report, one.span), one.polarity == Polarity::positive ? "positive" : "negative",
                                 certainties[static_cast<int>(one.certainty)], times[static_cast<int>(one.time)]);
  if (one.is_alleged) line += " alleged";
  if (one.is_planned) line += " planned";
  if (one.is_foiled) line += " foiled";
  return line;
}

const Factuality* find_predicate(const Report& report, const Answers& answers, const std::string& word) {
  const auto found = std::ranges::find(answers.factuality, word, [&](const auto& one) { return words_on_one_line(report, one.span); });
  return found == answers.factuality.end() ? nullptr : &*found;
}

Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon) {
  const auto makes_statement = [&](const ExampleRow& row) -> std::optional<std::string> {
    const Report report = make_report(row.example(), {.source_id = "example"});
    const auto statements = find_statements(report, read_words(report, reader), lexicon).statements;
    if (std::ranges::any_of(statements, [&](const auto& one) { return one.because == row.place(); })) return std::nullopt;
    std::string came_out;
    for (const auto& one : statements) came_out += "\n  " + describe(report, one) + " " + one.because;
    return came_out;
  };
  const auto decides_truth = [&](const ExampleRow& row) -> std::optional<std::string> {
    const auto marked = read_marked(row.example());
    if (!marked) return "no word in [brackets]";
    const Report report = make_report(marked->text, {.source_id = "example"});
    const Answers answers = find_statements(report, read_words(report, reader), lexicon);
    const Factuality* truth = find_predicate(report, answers, marked->word);
    if (!truth) return fmt::format("no predicate \"{}\"", marked->word);
    if (truth->because == row.place()) return std::nullopt;
    return describe(report, *truth) + " " + truth->because;
  };
  return run_examples(tables, {{"lexicon/says_who/cues.tsv", makes_statement},
                               {"lexicon/says_who/factuality.tsv", decides_truth},
                               {"lexicon/says_who/modifiers.tsv", decides_truth}});
}

}  // namespace nutgraf::says_who
