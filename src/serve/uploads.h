#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "serve/answer.h"

namespace nutgraf::serve {

// The files of one import, kept until they are read in a folder beside the project: PROJECT.imports/7/000001 and, with the names
// that they had, PROJECT.imports/7/names.
class Uploads {
 public:
  Uploads() = default;
  Uploads(const std::string& project, std::int64_t import);

  struct File {
    std::string path;
    std::string name;  // as its sender calls it
    std::uint64_t bytes = 0;
  };

  // Errors: the folder cannot be made or written.
  Result<void> keep(const std::vector<UploadedFile>& files) const;
  bool are_there() const;
  std::vector<File> list() const;  // in the order in which they came
  void remove() const;

 private:
  std::string folder_;
};

// How many reports the files hold; 0 when that takes reading them.
std::uint64_t count_documents(const std::vector<UploadedFile>& files);

}  // namespace nutgraf::serve
