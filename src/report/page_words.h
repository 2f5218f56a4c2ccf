#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf::report {

// What the names that a page's author gave to an element (class, id) say about it.
enum class NameKind {
  plain,      // nothing
  body,       // the article's text: "entry-content", "articleBody"
  comments,   // readers' comments
  notice,     // cookie and consent notices
  furniture,  // navigation, shares, related links, newsletters, advertisements
  caption,    // picture captions and credits
  byline,     // author, date and the like
  hidden,     // for screen readers or scripts only
};

// The tables lexicon/report/page_names.tsv and page_phrases.tsv.
struct PageWords {
  std::map<std::string, NameKind, std::less<>> words;  // one word of a name: "sidebar"
  std::vector<std::pair<std::string, NameKind>> joined;  // words run together: "articlebody"
  std::vector<std::string> openings;                   // folded: "read more"; a paragraph that opens so is no part of the article
  std::set<std::string, std::less<>> whole;            // folded: "advertisement"; a paragraph that says no more is none either
  std::set<std::string, std::less<>> end_headings;     // folded: "related articles"; what comes below is not the article's

  // What a class or id attribute's value says.
  NameKind kind_of_names(std::string_view names) const;
};

// Errors as read_table, and for unknown kinds.
Result<PageWords> load_page_words(const TableSource& tables);
const PageWords& built_in_page_words();

}  // namespace nutgraf::report
