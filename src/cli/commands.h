#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/reader.h"

// One function per command; each returns the program's exit status and prints results on standard output, messages on
// standard error.
namespace nutgraf::cli {

inline constexpr std::string_view program_version = "nutgraf 0.1.0";

// What every command that reads has in common.
struct Settings {
  ModelName model = ModelName::accurate;
  bool with_network = true;  // the report network beside the accurate model
  std::string data_folder;  // a repository whose lexicon/ and models/ replace the built-in ones
  unsigned threads = 0;     // 0: one a core
};

bool is_terminal_out();

struct ReadOptions {
  std::vector<std::string> inputs;
  bool as_jsonl = false;
  bool with_colour = false;
};
// 0 when every report was read, 1 when some failed, 2 when nothing could be started.
int run_read(const Settings& settings, const ReadOptions& options);

struct ExportOptions {
  std::vector<std::string> inputs;  // projects, canonical lines that `nutgraf read --format jsonl` has printed, reports; none: desk.nutgraf
  std::string format;
  bool has_coarse_places = false;
  std::string out;            // a file, a folder or a .zip; empty: standard output
  std::string left_out_path;  // CSV of the events that made no row, with the reason
  std::string manifest_path;  // empty: beside `out`
  std::string salt;
  bool is_masked = true;
  bool has_full_text = false;
  std::string who, reason;  // of the one who lifts the masks
};
// The formats of docs/exports.md, and MUC templates (docs/muc.md). Exit status as run_read.
int run_export(const Settings& settings, const ExportOptions& options);

struct ExplainOptions {
  std::string input;
  std::size_t sentence = 0;  // 1-based; 0: all
};
int run_explain(const Settings& settings, const ExplainOptions& options);

struct TryOptions {
  std::string sentence;
  std::string filed;
  bool as_json = false;
};
int run_try(const Settings& settings, const TryOptions& options);

// Checks every table under lexicon/ and the example of every row that has one. 1 when there is a fault.
int run_lexicon_check(const Settings& settings);

}  // namespace nutgraf::cli
