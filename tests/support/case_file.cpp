// Reads the .case files that say in one or two sentences what a question must answer.

#include "support/case_file.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

namespace nutgraf::tests {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string Case::value(std::string_view key) const {
  for (const auto& [name, value] : fields)
    if (name == key) return value;
  return {};
}

std::vector<std::string> Case::values(std::string_view key) const {
  std::vector<std::string> all;
  for (const auto& [name, value] : fields)
    if (name == key) all.push_back(value);
  return all;
}

std::string Case::place() const { return fmt::format("{}:{} ({})", path, line, claim); }

Result<std::vector<Case>> read_cases(const std::string& path, std::string_view content) {
  std::vector<Case> cases;
  Case open{.path = path};
  const auto close = [&]() -> Result<void> {
    if (!open.fields.empty()) {
      if (open.value("text").empty()) return fail(fmt::format("{}:{}: the case has no text", path, open.line));
      cases.push_back(std::move(open));
    }
    open = Case{.path = path};
    return {};
  };
  std::size_t line_number = 0;
  for (std::size_t from = 0; from < content.size();) {
    std::size_t end = std::min(content.find('\n', from), content.size());
    const std::string_view line = content.substr(from, end - from);
    from = end + 1;
    ++line_number;
    if (trimmed(line).empty()) {
      if (const auto closed = close(); !closed) return std::unexpected(closed.error());
    } else if (line.starts_with("#")) {
      if (!open.claim.empty()) open.claim += ' ';
      open.claim += trimmed(line.substr(1));
    } else if (line.starts_with("  ") && !open.fields.empty()) {
      open.fields.back().second += '\n' + std::string(trimmed(line));
    } else {
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) return fail(fmt::format("{}:{}: not \"key: value\"", path, line_number));
      if (open.fields.empty()) open.line = line_number;
      open.fields.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
  }
  if (const auto closed = close(); !closed) return std::unexpected(closed.error());
  return cases;
}

std::vector<Case> cases_of(const std::string& question) {
  const std::filesystem::path root = NUTGRAF_SOURCE_DIR;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(root / "tests/cases" / question))
    if (entry.path().extension() == ".case") paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<Case> all;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    auto cases = read_cases(std::filesystem::relative(path, root).string(), content);
    if (!cases) {
      std::fputs((cases.error().message + "\n").c_str(), stderr);
      std::abort();
    }
    std::ranges::move(*cases, std::back_inserter(all));
  }
  return all;
}

}  // namespace nutgraf::tests
