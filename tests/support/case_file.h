#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace nutgraf::tests {

// One case of a .case file: a claim, a text, and what is expected of it.
//
//   # A bare weekday with a past verb points back.
//   filed: 2024-03-06
//   text:  Gunmen attacked a bus station in Port Verran on Tuesday.
//   when:  2024-03-05 .. 2024-03-06   "on Tuesday"
//
// Cases are parted by blank lines; `#` lines before the first key are the claim. A line that starts with two blanks
// goes on with the value above (joined by a line break). Keys may be repeated, one expected answer each.
struct Case {
  std::string path;
  std::size_t line = 0;  // of the first key
  std::string claim;
  std::vector<std::pair<std::string, std::string>> fields;  // key, value in file order

  // The first value of a key; empty when there is none.
  std::string value(std::string_view key) const;
  // All values of a key.
  std::vector<std::string> values(std::string_view key) const;
  // "tests/cases/when/weekdays.case:14 (A bare weekday ...)", for failure messages.
  std::string place() const;
};

// Reads the cases of one file's content. Errors: a line that is no remark and no "key: value", a case without text.
Result<std::vector<Case>> read_cases(const std::string& path, std::string_view content);

// All cases under tests/cases/<question>, sorted by path. Asserts that files can be read.
std::vector<Case> cases_of(const std::string& question);

}  // namespace nutgraf::tests
