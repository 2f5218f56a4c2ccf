// Keeps the files of an import on disk until they are read. They are numbered: what a sender calls a file is only written down,
// never used as a path.

#include "serve/uploads.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "report/input.h"

namespace nutgraf::serve {

namespace fs = std::filesystem;

namespace {

// One line, as every name is kept.
std::string flatten(std::string name) {
  std::ranges::replace_if(name, [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
  return name.empty() ? "file" : name;
}

std::uint64_t count_lines(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (text.substr(begin, end - begin).find_first_not_of(" \t\r") != std::string_view::npos) ++count;
    begin = end + 1;
  }
  return count;
}

}  // namespace

Uploads::Uploads(const std::string& project, std::int64_t import) : folder_(fmt::format("{}.imports/{}", project, import)) {}

Result<void> Uploads::keep(const std::vector<UploadedFile>& files) const {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return fail(fmt::format("{}: {}", folder_, error.message()));
  fs::permissions(folder_, fs::perms::owner_all, error);
  std::string names;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string path = fmt::format("{}/{:06}", folder_, i);
    std::ofstream file(path, std::ios::binary);
    file << files[i].content;
    if (!file.flush()) return fail(fmt::format("{}: cannot be written; is the disk full?", path));
    names += flatten(files[i].name) + "\n";
  }
  // The list of names comes last: without it the folder counts as empty.
  std::ofstream list(folder_ + "/names", std::ios::binary);
  list << names;
  if (!list.flush()) return fail(fmt::format("{}/names: cannot be written; is the disk full?", folder_));
  return {};
}

bool Uploads::are_there() const {
  std::error_code error;
  return fs::exists(folder_ + "/names", error);
}

std::vector<Uploads::File> Uploads::list() const {
  std::vector<File> files;
  std::ifstream names(folder_ + "/names", std::ios::binary);
  for (std::string name; std::getline(names, name);) {
    const std::string path = fmt::format("{}/{:06}", folder_, files.size());
    std::error_code error;
    const auto bytes = fs::file_size(path, error);
    files.push_back({path, name, error ? 0 : static_cast<std::uint64_t>(bytes)});
  }
  return files;
}

void Uploads::remove() const {
  std::error_code error;
  fs::remove_all(folder_, error);
  fs::remove(fs::path(folder_).parent_path(), error);  // only when it was the last
}

std::uint64_t count_documents(const std::vector<UploadedFile>& files) {
  std::uint64_t count = 0;
  for (const UploadedFile& file : files) {
    if (file.content.starts_with("\x1f\x8b")) return 0;
    switch (report::tell_kind(std::string_view(file.content).substr(0, 4096))) {
      case report::SourceKind::json: return 0;
      case report::SourceKind::json_lines: count += count_lines(file.content); break;
      case report::SourceKind::text:
      case report::SourceKind::page:
      case report::SourceKind::unknown: ++count; break;
    }
  }
  return count;
}

}  // namespace nutgraf::serve
