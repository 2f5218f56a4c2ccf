#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "export/codebook.h"

namespace nutgraf::export_ {

// One form in which reports leave the program.
struct Format {
  std::string id, name, extension, media_type;
  std::string profile;  // the codebook whose rules of numbers, dates, places and inclusion it goes by
  std::string description;
  bool has_parts = false;  // several files: a folder or a zip
};

// All formats that are made of canonical lines (MUC templates are made of reports: muc.h), in the order of docs/exports.md.
const std::vector<Format>& formats();
// Nothing for an unknown id.
const Format* find_format(std::string_view id);

// One file of an export.
struct Part {
  std::string name;  // "events.csv"
  std::string bytes;
  std::uint64_t rows = 0;
};

// An event that made no row, and why: a reason of lexicon/export/left_out.tsv and its message.
struct LeftOut {
  std::string event, reason, message;
};

struct Export {
  std::vector<Part> parts;
  std::vector<LeftOut> left_out;
  std::uint64_t reports = 0, events = 0;
  std::string manifest;  // JSON: program, versions, masked or not, counts, SHA-256 of the parts

  // {reason, how many events}, by reason.
  std::vector<std::pair<std::string, std::uint64_t>> count_reasons() const;
};

struct Options {
  bool is_masked = true;        // names of private people and minors
  bool has_full_text = false;   // of the reports, in jsonl; needs is_masked = false
  bool has_coarse_places = false;  // spots are left out and coordinates rounded; does not go with the full text
  std::string salt;             // of the pseudonyms; empty: each report's own, so that nobody can be followed across reports
  std::string who, reason, at;  // of the one who lifts the masks, for the manifest
  std::string program, model, lexicon;  // versions, for the manifest; records that name theirs (of a project) go before; empty: not told
};

// The next canonical line; nothing at the end.
using NextLine = std::function<std::optional<std::string>()>;

// Writes all lines in a format. Same lines and options, same bytes. A line that is no canonical report line is an error that
// names its number, and so are an unknown format and masks lifted without who and reason.
Result<Export> write(std::string_view format, const NextLine& next, const Options& options, const Codebook& book);

// The same line by line, for who has no list of lines. `add` takes a canonical line, `finish` ends the parts.
class FormatWriter;
class Writer {
 public:
  static Result<Writer> open(std::string_view format, Options options, std::shared_ptr<const Codebook> book);
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();

  Result<void> add(std::string_view line);
  Export finish();

 private:
  Writer();
  struct State;
  std::unique_ptr<State> state_;
};

// The parts and the manifest as a zip archive whose files are stored as they are. Same export, same bytes.
std::string zip_parts(const Export& written);

}  // namespace nutgraf::export_
