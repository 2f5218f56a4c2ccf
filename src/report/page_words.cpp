// Reads what page authors call the parts of their pages: "article__body", "relatedLinks", "cookie-banner". A name is cut into words
// at hyphens, underscores and capitals; the table says what each word means.

#include "report/page_words.h"

#include <array>
#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "base/utf8.h"

namespace nutgraf::report {

namespace {

Result<NameKind> read_kind(const Table& table, const Row& row, const std::string& cell) {
  if (const auto bad = explain_unknown(table, row, "kind", cell, {"body", "comments", "notice", "furniture", "caption", "byline", "hidden"}); !bad.empty()) return fail(bad);
  if (cell == "body") return NameKind::body;
  if (cell == "comments") return NameKind::comments;
  if (cell == "notice") return NameKind::notice;
  if (cell == "furniture") return NameKind::furniture;
  if (cell == "caption") return NameKind::caption;
  if (cell == "byline") return NameKind::byline;
  return NameKind::hidden;
}

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// "relatedLinks__box" -> {"related", "links", "box"}.
std::vector<std::string> split_name(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_big = c >= 'A' && c <= 'Z';
    if (!is_letter_or_digit(c) || (is_big && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z')) close();
    if ((c >= 'a' && c <= 'z') || is_big) word.push_back(static_cast<char>(is_big ? c + 32 : c));
    else if (c >= '0' && c <= '9') close();
  }
  close();
  return words;
}

// Words before or behind a part's name that speak of the page's layout: "has-sidebar", "comments-open".
bool is_layout_word(std::string_view word) {
  constexpr std::array<std::string_view, 22> layout = {"has", "no", "with", "without", "hide", "is", "open", "closed", "enabled", "disabled",
                                                       "layout", "page", "template", "wrapper", "wrap", "category", "tag", "and", "postid", "type", "format", "count"};
  return std::ranges::find(layout, word) != layout.end();
}

}  // namespace

NameKind PageWords::kind_of_names(std::string_view names) const {
  NameKind found = NameKind::plain;
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t end = std::min(names.find_first_of(" \t\n\r", at), names.size());
    const std::string_view token = names.substr(at, end - at);
    at = end + 1;
    if (token.size() < 2 || token.size() > 80) continue;
    const std::vector<std::string> parts = split_name(token);
    if (parts.empty()) continue;
    // Utility classes ("text-gray-500", "md:hidden") and a post's tags ("category-social") say nothing of the part.
    if (parts.size() > 1 && (parts.front() == "category" || parts.front() == "tag" || parts.front() == "has" || parts.front() == "no" || parts.front() == "with")) continue;
    if (token.find(':') != std::string_view::npos) continue;
    NameKind of_token = NameKind::plain;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto word = words.find(parts[i]);
      if (word == words.end()) continue;
      if (i > 0 && is_layout_word(parts[i - 1])) continue;
      if (i + 1 < parts.size() && is_layout_word(parts[i + 1])) continue;
      if (of_token == NameKind::plain || word->second == NameKind::comments) of_token = word->second;
    }
    if (of_token == NameKind::plain) {
      std::string run;
      for (const std::string& part : parts) run += part;
      for (const auto& [name, kind] : joined)
        if (run.find(name) != std::string::npos) {
          of_token = kind;
          break;
        }
    }
    if (of_token == NameKind::plain) continue;
    if (found == NameKind::plain || of_token == NameKind::comments) found = of_token;
    if (found == NameKind::body && of_token != NameKind::body) found = of_token;
  }
  return found;
}

Result<PageWords> load_page_words(const TableSource& tables) {
  PageWords words;
  const auto names = tables.read("lexicon/report/page_names.tsv", {.columns = {"name", "kind", "form", "example"}, .key = {"name"}, .required = {"kind"}});
  if (!names) return std::unexpected(names.error());
  for (const Row& row : names->rows) {
    const auto kind = read_kind(*names, row, row.cells[1]);
    if (!kind) return std::unexpected(kind.error());
    if (const auto bad = explain_unknown(*names, row, "form", row.cells[2], {"", "joined"}); !bad.empty()) return fail(bad);
    if (row.cells[2] == "joined") words.joined.emplace_back(row.cells[0], *kind);
    else words.words.emplace(row.cells[0], *kind);
  }
  std::ranges::stable_sort(words.joined, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  const auto phrases = tables.read("lexicon/report/page_phrases.tsv", {.columns = {"phrase", "place", "example"}, .key = {"phrase", "place"}, .required = {"place"}});
  if (!phrases) return std::unexpected(phrases.error());
  for (const Row& row : phrases->rows) {
    if (const auto bad = explain_unknown(*phrases, row, "place", row.cells[1], {"opening", "whole", "end_heading"}); !bad.empty()) return fail(bad);
    const std::string phrase = fold(row.cells[0]);
    if (row.cells[1] == "opening") words.openings.push_back(phrase);
    else if (row.cells[1] == "whole") words.whole.insert(phrase);
    else words.end_headings.insert(phrase);
  }
  return words;
}

const PageWords& built_in_page_words() {
  static const PageWords words = [] {
    auto loaded = load_page_words(TableSource{});
    assert(loaded && "the built-in tables of lexicon/report are damaged");
    return loaded ? std::move(*loaded) : PageWords{};
  }();
  return words;
}

}  // namespace nutgraf::report
