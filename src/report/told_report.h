#pragma once

#include <string>

#include "report/report.h"

namespace nutgraf::report {

// A report as a JSON object or a page tells it: its text, and the fields that stand apart from the text.
struct ToldReport {
  std::string text;
  ReportFields fields;
};

}  // namespace nutgraf::report
