#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/lexicon.h"
#include "report/page_tree.h"

namespace nutgraf::report {

// True for a block that never is an article's own words: "Read more: ...", "Advertisement", a cookie notice.
bool is_boilerplate(const TextBlock& block, const PageWords& words);

// Of the blocks of an article's element, the words that are the article's: headline, byline, times, captions, link lines and what
// stands below "Related stories" are left out.
std::vector<std::string> filter_blocks(const std::vector<const TextBlock*>& blocks, std::string_view headline, const PageWords& words, const Lexicon& lexicon);

}  // namespace nutgraf::report
