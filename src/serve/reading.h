#pragma once

#include <string>

#include "report/report.h"
#include "serve/answer.h"

namespace nutgraf::serve {

// The report that a request brings, as JSON or as one file. Refusals: no text, several reports, a file that cannot be read.
Checked<Report> take_report(const Request& request);

// A JSON body as a line of JSON Lines with the keys that reports have (docs/reading.md): what an import keeps.
std::string write_told_line(const std::string& body);

// Whether a text is a page's HTML.
bool is_page(std::string_view text);

}  // namespace nutgraf::serve
