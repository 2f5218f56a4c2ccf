// Decides what a paragraph is. Archives break lines at some 70 columns and part paragraphs by a blank line or an indent;
// scraped text has one paragraph a line; corpora have one sentence a line. The idea: text broken at a width fills its lines, so
// that the next line's first word would not have fitted, and it breaks inside sentences. A line that ends early ends its paragraph.

#include "report/layout.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace nutgraf::report {

namespace {

constexpr std::size_t widest_wrap = 110;
constexpr std::size_t narrowest_wrap = 40;

struct Line {
  Span span;
  std::size_t columns = 0;     // characters from the line's start to its last non-blank
  std::size_t indent = 0;      // blanks before the first non-blank
  std::size_t first_word = 0;  // characters of the first word
  bool after_blank = true;     // a blank line, or the text's start, stands before it
};

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<Line> read_lines(std::string_view text) {
  std::vector<Line> lines;
  bool after_blank = true;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t end = text.find('\n', from);
    if (end == std::string_view::npos) end = text.size();
    const Span whole{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)};
    const Span span = trim(text, whole);
    from = end + 1;
    if (span.empty()) {
      after_blank = true;
      continue;
    }
    const std::string_view words = words_of(text, span);
    Line line{.span = span, .after_blank = after_blank};
    line.indent = count_characters(text.substr(whole.begin, span.begin - whole.begin));
    line.columns = line.indent + count_characters(words);
    line.first_word = count_characters(words.substr(0, std::min(words.find_first_of(" \t"), words.size())));
    lines.push_back(line);
    after_blank = false;
  }
  return lines;
}

bool ends_sentence(std::string_view line) {
  while (!line.empty()) {
    const char last = line.back();
    if (last == '"' || last == '\'' || last == ')' || last == ']' || last == ' ') {
      line.remove_suffix(1);
    } else if (line.ends_with("”") || line.ends_with("’")) {
      line.remove_suffix(std::string_view("”").size());
    } else {
      return last == '.' || last == '!' || last == '?' || last == ':' || line.ends_with("…");
    }
  }
  return false;
}

bool starts_lower(std::string_view line) { return !line.empty() && is_lower(read_character(line, 0).code_point); }

// The width at which the lines are broken: one that nearly all lines keep to.
std::size_t find_width(const std::vector<Line>& lines) {
  std::vector<std::size_t> columns;
  for (const Line& line : lines) columns.push_back(line.columns);
  std::ranges::sort(columns);
  return columns.empty() ? 0 : columns[(columns.size() - 1) * 97 / 100];
}

// True when the next line's first word would have fitted behind the line: the break was meant.
bool ends_early(const Line& line, const Line& next, std::size_t width) {
  return line.columns + 1 + next.first_word + width / 8 < width;
}

// True when single line ends are only there to keep the lines short.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines, std::size_t width) {
  if (width > widest_wrap || width < narrowest_wrap) return false;
  if (std::ranges::any_of(lines, [&](const Line& line) { return line.columns > widest_wrap + width / 2; })) return false;
  std::size_t pairs = 0, full = 0, inside = 0, lower = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].after_blank) continue;
    ++pairs;
    if (!ends_early(lines[i], lines[i + 1], width)) ++full;
    if (!ends_sentence(words_of(text, lines[i].span))) ++inside;
    if (starts_lower(words_of(text, lines[i + 1].span))) ++lower;
  }
  const bool has_small_letters = !is_all_upper(text);
  return pairs >= 2 && full * 10 >= pairs * 6 && inside * 2 >= pairs && (!has_small_letters || lower * 3 >= pairs);
}

// In a wrapped text: does a new paragraph start at `next`?
bool parts_paragraphs(std::string_view text, const Line& line, const Line& next, std::size_t width, std::size_t lines_so_far) {
  if (next.after_blank) return true;
  if (starts_lower(words_of(text, next.span))) return false;
  if (next.indent >= line.indent + 2 && lines_so_far > 0) return ends_sentence(words_of(text, line.span)) || next.indent <= 8;
  if (!ends_early(line, next, width)) return false;
  return ends_sentence(words_of(text, line.span)) || lines_so_far == 1;
}

// In a text of one paragraph a line: a long line that ends inside a sentence goes on where the next begins in small letters.
bool goes_on(std::string_view text, const Line& line, const Line& next) {
  return !next.after_blank && line.columns >= narrowest_wrap && !ends_sentence(words_of(text, line.span)) &&
         starts_lower(words_of(text, next.span));
}

}  // namespace

Span trim(std::string_view text, Span span) {
  while (span.begin < span.end) {
    const Character c = read_character(text, span.begin);
    if (!is_space(c.code_point)) break;
    span.begin += c.bytes;
  }
  while (span.end > span.begin) {
    std::uint32_t start = span.end - 1;
    while (start > span.begin && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    const Character c = read_character(text, start);
    if (!is_space(c.code_point) || start + c.bytes != span.end) break;
    span.end = start;
  }
  return span;
}

std::vector<Span> find_lines(std::string_view text) {
  std::vector<Span> spans;
  for (const Line& line : read_lines(text)) spans.push_back(line.span);
  return spans;
}

std::vector<Span> find_paragraphs(std::string_view text) {
  const std::vector<Line> lines = read_lines(text);
  const std::size_t width = find_width(lines);
  const bool wrapped = is_wrapped(text, lines, width);
  std::vector<Span> paragraphs;
  std::size_t lines_so_far = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool parts = i == 0 || (wrapped ? parts_paragraphs(text, lines[i - 1], lines[i], width, lines_so_far)
                                          : !goes_on(text, lines[i - 1], lines[i]));
    if (parts) {
      paragraphs.push_back(lines[i].span);
      lines_so_far = 1;
    } else {
      paragraphs.back().end = lines[i].span.end;
      ++lines_so_far;
    }
  }
  return paragraphs;
}

}  // namespace nutgraf::report
