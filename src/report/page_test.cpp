#include "report/page.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "report/lexicon.h"
#include "report/page_tree.h"
#include "report/page_words.h"

namespace nutgraf::report {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Runs of four words, counted.
std::map<std::string, int> shingles(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < text.size();) {
    const Character c = read_character(text, at);
    if (is_letter(c.code_point) || is_digit(c.code_point) || c.code_point == '_') words.back().append(text, at, c.bytes);
    else if (!words.back().empty()) words.emplace_back();
    at += c.bytes;
  }
  if (words.back().empty()) words.pop_back();
  std::map<std::string, int> counted;
  for (std::size_t i = 0; i + 4 <= std::max<std::size_t>(words.size(), 4); ++i) {
    std::string run;
    for (std::size_t k = i; k < std::min(i + 4, words.size()); ++k) run += words[k] + ' ';
    ++counted[run];
  }
  return counted;
}

double score(std::string_view found, std::string_view expected) {
  const auto ours = shingles(found), theirs = shingles(expected);
  double shared = 0, all_ours = 0, all_theirs = 0;
  for (const auto& [run, count] : ours) {
    all_ours += count;
    if (const auto other = theirs.find(run); other != theirs.end()) shared += std::min(count, other->second);
  }
  for (const auto& [run, count] : theirs) all_theirs += count;
  return 2 * shared / (all_ours + all_theirs);
}

std::vector<fs::path> page_paths() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(NUTGRAF_SOURCE_DIR) / "tests/pages"))
    if (entry.path().extension() == ".html") paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

TEST(Page, main_text_of_every_kind_of_page_is_found) {
  const auto paths = page_paths();
  ASSERT_GE(paths.size(), 25u);
  double sum = 0;
  for (const fs::path& path : paths) {
    const auto told = read_page(read_file(path));
    ASSERT_TRUE(told.has_value()) << path.filename() << ": " << told.error().message;
    const double f1 = score(told->text, read_file(fs::path(path).replace_extension(".txt")));
    EXPECT_GE(f1, 0.94) << path.filename() << "\n" << told->text;
    sum += f1;
  }
  EXPECT_GE(sum / static_cast<double>(paths.size()), 0.99);
}

// Class and id are a help, not a need: without any, structure alone must still find most of it.
TEST(Page, main_text_is_found_without_names_too) {
  double sum = 0;
  const auto paths = page_paths();
  for (const fs::path& path : paths) {
    std::string html = read_file(path);
    for (const std::string_view name : {" class=", " id="})
      for (std::size_t at = html.find(name); at != std::string::npos; at = html.find(name, at)) html.replace(at, name.size(), " data-x=");
    const auto told = read_page(html);
    if (told) sum += score(told->text, read_file(fs::path(path).replace_extension(".txt")));
  }
  EXPECT_GE(sum / static_cast<double>(paths.size()), 0.95);
}

TEST(Page, json_ld_goes_before_meta_tags) {
  const auto told = read_page(
      "<html><head><title>Site</title><meta property='og:title' content='Other title'><link rel='canonical' href='https://x.example/2020/a'>"
      "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"Organization\", \"name\": \"X\"}, {\"@type\": [\"NewsArticle\"], \"headline\": \"Two held &amp; one freed\","
      "\"datePublished\": \"2020-05-01T08:00:00+02:00\", \"dateModified\": \"2020-05-01T09:30:00+02:00\", \"author\": [{\"name\": \"Jane Doe\"}, {\"name\": \"John Roe\"}],"
      "\"publisher\": {\"name\": \"The X\"}, \"articleSection\": [\"World\", \"Courts\"]}]}</script></head>"
      "<body><p>Police in Aksu held two men on Monday over a fire that killed a guard at the port, officials said.</p></body></html>");
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told->fields.headline, "Two held & one freed");
  EXPECT_EQ(told->fields.byline, "Jane Doe, John Roe");
  EXPECT_EQ(told->fields.outlet, "The X");
  EXPECT_EQ(told->fields.section, "World");
  EXPECT_EQ(told->fields.url, "https://x.example/2020/a");
  const Report report = make_report(told->text, told->fields);
  EXPECT_EQ(write_date(report.filed->date), "2020-05-01");
  EXPECT_EQ(report.filed->minute_of_day, 480);
  EXPECT_EQ(report.updated->minute_of_day, 570);
}

TEST(Page, markup_tells_what_metadata_does_not) {
  const auto told = read_page(
      "<html><head><title>Two held over port fire | The Aksu Post</title></head><body><h1>Two held over port fire</h1>"
      "<p class='byline'>By Jane Doe</p><time datetime='2020-05-01'>1 May</time>"
      "<p>Police in Aksu held two men on Monday over a fire that killed a guard at the port, officials said.</p></body></html>");
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ(told->fields.headline, "Two held over port fire");
  EXPECT_EQ(told->fields.byline, "Jane Doe");
  EXPECT_EQ(told->fields.filed, "2020-05-01");
}

TEST(Page, names_of_parts_are_read_word_by_word) {
  const PageWords& words = built_in_page_words();
  EXPECT_EQ(words.kind_of_names("article__body-text"), NameKind::body);
  EXPECT_EQ(words.kind_of_names("relatedLinks-box"), NameKind::furniture);
  EXPECT_EQ(words.kind_of_names("article-body-comments"), NameKind::comments);
  EXPECT_EQ(words.kind_of_names("has-sidebar comments-open category-social"), NameKind::plain);
  EXPECT_EQ(words.kind_of_names("wp-caption-text"), NameKind::caption);
  EXPECT_EQ(words.kind_of_names("onetrust-pc-sdk"), NameKind::notice);
  EXPECT_EQ(words.kind_of_names("css-1fanzo5 lead adage"), NameKind::plain);
}

TEST(Page, declared_code_pages_are_decoded) {
  const auto told = read_page(
      "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'></head><body><p>"
      "\xCF\xEE\xEB\xE8\xF6\xE8\xFF \xE7\xE0\xE4\xE5\xF0\xE6\xE0\xEB\xE0 \xE4\xE2\xEE\xE8\xF5 \xEC\xF3\xE6\xF7\xE8\xED \xE2 \xEF\xEE\xEF\xE5\xE4\xE5\xEB\xFC\xED\xE8\xEA, \xF1\xEE\xEE\xE1\xF9\xE8\xEB\xE8 \xE2\xEB\xE0\xF1\xF2\xE8.</p></body></html>");
  ASSERT_TRUE(told.has_value());
  EXPECT_TRUE(told->text.starts_with("Полиция задержала двоих мужчин")) << told->text;
}

}  // namespace
}  // namespace nutgraf::report
