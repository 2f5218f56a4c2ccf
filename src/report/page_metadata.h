#pragma once

#include <string>

#include "report/lexicon.h"
#include "report/page_tree.h"
#include "report/report.h"

namespace nutgraf::report {

// What a page tells about its article apart from the text.
struct PageMetadata {
  ReportFields fields;
  std::string article_body;  // JSON-LD's articleBody, without markup
};

// JSON-LD first (NewsArticle and its like, in @graph and lists too), then OpenGraph and meta tags, then the markup's own marks.
PageMetadata read_metadata(const PageTree& page, const Lexicon& lexicon);

}  // namespace nutgraf::report
