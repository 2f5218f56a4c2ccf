#pragma once

#include <string>

#include "reading/reader.h"
#include "report/report.h"
#include "serve/answer.h"

namespace nutgraf::serve {

// The report that a request brings, as JSON or as one file. Refusals: no text, several reports, a file that cannot be read.
Checked<Report> take_report(const Request& request);

// The model that a request asks for, `otherwise` when it asks for none. Refusals: there is no such model.
Checked<ModelName> take_model(const Request& request, ModelName otherwise);

// A JSON body as a line of JSON Lines with the keys that reports have (docs/reading.md): what an import keeps.
std::string write_told_line(const std::string& body);

// Whether a text is a page's HTML.
bool is_page(std::string_view text);

}  // namespace nutgraf::serve
