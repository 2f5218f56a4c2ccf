// `nutgraf export`: reports in, the forms of others out.

#include <cstdio>

#include <fmt/format.h>

#include "cli/read_all.h"
#include "export/muc.h"

namespace nutgraf::cli {

int run_export(const Settings& settings, const ExportOptions& options) {
  const auto muc = export_::load_muc(TableSource{settings.data_folder});
  if (!muc) {
    fmt::print(stderr, "nutgraf: {}\n", muc.error().message);
    return 2;
  }
  return read_all(settings, options.inputs,
                  [&](const ReportRead& read, const Knowledge&) { return export_::write_muc(read, *muc) + "\n"; });
}

}  // namespace nutgraf::cli
