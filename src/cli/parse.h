#pragma once

#include <string>

#include "reading/reader.h"

namespace nutgraf::cli {

enum class GivenTokens { none, given };

// `nutgraf parse`: what its command line says.
struct ParseOptions {
  std::string file = "-";  // a path, or "-" for standard input
  GivenTokens tokens = GivenTokens::none;
  ModelName model = ModelName::fast;
  std::string folder;  // a folder with weights to use in place of the built-in ones; empty: built in
};

// Prints a text or a CoNLL-U file as CoNLL-U. Returns the exit status: 0, or 1 after a message on standard error.
int run_parse(const ParseOptions& options);

}  // namespace nutgraf::cli
