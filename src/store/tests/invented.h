#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "store/project.h"

// Invented reports with what a machine may read in them, for tests and for the bench of the store: the same number gives the same.
namespace nutgraf::store {

using Json = nlohmann::ordered_json;

inline const std::string noon = "2021-03-08T12:00:00Z";

// A report of one to four events in the invented towns of three countries; `number` decides all of it. Every seventh report is nearly
// a copy of the one before.
FiledReport invent_report(std::uint64_t number);

// The same report as a newer model might read it: other confidence, evidence a little longer, now and then another event more or less.
FiledReport invent_newer_reading(std::uint64_t number);

// A report with these events, each with what it needs to have; texts of evidence are looked for in the text.
FiledReport make_report(const std::string& text, const std::string& filed, const std::vector<Json>& events);

// An event's parts for make_report: its type, and the words of the text that tell it.
Json make_event(const std::string& type, const std::string& words);

// The value of a result that has one, to keep.
template <typename T>
T taken(Result<T> result) {
  return std::move(result.value());
}

// The `events` of a JSON object.
std::vector<Json> events_in(const std::string& json);

// A file that goes when the test ends, with what SQLite puts beside it.
class TemporaryProject {
 public:
  explicit TemporaryProject(const std::string& name)
      : path_((std::filesystem::temp_directory_path() / ("nutgraf-" + name + "-" + std::to_string(::getpid()) + ".nutgraf")).string()) {
    remove();
  }
  ~TemporaryProject() { remove(); }
  const std::string& path() const { return path_; }

  // Fails the test when it cannot be opened.
  std::unique_ptr<Project> open() const { return std::move(Project::open(path_, {.access = Access::write, .creates = true, .as = "a test"}).value()); }

 private:
  void remove() const {
    for (const char* end : {"", "-wal", "-shm", "-writer", "-journal"}) std::filesystem::remove(path_ + end);
  }
  std::string path_;
};

}  // namespace nutgraf::store
