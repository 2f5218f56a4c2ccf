#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "export/export.h"

// What the tests of the exports share: the canonical lines of tests/exports/reports.jsonl and a reader of delimited tables.
namespace nutgraf::export_ {

inline const Codebook& book() {
  static const Codebook loaded = *Codebook::load(TableSource{});
  return loaded;
}

inline std::string read_file(const std::string& path) {
  std::ifstream file(std::string(NUTGRAF_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

inline const std::vector<std::string>& sample_lines() {
  static const std::vector<std::string> lines = [] {
    std::vector<std::string> list;
    std::istringstream file(read_file("tests/exports/reports.jsonl"));
    for (std::string line; std::getline(file, line);) list.push_back(line);
    return list;
  }();
  return lines;
}

inline NextLine feed(std::vector<std::string> lines) {
  return [lines = std::move(lines), at = std::size_t{0}]() mutable -> std::optional<std::string> {
    return at < lines.size() ? std::optional(lines[at++]) : std::nullopt;
  };
}

inline Export write_lines(std::string_view format, std::vector<std::string> lines, const Options& options = {}) {
  return *write(format, feed(std::move(lines)), options, book());
}

inline const std::string& part(const Export& written, std::string_view name) {
  static const std::string none;
  for (const Part& one : written.parts)
    if (one.name == name) return one.bytes;
  return none;
}

// The rows of a table with the header first, by RFC 4180 for commas and line by line for tabs.
inline std::vector<std::vector<std::string>> read_rows(const std::string& bytes, char separator) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool is_quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (separator == ',' && c == '"') {
      if (is_quoted && i + 1 < bytes.size() && bytes[i + 1] == '"') row.back() += bytes[++i];
      else is_quoted = !is_quoted;
    } else if (!is_quoted && c == separator) {
      row.emplace_back();
    } else if (!is_quoted && c == '\n') {
      rows.push_back(std::exchange(row, std::vector<std::string>(1)));
    } else {
      row.back() += c;
    }
  }
  return rows;
}

}  // namespace nutgraf::export_
