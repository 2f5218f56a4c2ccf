// Cleans the blocks of the article's element one by one: what page authors put between its paragraphs without naming it.

#include "report/main_text_filter.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8.h"
#include "report/blocks.h"
#include "report/byline.h"
#include "report/caption.h"
#include "report/times.h"

namespace nutgraf::report {

namespace {

bool is_heading(Tag tag) { return tag == Tag::heading || tag == Tag::title; }

std::size_t count_words(std::string_view text) { return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1; }

double link_share(const TextBlock& block) {
  return block.characters == 0 ? 0 : static_cast<double>(block.link_characters) / static_cast<double>(block.characters);
}

// The words as they are looked up: folded, without marks at the ends.
std::string bare(std::string_view text) {
  std::string folded = normalise(text.substr(0, std::min<std::size_t>(text.size(), 300)));
  const auto is_mark = [](char c) { return c == ':' || c == '.' || c == '>' || c == '<' || c == '|' || c == ' ' || c == '-' || c == '*' || c == '+' || c == '!'; };
  while (!folded.empty() && is_mark(folded.back())) folded.pop_back();
  while (folded.size() > 1 && is_mark(folded.front())) folded.erase(0, 1);
  return folded;
}

bool is_cookie_notice(std::string_view folded) {
  if (folded.find("cookie") == std::string_view::npos) return false;
  constexpr std::array<std::string_view, 16> signs = {"accept", "consent", "privacy", "browser", "our partners", "website", "akzeptier", "zustimm", "verwenden", "accepter",
                                                      "utilis", "aceptar", "utiliza", "accett", "gebruik", "cerez"};
  return std::ranges::count_if(signs, [&](std::string_view sign) { return folded.find(sign) != std::string_view::npos; }) >= 2;
}

// "214 Comments", "Comments (6)", "14 thoughts on ...": readers' comments begin.
bool opens_comments(std::string_view folded) {
  std::string letters;
  for (const char c : folded)
    if ((c >= 'a' && c <= 'z') || (c == ' ' && !letters.empty() && letters.back() != ' ')) letters.push_back(c);
  while (!letters.empty() && letters.back() == ' ') letters.pop_back();
  return letters == "comments" || letters == "comment" || letters == "responses" || letters == "replies" || letters == "kommentare" ||
         letters == "commentaires" || letters == "comentarios" || letters.starts_with("thoughts on");
}

// "Von Anna Weiss", "Par Jean Roux".
bool is_foreign_byline(std::string_view text) {
  if (text.size() > 60 || text.ends_with('.')) return false;
  for (const std::string_view opening : {"Von ", "Par ", "Por ", "Di ", "Door ", "Av ", "Texto: ", "Text: "})
    if (text.starts_with(opening) && is_name_like(text.substr(opening.size()))) return true;
  return false;
}

// A line of times alone: "Published: 5 February 2017, 10:15 GMT", "3 hours ago".
bool is_time_line(const std::string& text, const Lexicon& lexicon) {
  if (text.size() > 90) return false;
  const auto found = find_time(text, 0, {lexicon, {}});
  const std::string folded = fold(text);
  if (!found) return folded.size() < 30 && (folded.ends_with(" ago") || folded.ends_with(" min read") || folded.ends_with(" minute read"));
  return count_words(text.substr(0, found->begin)) + count_words(text.substr(found->end)) <= 5 && !text.ends_with('.');
}

}  // namespace

bool is_boilerplate(const TextBlock& block, const PageWords& words) {
  const std::string folded = bare(block.text);
  if (folded.empty()) return true;
  if (block.characters < 40 && words.whole.contains(folded)) return true;
  const std::size_t longest = link_share(block) > 0.3 ? 320 : is_heading(block.tag) ? 60 : 170;
  if (block.characters <= longest)
    for (const std::string& opening : words.openings)
      if (opening.front() == folded.front() && folded.starts_with(opening) && (folded.size() == opening.size() || !is_letter(static_cast<unsigned char>(folded[opening.size()])) ||
                                          !is_letter(static_cast<unsigned char>(opening.back()))))
        return true;
  return block.characters < 900 && is_cookie_notice(folded);
}

std::vector<std::string> filter_blocks(const std::vector<const TextBlock*>& blocks, std::string_view headline, const PageWords& words, const Lexicon& lexicon) {
  const std::string title = normalise(headline);
  double all = 0;
  for (const TextBlock* block : blocks)
    if (!is_heading(block->tag)) all += static_cast<double>(block->characters);

  struct Kept {
    const TextBlock* block;
    bool heading;
  };
  std::vector<Kept> kept;
  std::set<std::string> said;
  double before = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const TextBlock& block = *blocks[i];
    const std::string folded = bare(block.text);
    const bool heading = is_heading(block.tag);
    if (!heading) before += static_cast<double>(block.characters);
    const bool could_be_heading = heading || (block.characters < 45 && !block.has_stop);
    const bool comments = could_be_heading && opens_comments(folded);
    const bool counted = std::ranges::any_of(folded, [](char c) { return c >= '0' && c <= '9'; });
    if (comments && !kept.empty() && before > (heading ? 0.1 : counted ? 0.25 : 0.5) * all) break;
    if (comments || (could_be_heading && words.end_headings.contains(folded))) {
      if (before > (heading ? 0.6 : 0.8) * all) break;
      continue;
    }
    const std::string normal = normalise(block.text);
    if (block.tag == Tag::title || normal == title || (heading && !title.empty() && title.starts_with(normal) && normal.size() * 3 > title.size() * 2)) continue;
    if (is_boilerplate(block, words)) continue;
    const double links = link_share(block);
    if (links > 0.7 && (heading || block.characters < 250)) continue;
    if (block.characters < 200 && (kept.size() < 4 || i + 4 > blocks.size())) {
      const Span whole{0, static_cast<std::uint32_t>(block.text.size())};
      if (!heading && (is_foreign_byline(block.text) || read_byline(block.text, whole, lexicon) || is_time_line(block.text, lexicon))) continue;
    }
    if (!heading && is_caption(block.text, lexicon) && block.characters < 350) continue;
    const bool scrap = !heading && !block.has_stop && block.tag != Tag::item && block.tag != Tag::quote && block.tag != Tag::cell && block.tag != Tag::table;
    if (scrap && block.characters < 25 && (block.tag != Tag::paragraph || count_words(block.text) < 2)) continue;
    if (block.characters >= 40 && !said.insert(normal).second) continue;
    kept.push_back({&block, heading});
  }
  while (!kept.empty() && kept.back().heading) kept.pop_back();

  std::vector<std::string> texts;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    // A pull quote says again what a paragraph says.
    const std::string& text = kept[i].block->text;
    const bool repeated = kept[i].block->tag == Tag::quote && text.size() > 40 && std::ranges::any_of(kept, [&](const Kept& other) {
                            return other.block != kept[i].block && other.block->text.size() > text.size() && other.block->text.find(text.substr(3, text.size() - 6)) != std::string::npos;
                          });
    if (!repeated) texts.push_back(text);
  }
  return texts;
}

}  // namespace nutgraf::report
