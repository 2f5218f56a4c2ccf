#include "support/knowledge.h"

#include <cstdio>
#include <cstdlib>

namespace nutgraf::tests {

namespace {

// The value, or the end of the program with the reason.
template <typename T>
T value_or_abort(Result<T> loaded) {
  if (loaded) return *std::move(loaded);
  std::fputs((loaded.error().message + "\n").c_str(), stderr);
  std::abort();
}

}  // namespace

const Knowledge& knowledge(ModelName model) {
  switch (model) {
    case ModelName::fast: {
      static const Knowledge fast = value_or_abort(load_knowledge(ModelName::fast, ""));
      return fast;
    }
    case ModelName::accurate: {
      static const Knowledge accurate = [] {
        Knowledge loaded = value_or_abort(load_knowledge(ModelName::accurate, ""));
        loaded.scout = nullptr;
        return loaded;
      }();
      return accurate;
    }
  }
  std::abort();
}

const Reader& reader(ModelName model) {
  switch (model) {
    case ModelName::fast: {
      static const auto fast = value_or_abort(load_reader(ModelName::fast, ""));
      return *fast;
    }
    case ModelName::accurate: {
      static const auto accurate = value_or_abort(load_reader(ModelName::accurate, ""));
      return *accurate;
    }
  }
  std::abort();
}

namespace {

Report report_of(const Case& one) {
  return make_report(one.value("text"), {.source_id = one.path, .headline = one.value("headline"), .filed = one.value("filed"), .outlet = one.value("outlet"), .url = {}});
}

}  // namespace

ReportRead read_case(const Case& one, ModelName model) { return read_report(report_of(one), knowledge(model)); }

ReportRead read_case_with_network(const Case& one) {
  static const Knowledge with_network = value_or_abort(load_knowledge(ModelName::accurate, "", true));
  return read_report(report_of(one), with_network);
}

}  // namespace nutgraf::tests
