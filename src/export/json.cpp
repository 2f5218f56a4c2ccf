#include "export/json.h"

namespace nutgraf::export_ {

std::string write_json(const ReportRead& read) { return "{\"report\": {\"source_id\": \"" + read.report.source_id + "\"}}"; }

}  // namespace nutgraf::export_
