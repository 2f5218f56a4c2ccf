#pragma once

#include <string>

#include "where/import.h"

namespace nutgraf::cli {

enum class GazetteerAction { show, import, drop };

struct GazetteerOptions {
  GazetteerAction action = GazetteerAction::show;
  std::string dump;  // allCountries.txt of GeoNames, for import
  where::ImportOptions import;
};

// Which gazetteer counts and how big it is; a user's import of GeoNames; its removal. 0 when done, 1 when it failed.
int run_gazetteer(const GazetteerOptions& options);

}  // namespace nutgraf::cli
