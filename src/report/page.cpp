// From a page's bytes to its report: encoding, tree, metadata, main text. JSON-LD's articleBody checks the main text and stands in for it where a page
// builds its article by script.

#include "report/page.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/utf8.h"
#include "report/blocks.h"
#include "report/encoding.h"
#include "report/lexicon.h"
#include "report/main_text.h"
#include "report/page_metadata.h"
#include "report/page_tree.h"

namespace nutgraf::report {

namespace {

bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':'; }

// charset=... in the page's first bytes, or nothing.
std::string find_charset(std::string_view html) {
  std::string head(html.substr(0, 4096));
  for (char& c : head)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  for (std::size_t at = head.find("charset"); at != std::string::npos; at = head.find("charset", at + 1)) {
    std::size_t begin = head.find_first_not_of(" \"'", at + 7);
    if (begin == std::string::npos || head[begin] != '=') continue;
    begin = head.find_first_not_of(" =\"'", begin);
    if (begin == std::string::npos) break;
    std::size_t end = begin;
    while (end < head.size() && is_name_character(head[end])) ++end;
    if (end > begin) return head.substr(begin, end - begin);
  }
  return {};
}

std::string join_paragraphs(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) {
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  }
  return text;
}

std::string letters_of(std::string_view text) {
  std::string letters;
  for (const char c : fold(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80) letters.push_back(c);
  return letters;
}

// Cuts off what stands before the first and behind the last paragraph that a full articleBody has too.
void trim_by_body(std::vector<std::string>& paragraphs, const std::string& article_body) {
  const std::string body = letters_of(article_body);
  std::vector<bool> in_body;
  std::size_t shared = 0, all = 0;
  for (const std::string& paragraph : paragraphs) {
    const std::string letters = letters_of(paragraph);
    const bool found = letters.size() >= 30 && body.find(std::string_view(letters).substr(0, std::min<std::size_t>(letters.size(), 80))) != std::string::npos;
    in_body.push_back(found);
    all += letters.size();
    if (found) shared += letters.size();
  }
  // A shortened articleBody says nothing of the end; one that shares little is another text.
  if (shared * 10 < body.size() * 8 || shared == all) return;
  const auto first = std::ranges::find(in_body, true);
  const auto last = std::find(in_body.rbegin(), in_body.rend(), true).base();
  if (first == in_body.end()) return;
  const auto begin = first - in_body.begin(), end = last - in_body.begin();
  paragraphs = std::vector<std::string>(paragraphs.begin() + begin, paragraphs.begin() + end);
}

}  // namespace

Result<ToldReport> read_page(std::string html) {
  // A stray NUL byte or two is a template's fault; many are no page.
  const bool is_wide = html.starts_with("\xFF\xFE") || html.starts_with("\xFE\xFF");
  if (!is_wide && static_cast<std::size_t>(std::ranges::count(html, '\0')) * 1000 < html.size()) std::erase(html, '\0');
  const std::string charset = find_charset(html);
  auto decoded = decode(std::move(html), charset);
  if (!decoded) return std::unexpected(decoded.error());
  const PageWords& words = built_in_page_words();
  const Lexicon& lexicon = built_in_lexicon();
  const auto page = read_page_tree(decoded->text, words);
  if (!page) return std::unexpected(page.error());
  PageMetadata metadata = read_metadata(*page, lexicon);
  std::vector<std::string> paragraphs = find_main_text(*page, metadata.fields.headline, words, lexicon);
  ToldReport told{.text = {}, .fields = std::move(metadata.fields)};
  told.fields.replaced_bytes = decoded->replaced_bytes;
  if (metadata.article_body.size() > 400) trim_by_body(paragraphs, metadata.article_body);
  told.text = join_paragraphs(paragraphs);
  if (metadata.article_body.size() > 250 && told.text.size() * 3 < metadata.article_body.size() * 2) told.text = metadata.article_body;
  if (told.text.empty()) return fail("no main text found on the page; save the article's text as .txt if it has one");
  return told;
}

}  // namespace nutgraf::report
