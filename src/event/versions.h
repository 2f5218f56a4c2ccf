#pragma once

#include <string>

#include "base/result.h"
#include "reading/reader.h"

namespace nutgraf {

// What read a report, so that a record can say it: equal versions read the same bytes the same way.
struct Versions {
  std::string model;    // "accurate-" and the first 12 hex digits of its weights' SHA-256; with the report network "+report-" and those of its own
  std::string lexicon;  // the first 12 hex digits of the SHA-256 over all tables under lexicon/
};

// `folder` and `with_network` as in load_knowledge. Errors: no such folder or file.
Result<Versions> read_versions(ModelName model, const std::string& folder, bool with_network = false);

}  // namespace nutgraf
