#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace nutgraf::cli {

struct LexiconCheck {
  std::size_t examples = 0;
  std::vector<std::string> faults;  // a line or more each, with table and row; empty when all is well
};

// Loads every table under lexicon/ of `data_folder` (empty: the built-in ones) and, when all can be loaded, runs the examples
// of their rows with the default model: the folder's own, or the built-in one where it has no models/.
LexiconCheck check_lexicon(const std::string& data_folder);

}  // namespace nutgraf::cli
