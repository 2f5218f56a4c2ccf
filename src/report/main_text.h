#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/lexicon.h"
#include "report/page_tree.h"

namespace nutgraf::report {

// The paragraphs of the page's article, in order: paragraphs, sub-headings, list items and quotations; without headline, byline, captions,
// navigation, related links, comments and notices. `headline`: the one that the metadata told, or empty. Empty when there is no prose.
std::vector<std::string> find_main_text(const PageTree& page, std::string_view headline, const PageWords& words, const Lexicon& lexicon);

}  // namespace nutgraf::report
