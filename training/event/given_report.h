#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "report/report.h"

namespace nutgraf {

// The report of one line of annotated reports: {"doc_id", "text", "filed" (a day, null or missing), ...}.
inline Report given_report(const std::string& line) {
  const auto object = nlohmann::json::parse(line);
  const auto day = object.find("filed");
  const std::string filed = day != object.end() && day->is_string() ? day->get<std::string>() : "";
  return make_report(object["text"], {.source_id = object["doc_id"], .headline = {}, .filed = filed, .outlet = {}, .url = {}});
}

}  // namespace nutgraf
