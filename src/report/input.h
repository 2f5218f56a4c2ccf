#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/byte_stream.h"
#include "report/report.h"

namespace nutgraf::report {

enum class SourceKind { text, page, json_lines, json, unknown };  // unknown: told by its first bytes

// What a source is, told by its first bytes: text, page, json_lines or json.
SourceKind tell_kind(std::string_view first_bytes);

// A file to read, or standard input ("-").
struct Source {
  std::string path;       // as it can be opened
  std::string name;       // the file's name; inside a folder the path from there on
  SourceKind kind = SourceKind::unknown;
  std::uint64_t bytes = 0;  // 0 for standard input
};

// What the paths of a command line come to: the files, sorted within each folder, and why others are none.
struct SourceList {
  std::vector<Source> sources;
  std::vector<Error> failures;  // "PATH: what; what to try"
  std::uint64_t bytes = 0;
};

// Files as they are named; of folders all .txt .html .htm .jsonl .ndjson .json files below them, each perhaps with .gz; "-" for
// standard input. Hidden files and folders are passed over. Failures: no such file, no permission, an empty folder, a folder whose
// symbolic links lead back into it.
SourceList list_sources(const std::vector<std::string>& paths);

// Where a report came from.
struct Taken {
  std::string raw;       // its bytes as they were read: the file (unpacked, where it was packed) or the line; of an item of a JSON list, what
                         // it tells, in a fixed form
  std::string file;      // the source's name
  std::size_t line = 0;  // 1-based; 0: the whole file
};

// Reads reports one after another; of a file of JSON Lines never more than a line at a time.
class Intake {
 public:
  explicit Intake(std::vector<Source> sources, InputLimits limits = {});
  ~Intake();

  // The next report, or why it could not be read ("PATH:LINE: what; what to try"), after which the next call goes on with the
  // next report; nothing when all is read.
  std::optional<Result<Report>> next();

  // Of what `next` returned last, report or failure (which may have no bytes).
  const Taken& taken() const;

  std::uint64_t bytes_taken() const;  // of the files so far, for a progress line

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nutgraf::report
