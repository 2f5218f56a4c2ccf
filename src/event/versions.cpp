// Names the model and the tables that read a report by their content, so that a record can say what made it and the same bytes
// are not read twice by the same versions.

#include "event/versions.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/embedded.h"
#include "engine/weights.h"

namespace nutgraf {

namespace {

constexpr std::size_t digits = 12;

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(fmt::format("{}: cannot be read", path.string()));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<std::string> read_model(std::string_view name, const std::string& folder) {
  const std::string path = fmt::format("models/{}.weights", name);
  if (!folder.empty()) return read_file(std::filesystem::path(folder) / path);
  const auto bytes = find_embedded(path);
  if (!bytes) return fail(fmt::format("{}: not built into this program", path));
  return std::string(*bytes);
}

// The content of every table by its path in the repository.
Result<std::map<std::string, std::string>> read_tables(const std::string& folder) {
  std::map<std::string, std::string> tables;
  if (folder.empty()) {
    for (const std::string_view path : list_embedded("lexicon/")) tables.emplace(path, *find_embedded(path));
    return tables;
  }
  std::error_code error;
  const std::filesystem::path root(folder);
  for (auto at = std::filesystem::recursive_directory_iterator(root / "lexicon", error); !error && at != std::filesystem::end(at); at.increment(error)) {
    if (at->path().extension() != ".tsv") continue;
    auto content = read_file(at->path());
    if (!content) return std::unexpected(content.error());
    tables.emplace(std::filesystem::relative(at->path(), root, error).generic_string(), *std::move(content));
  }
  if (error) return fail(fmt::format("{}/lexicon: {}", folder, error.message()));
  return tables;
}

}  // namespace

Result<Versions> read_versions(ModelName model, const std::string& folder, bool with_network) {
  std::vector<std::string_view> names = {model == ModelName::fast ? "fast" : "accurate"};
  if (model == ModelName::accurate && with_network) names.push_back("report");
  std::string models;
  for (const std::string_view name : names) {
    const auto weights = read_model(name, folder);
    if (!weights) return std::unexpected(weights.error());
    models += fmt::format("{}{}-{}", models.empty() ? "" : "+", name, engine::sha256(*weights).substr(0, digits));
  }
  const auto tables = read_tables(folder);
  if (!tables) return std::unexpected(tables.error());
  std::string all;
  for (const auto& [path, content] : *tables) all += fmt::format("{} {}\n{}", path, content.size(), content);
  return Versions{models, engine::sha256(all).substr(0, digits)};
}

}  // namespace nutgraf
