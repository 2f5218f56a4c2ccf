#include "support/knowledge.h"

#include <cstdio>
#include <cstdlib>

namespace nutgraf::tests {

namespace {

Knowledge load_or_abort(ModelName model) {
  auto loaded = load_knowledge(model, "");
  if (!loaded) {
    std::fputs((loaded.error().message + "\n").c_str(), stderr);
    std::abort();
  }
  return *loaded;
}

}  // namespace

const Knowledge& knowledge(ModelName model) {
  switch (model) {
    case ModelName::fast: {
      static const Knowledge fast = load_or_abort(ModelName::fast);
      return fast;
    }
    case ModelName::accurate: {
      static const Knowledge accurate = load_or_abort(ModelName::accurate);
      return accurate;
    }
  }
  std::abort();
}

ReportRead read_case(const Case& one, ModelName model) {
  const ReportFields fields{.source_id = one.path,
                            .headline = one.value("headline"),
                            .filed = one.value("filed"),
                            .outlet = one.value("outlet"),
                            .url = {}};
  return read_report(make_report(one.value("text"), fields), knowledge(model));
}

}  // namespace nutgraf::tests
