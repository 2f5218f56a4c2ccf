// What statements have to do with one another: a quotation without a cue goes on with the speaker before it, and an outlet that
// reports what somebody says relays it ("the agency reported that the minister said ...").

#include "says_who/loose_quotes.h"

#include <algorithm>

#include "says_who/content.h"
#include "says_who/speakers.h"

namespace nutgraf::says_who {

namespace {

bool is_taken(const Quote& quote, const std::vector<Statement>& statements) {
  return std::ranges::any_of(statements, [&](const Statement& statement) {
    return std::ranges::any_of(statement.content, [&](Span span) { return span.overlaps(quote.span); });
  });
}

bool holds(const Statement& outer, const Statement& inner) { return &outer != &inner && is_in_content(outer, inner.cue_head); }

}  // namespace

void give_loose_quotes(const Reading& reading, std::vector<Statement>& statements) {
  constexpr std::int32_t shortest = 4;
  for (const Quote& quote : reading.quotes) {
    if (quote.tokens.size() < shortest || is_taken(quote, statements)) continue;
    const std::int32_t sentence = reading[quote.tokens.first].sentence;
    const TokenRange around = reading.sentences[static_cast<std::size_t>(sentence)].tokens;
    if (quote.tokens.first > around.first + 2) continue;
    Statement* before = nullptr;
    for (Statement& statement : statements) {
      const std::int32_t last = reading[statement.content_tokens.back().last - 1].sentence;
      const std::int32_t told = std::max(last, reading[statement.cue_head].sentence);
      if (statement.kind == Kind::indirect && told != sentence - 1) continue;
      if (!statement.speaker || told >= sentence || told < sentence - 1) continue;
      if (reading[statement.cue_head].quote >= 0 || !statement.is_speech) continue;
      before = &statement;
    }
    if (before) add_quote(reading, quote, *before);
  }
}

void name_relayers(const Reading& reading, const Lexicon& lexicon, std::vector<Statement>& statements) {
  std::vector<const Statement*> relayers;
  for (const Statement& outer : statements)
    if (outer.manner == Manner::reports && outer.speaker && is_media(reading, outer.speaker_head, lexicon)) relayers.push_back(&outer);
  for (Statement& inner : statements) {
    if (inner.via) continue;
    for (const Statement* outer : relayers) {
      if (!holds(*outer, inner)) continue;
      inner.via = outer->speaker;
      inner.via_head = outer->speaker_head;
    }
  }
}

}  // namespace nutgraf::says_who
