#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf::store {

// A report with the machine's answers, as it is put into a project.
struct FiledReport {
  std::string raw;      // the bytes as imported: of the file, of the line
  std::string line;     // the canonical report line (docs/json.md)
  std::string source;   // file, or file:line
  std::string model, lexicon;  // the versions that read it
};

enum class Outcome { added, read_again, unchanged };
struct Saved {
  std::string report;
  Outcome outcome = Outcome::added;
  std::uint64_t events = 0;
};

// The ledger of imports.
enum class ImportState { running, paused, done, cancelled };  // a running one whose process died is told as paused
std::string_view name_of(ImportState state);

struct ImportError {
  std::string file;
  std::uint64_t line = 0;  // 0: the file as a whole
  std::string message;
};
struct Import {
  std::int64_t id = 0;
  ImportState state = ImportState::running;
  std::string started, finished;  // ISO times; finished is empty while it runs
  std::string source;             // the paths as given, one a line
  std::uint64_t documents = 0;    // taken so far: added, read again, unchanged and failed
  std::uint64_t total = 0;        // 0: not known
  std::uint64_t bytes = 0, total_bytes = 0;
  std::uint64_t events = 0, errors = 0, unchanged = 0;
};

}  // namespace nutgraf::store
