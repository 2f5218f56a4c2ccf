#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/page_words.h"

namespace nutgraf::report {

// What an element is to the reading of a page.
enum class Tag { body, article, main, paragraph, heading, title, list, item, quote, table, cell, division, header, other };

// A piece of running text between two block boundaries, in the order of the page.
struct TextBlock {
  std::string text;               // blanks made single
  std::size_t characters = 0;
  std::size_t link_characters = 0;
  Tag tag = Tag::division;        // of the nearest block element
  std::int32_t element = -1;      // the innermost block element
  bool has_stop = false;          // a full stop, or another mark that ends a sentence, at its end
  bool is_broken_off = false;     // it ended at a <br>, not at its element's end
};

// A block element; its text is blocks [first_block, end_block).
struct Element {
  Tag tag = Tag::division;
  NameKind names = NameKind::plain;  // what class, id, role and the like say
  std::int32_t parent = -1;
  std::int32_t depth = 0;
  std::uint32_t first_block = 0;
  std::uint32_t end_block = 0;
  std::string class_name;  // as written, to find siblings of one kind
};

// A page as text blocks under block elements, without scripts, forms, pictures and hidden parts; and what its head told.
struct PageTree {
  std::vector<Element> elements;  // in document order: parents before children
  std::vector<TextBlock> blocks;
  std::vector<std::string> json_ld;                                // the contents of each script
  std::vector<std::pair<std::string, std::string>> meta;           // name, property or itemprop (lower case) and content
  std::vector<std::pair<std::string, std::string>> marked;         // itemprop, rel or class of bylines and times, and their text
  std::string title;                                               // <title>
  std::string canonical_url;
  std::string first_heading;                                       // the first <h1>
};

// Parses HTML in UTF-8. Errors: no HTML at all, or nested deeper than 1500 levels.
Result<PageTree> read_page_tree(const std::string& html, const PageWords& words);

}  // namespace nutgraf::report
