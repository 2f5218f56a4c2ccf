// Turns the words of what is said into spans: from the tree for reported speech, from quotation marks where there are
// any. "The road," Lindqvist said, "is open." has two spans, both with their marks.

#include "says_who/content.h"

#include <algorithm>

#include "says_who/tree.h"

namespace nutgraf::says_who {

std::vector<std::int32_t> tree_words(const Reading& reading, std::int32_t root, const std::vector<std::int32_t>& left_out) {
  std::vector<std::int32_t> words;
  std::vector<std::int32_t> open{root};
  while (!open.empty()) {
    const std::int32_t next = open.back();
    open.pop_back();
    words.push_back(next);
    each_child(reading, next, [&](std::int32_t child) {
      if (std::ranges::find(left_out, child) == left_out.end()) open.push_back(child);
    });
  }
  std::ranges::sort(words);
  return words;
}

namespace {

bool is_quote_mark(const Token& word) {
  const std::string_view mark = word.form;
  return mark == "\"" || mark == "\u201c" || mark == "\u201d" || mark == "``" || mark == "''" || mark == "\u00ab" ||
         mark == "\u00bb" || mark == "\u2018" || mark == "\u2019" || mark == "'";
}

bool is_loose(const Token& word) { return word.upos == Upos::punct && !is_quote_mark(word) && word.form != "(" && word.form != ")"; }

bool is_relative(const Token& word) {
  return word.lower == "that" || word.lower == "which" || word.lower == "who" || word.lower == "when" || word.lower == "where";
}

std::vector<TokenRange> ranges_of(const Reading& reading, const std::vector<std::int32_t>& words) {
  std::vector<TokenRange> ranges;
  for (const std::int32_t word : words) {
    bool joins = !ranges.empty();
    for (std::int32_t gap = joins ? ranges.back().last : word; joins && gap < word; ++gap)
      joins = reading[gap].upos == Upos::punct;
    if (joins) ranges.back().last = word + 1;
    else ranges.push_back({word, word + 1});
  }
  for (TokenRange& range : ranges) {
    while (range.size() > 0 && is_loose(reading[range.first])) ++range.first;
    while (range.size() > 0 && is_loose(reading[range.last - 1])) --range.last;
  }
  std::erase_if(ranges, [&](TokenRange range) {
    for (std::int32_t i = range.first; i < range.last; ++i)
      if (reading[i].upos != Upos::punct && !is_relative(reading[i])) return false;
    return ranges.size() > 1 || range.size() == 0;
  });
  return ranges;
}

struct Piece {
  TokenRange tokens;
  Span span;
};

// A quotation is taken whole when the content holds its first word and most of what stands in this sentence.
bool takes_quote(const Reading& reading, TokenRange range, const Quote& quote) {
  const std::int32_t first = std::max(range.first, quote.tokens.first);
  const std::int32_t last = std::min(range.last, quote.tokens.last);
  if (last <= first) return false;
  const Sentence& sentence = reading.sentences[static_cast<std::size_t>(reading[first].sentence)];
  const std::int32_t quoted_here = std::min(quote.tokens.last, sentence.tokens.last) - std::max(quote.tokens.first, sentence.tokens.first);
  return 2 * (last - first) >= quoted_here;
}

void set_kind(const Reading& reading, Statement& statement) {
  std::int32_t quoted = 0, all = 0;
  for (const TokenRange& range : statement.content_tokens)
    for (std::int32_t i = range.first; i < range.last; ++i) {
      if (reading[i].upos == Upos::punct) continue;
      ++all;
      if (reading[i].quote >= 0) ++quoted;
    }
  statement.kind = quoted == 0 ? Kind::indirect : 10 * quoted >= 9 * all ? Kind::direct : Kind::mixed;
}

void store(const Reading& reading, std::vector<Piece> pieces, Statement& statement) {
  std::ranges::sort(pieces, {}, [](const Piece& piece) { return piece.span; });
  statement.content.clear();
  statement.content_tokens.clear();
  for (const Piece& piece : pieces) {
    if (!statement.content.empty() && statement.content.back().overlaps(piece.span)) {
      statement.content.back().end = std::max(statement.content.back().end, piece.span.end);
      statement.content_tokens.back().last = std::max(statement.content_tokens.back().last, piece.tokens.last);
      continue;
    }
    statement.content.push_back(piece.span);
    statement.content_tokens.push_back(piece.tokens);
  }
  set_kind(reading, statement);
}

std::vector<Piece> pieces_of(const Statement& statement) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < statement.content.size(); ++i)
    pieces.push_back({statement.content_tokens[i], statement.content[i]});
  return pieces;
}

}  // namespace

void set_content(const Reading& reading, std::vector<std::int32_t> words, Statement& statement) {
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  std::vector<Piece> pieces;
  for (const TokenRange& range : ranges_of(reading, words)) {
    Piece piece{range, span_of(reading, range)};
    for (const Quote& quote : reading.quotes) {
      if (!takes_quote(reading, range, quote)) continue;
      const bool holds_cue = quote.tokens.contains(statement.cue_head);
      if (holds_cue) continue;
      piece.tokens = {std::min(piece.tokens.first, quote.tokens.first), std::max(piece.tokens.last, quote.tokens.last)};
      piece.span = {std::min(piece.span.begin, quote.span.begin), std::max(piece.span.end, quote.span.end)};
    }
    pieces.push_back(piece);
  }
  store(reading, std::move(pieces), statement);
}

void add_quote(const Reading& reading, const Quote& quote, Statement& statement) {
  auto pieces = pieces_of(statement);
  pieces.push_back({quote.tokens, quote.span});
  store(reading, std::move(pieces), statement);
}

bool is_in_content(const Statement& statement, std::int32_t token) {
  return std::ranges::any_of(statement.content_tokens, [&](TokenRange range) { return range.contains(token); });
}

}  // namespace nutgraf::says_who
