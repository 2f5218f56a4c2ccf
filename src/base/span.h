#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace nutgraf {

// A half-open byte range [begin, end) in a report's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const Span&) const = default;
  std::uint32_t size() const { return end - begin; }
  bool empty() const { return end <= begin; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
};

// The bytes of `text` that the span covers; the span must lie inside the text.
inline std::string_view words_of(std::string_view text, Span span) { return text.substr(span.begin, span.size()); }

// Why an answer was given: the words, and the rule, table row or model that read them
// ("when.weekday", "lexicon/who/agents.tsv:31", "reading.names").
struct Evidence {
  Span span;
  std::string because;
};

}  // namespace nutgraf
