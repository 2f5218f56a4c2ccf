#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "event/flow.h"
#include "report/report.h"
#include "says_who/says_who.h"

namespace nutgraf {

// The report of one line of annotated reports: {"doc_id", "text", "filed" (a day, null or missing), ...}.
inline Report given_report(const std::string& line) {
  const auto object = nlohmann::json::parse(line);
  const auto day = object.find("filed");
  const std::string filed = day != object.end() && day->is_string() ? day->get<std::string>() : "";
  return make_report(object["text"], {.source_id = object["doc_id"], .headline = {}, .filed = filed, .outlet = {}, .url = {}});
}

// Such a report read, with the answers as its events were made from them: read_report lets the network weigh the factuality afterwards.
inline ReportRead read_given(const std::string& line, const Knowledge& knowledge) {
  ReportRead read = read_report(given_report(line), knowledge);
  read.answers.says_who = says_who::find_statements(read.report, read.reading, *knowledge.says_who);
  return read;
}

}  // namespace nutgraf
