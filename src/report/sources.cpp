// Finds the files that a command line names. Folders are walked here and not by the library, because links may lead in circles.

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "report/input.h"

namespace nutgraf::report {

namespace {

namespace fs = std::filesystem;

SourceKind kind_of(const fs::path& path) {
  std::string name = lower_case(path.filename().string());
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  constexpr std::array<std::pair<std::string_view, SourceKind>, 7> endings = {{{".txt", SourceKind::text},
                                                                               {".html", SourceKind::page},
                                                                               {".htm", SourceKind::page},
                                                                               {".xhtml", SourceKind::page},
                                                                               {".jsonl", SourceKind::json_lines},
                                                                               {".ndjson", SourceKind::json_lines},
                                                                               {".json", SourceKind::json}}};
  for (const auto& [ending, kind] : endings)
    if (name.ends_with(ending)) return kind;
  return SourceKind::unknown;
}

class Walk {
 public:
  explicit Walk(SourceList& list) : list_(list) {}

  void take(const std::string& path) {
    if (path == "-") {
      list_.sources.push_back({.path = "-", .name = "-"});
      return;
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::directory) {
      const std::size_t before = list_.sources.size(), failed = list_.failures.size();
      walk(path, fs::path());
      if (list_.sources.size() == before && list_.failures.size() == failed)
        add_failure(path, "no .txt, .html, .jsonl or .json file in this folder; name the files one by one if theirs are other names");
      return;
    }
    if (status.type() == fs::file_type::not_found) return add_failure(path, "no such file or folder; check the path");
    if (error) return add_failure(path, explain(error));
    add_file(path, fs::path(path).filename().string());
  }

 private:
  static std::string explain(const std::error_code& error) {
    if (error == std::errc::permission_denied) return "no permission to read it; try chmod u+rX, or another user";
    if (error == std::errc::too_many_symbolic_link_levels) return "its symbolic links lead in a circle; remove one of them";
    return fmt::format("cannot be read ({})", error.message());
  }

  void add_failure(const std::string& path, const std::string& what) { list_.failures.push_back({fmt::format("{}: {}", path, what)}); }

  void add_file(const fs::path& path, std::string name) {
    std::error_code error;
    const auto bytes = fs::file_size(path, error);
    list_.sources.push_back({.path = path.string(), .name = std::move(name), .kind = kind_of(path), .bytes = error ? 0 : bytes});
    list_.bytes += error ? 0 : bytes;
  }

  void walk(const fs::path& folder, const fs::path& inside) {
    struct stat status{};
    if (::stat(folder.c_str(), &status) != 0) return;
    const auto identity = std::pair{status.st_dev, status.st_ino};
    if (!above_.insert(identity).second)
      return add_failure(folder.string(), "a symbolic link that leads back into a folder above it; it was not followed again, remove the link");
    std::error_code error;
    std::vector<fs::path> entries;
    for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) entries.push_back(each->path());
    if (error) add_failure(folder.string(), explain(error));
    std::ranges::sort(entries);
    for (const fs::path& entry : entries) {
      const fs::path name = entry.filename();
      if (name.string().starts_with('.')) continue;
      std::error_code entry_error;
      const fs::file_status entry_status = fs::status(entry, entry_error);
      if (entry_status.type() == fs::file_type::directory)
        walk(entry, inside / name);
      else if (entry_status.type() == fs::file_type::regular && kind_of(entry) != SourceKind::unknown)
        add_file(entry, (inside / name).string());
      else if (entry_error && kind_of(entry) != SourceKind::unknown)
        add_failure(entry.string(), explain(entry_error));
    }
    above_.erase(identity);
  }

  SourceList& list_;
  std::set<std::pair<dev_t, ino_t>> above_;  // the folders from the first one down to here
};

}  // namespace

SourceList list_sources(const std::vector<std::string>& paths) {
  SourceList list;
  Walk walk(list);
  for (const std::string& path : paths) walk.take(path);
  return list;
}

}  // namespace nutgraf::report
