// `nutgraf try`: all answers for one sentence.

#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/explain_view.h"
#include "cli/view.h"
#include "export/json.h"

namespace nutgraf::cli {

int run_try(const Settings& settings, const TryOptions& options) {
  const auto knowledge = load_knowledge(settings.model, settings.data_folder);
  if (!knowledge) {
    fmt::print(stderr, "nutgraf: {}\n", knowledge.error().message);
    return 2;
  }
  const ReportFields fields{.source_id = "try", .headline = {}, .filed = options.filed, .outlet = {}, .url = {}};
  const ReportRead read = read_report(make_report(options.sentence, fields), *knowledge);
  if (options.as_json) fmt::print("{}\n", export_::write_json(read, *knowledge->plover));
  else fmt::print("{}{}", write_explanation(read, std::nullopt), write_view(read, is_terminal_out()));
  return 0;
}

}  // namespace nutgraf::cli
