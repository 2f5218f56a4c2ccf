#pragma once

#include <string>

#include "base/result.h"
#include "report/told_report.h"

namespace nutgraf::report {

// Reads a web page: the main text alone, its paragraphs parted by blank lines, and headline, byline, times, section, outlet and
// address from its metadata (JSON-LD, OpenGraph, meta tags) or its markup. `html` are the bytes as fetched. Errors: no text, a page
// nested deeper than any real one, a page with no main text.
Result<ToldReport> read_page(std::string html);

}  // namespace nutgraf::report
