// The change feed, one entry a thing and transaction.

#include "store/change_notes.h"

namespace nutgraf::store {

void ChangeNotes::note_created(const std::string& kind, const std::string& id) {
  const auto [note, is_new] = notes_.try_emplace({kind, id}, What::created);
  if (!is_new && note->second == What::deleted) note->second = What::updated;
}

void ChangeNotes::note_updated(const std::string& kind, const std::string& id) { notes_.try_emplace({kind, id}, What::updated); }

void ChangeNotes::note_deleted(const std::string& kind, const std::string& id) {
  const auto [note, is_new] = notes_.try_emplace({kind, id}, What::deleted);
  if (is_new) return;
  if (note->second == What::created)
    notes_.erase(note);
  else
    note->second = What::deleted;
}

void ChangeNotes::forget(const std::string& kind, const std::string& id) { notes_.erase({kind, id}); }

void ChangeNotes::write(Database& database, const std::string& at) const {
  for (const auto& [thing, what] : notes_) {
    const char* action = what == What::created ? "created" : what == What::updated ? "updated" : "deleted";
    database.query("INSERT INTO changes (kind, id, action, at) VALUES (?,?,?,?)").put(thing.first).put(thing.second).put(action).put(at).run();
  }
}

}  // namespace nutgraf::store
