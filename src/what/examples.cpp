// Runs the examples of lexicon/what/{verbs,nouns,phrases}.tsv.

#include "what/examples.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace nutgraf::what {

namespace {

bool has_word(const Reading& reading, Span span, std::string_view word) {
  return std::ranges::any_of(reading.tokens, [&](const Token& token) {
    return span.overlaps(token.span) && (token.lemma == word || token.lower == word);
  });
}

}  // namespace

Result<ExamplesRun> check_examples(const TableSource& tables, const Reader& reader, const Lexicon& lexicon) {
  const auto is_told = [&](const ExampleRow& row) -> std::optional<std::string> {
    const Report report = make_report(row.example(), {.source_id = "example"});
    const Reading reading = read_words(report, reader);
    const auto happenings = find_happenings(report, reading, lexicon);
    const std::string& words = row.row.cells.front();
    const std::string first_word = words.substr(0, words.find_first_of(" -"));
    const bool tells_none = row["type"] == "NONE";
    const bool is_right = tells_none ? std::ranges::none_of(happenings, [&](const auto& h) { return has_word(reading, h.span, first_word); })
                                     : std::ranges::any_of(happenings, [&](const auto& h) { return h.because == row.place(); });
    if (is_right) return std::nullopt;
    std::string came_out;
    for (const Happening& h : happenings)
      came_out += fmt::format("\n  {} {} \"{}\" {}", h.type, fmt::join(h.modes, "+"), words_of(report.text, h.span), h.because);
    return came_out;
  };
  return run_examples(tables, {{"lexicon/what/verbs.tsv", is_told}, {"lexicon/what/nouns.tsv", is_told}, {"lexicon/what/phrases.tsv", is_told}});
}

}  // namespace nutgraf::what
