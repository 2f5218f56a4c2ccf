// Dates stand above and before the prose too ("March 6, 2024", "TOLAN, Feb. 5 (Verran News) —"), where the reading has
// no words. This gives those parts as plain tokens, so that the same grammar can read them.

#include "when/margins.h"

#include <algorithm>

#include "base/utf8.h"

namespace nutgraf::when {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// One line or dateline as a sentence of the reading.
void add_part(Reading& margins, const std::string& text, Span part, std::int32_t block) {
  const auto first = margins.size();
  const auto sentence = static_cast<std::int32_t>(margins.sentences.size());
  for (std::uint32_t at = part.begin; at < part.end;) {
    while (at < part.end && is_blank(text[at])) ++at;
    const std::uint32_t begin = at;
    while (at < part.end && !is_blank(text[at])) ++at;
    if (at == begin) break;
    Token token{.span = {begin, at}, .form = text.substr(begin, at - begin)};
    token.lower = lower_case(token.form);
    token.sentence = sentence;
    margins.tokens.push_back(std::move(token));
  }
  if (margins.size() > first)
    margins.sentences.push_back({.tokens = {first, margins.size()}, .span = part, .block = block});
}

}  // namespace

Reading read_margins(const Report& report, const Reading& reading) {
  Reading margins;
  std::int32_t block_index = 0;
  for (const Block& block : report.blocks) {
    const std::int32_t index = block_index++;
    if (block.repeats) continue;
    // What lies before the first sentence of the block and was not read is its dateline, or the whole of it.
    const auto next = std::ranges::lower_bound(reading.sentences, block.span.begin, {},
                                               [](const Sentence& s) { return s.span.begin; });
    const std::uint32_t end =
        next == reading.sentences.end() ? block.span.end : std::min(block.span.end, next->span.begin);
    if (end > block.span.begin) add_part(margins, report.text, {block.span.begin, end}, index);
  }
  return margins;
}

}  // namespace nutgraf::when
