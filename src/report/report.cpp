#include "report/report.h"

namespace nutgraf {

Report make_report(std::string text, const ReportFields& fields) {
  Report report;
  report.source_id = fields.source_id;
  report.text = std::move(text);
  return report;
}

}  // namespace nutgraf
