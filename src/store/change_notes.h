#pragma once

#include <map>
#include <string>
#include <utility>

#include "store/database.h"

namespace nutgraf::store {

// What one transaction changes, for the change feed: each thing once, with what it comes to in the end.
class ChangeNotes {
 public:
  void note_created(const std::string& kind, const std::string& id);
  void note_updated(const std::string& kind, const std::string& id);
  // Nothing of it has changed after all.
  void forget(const std::string& kind, const std::string& id);
  void note_deleted(const std::string& kind, const std::string& id);

  // Appends to `changes`, sorted by kind and id.
  void write(Database& database, const std::string& at) const;

 private:
  enum class What { created, updated, deleted };
  std::map<std::pair<std::string, std::string>, What> notes_;
};

}  // namespace nutgraf::store
