#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/filters.h"
#include "store/imports.h"
#include "store/pages.h"
#include "store/review.h"

namespace nutgraf::store {

enum class Access { read, write };

enum class Whose { own, anyone };

// How much relinking changed.
struct Relinked {
  std::uint64_t events = 0;   // that are in another story now
  std::uint64_t reports = 0;  // that are copies of another wire story, or of none
};

// Whether report lines have the answers of the six questions, which are most of their bytes.
enum class Lines { whole, without_answers };

struct OpenOptions {
  Access access = Access::read;
  bool creates = false;         // with write: makes the project when there is none
  std::string as = "nutgraf";   // who writes, for the message that a second writer gets: "nutgraf serve"
};

// A project: reports, events, reviews and stories in one SQLite file. Every function may be called from any thread: each
// reading function uses a connection of its own from a pool and sees one state of the project; writing functions wait for
// each other. One process writes at a time; a second writer is refused at `open`, with the first one's process in the message.
// Times (`at`) are the caller's, ISO in UTC. Messages about a missing thing start with "no such ", messages about a wrong filter,
// cursor, path or value with its key and a colon ("cursor: ...").
class Project {
 public:
  static Result<std::unique_ptr<Project>> open(const std::string& path, const OpenOptions& options);
  ~Project();

  bool is_read_only() const;
  const std::string& path() const;
  Result<Counts> counts() const;
  std::int64_t last_change() const;  // seq of the change feed's last entry, whoever wrote it; 0: none

  // Events.
  Result<Page<Event>> list_events(const Filters& filters, EventSort sort, const PageRequest& page) const;
  Result<Event> find_event(const std::string& id) const;
  Result<std::vector<Event>> find_events(const std::vector<std::string>& ids) const;  // in this order; those that are not there are left out
  Result<std::vector<Edit>> history(const std::string& event) const;  // oldest first, comments and undone ones too
  Result<Facets> count_facets(const Filters& filters, const std::vector<std::string>& fields) const;
  Result<MapCells> map_cells(const Filters& filters, double cell_degrees) const;  // 0: one a place
  Result<Timeline> timeline(const Filters& filters, TimeUnit unit) const;
  Result<Page<Event>> review_queue(const Filters& filters, const PageRequest& page) const;  // machine, coded and disputed ones by doubt

  // Reports and places.
  Result<Page<ReportSummary>> list_reports(const ReportFilters& filters, ReportSort sort, const PageRequest& page) const;
  Result<ReportSummary> find_report(const std::string& id) const;
  Result<std::string> report_json(const std::string& id) const;  // {"report","answers","events","wire","sha256"}; events as in Event
  Result<std::vector<PlaceCount>> list_places(const std::string& start_of_name, std::uint32_t limit) const;  // most events first
  Result<Found> search(const std::string& words, std::uint32_t limit) const;

  // Report lines (docs/json.md) of the reports that have such events, with only these, as API events, in the order of import; ends
  // early when `take` returns false. One state of the project throughout.
  Result<void> each_line(const Filters& filters, Lines lines, const std::function<bool(const std::string& line)>& take) const;

  // Stories.
  Result<Page<StorySummary>> list_stories(const Filters& filters, StorySort sort, const PageRequest& page) const;
  Result<std::string> story_json(const std::string& id) const;  // as GET /api/stories/{id}: docs/store.md

  // The change feed and the edit log; deleted things stay in the feed.
  Result<std::vector<Change>> changes(std::int64_t since, std::uint32_t limit) const;  // those with seq > since
  Result<std::vector<Edit>> edits(std::int64_t since, std::uint32_t limit) const;      // those with id > since

  // Review. Every one is an edit in the log.
  Result<Edit> review(const Request& request);  // any action; for merge, split, bulk and undo the functions below are handier
  struct Undone {
    Edit edit;
    std::vector<std::string> events;  // whose answers changed
  };
  // Without an edit: the last one that holds, of this person or of anyone.
  Result<Undone> undo(std::optional<std::int64_t> edit, const std::string& who, const std::string& at, Whose whose = Whose::own);
  struct Bulk {
    std::uint64_t count = 0;
    std::vector<Event> sample;    // up to 20
    std::optional<Edit> edit;     // absent for a preview
  };
  Result<Bulk> preview_bulk(const Filters& filters) const;
  Result<Bulk> review_all(const Filters& filters, Action action, const std::string& reason, const std::string& who, const std::string& at);
  Result<std::string> merge_stories(const std::vector<std::string>& stories, const std::string& reason, const std::string& who,
                                    const std::string& at);  // the id of the story that they become
  Result<std::string> split_story(const std::string& story, const std::vector<std::string>& events, const std::string& reason,
                                  const std::string& who, const std::string& at);  // the id of the story of the events that left

  // Joins all stories anew in a fixed order (docs/stories.md).
  Result<Relinked> relink(const std::string& at);

  // Reports in and out. A report is saved whole or not at all.
  Result<bool> has_read(const std::string& raw, const std::string& model, const std::string& lexicon) const;  // the same bytes, by the same versions
  Result<Saved> save_report(const FiledReport& filed, std::int64_t import, const std::string& at);
  Result<void> delete_report(const std::string& id, const std::string& who, const std::string& at);

  // The ledger of imports. save_report and note_import_error count themselves; note_import sets all counts.
  Result<std::int64_t> start_import(const std::string& source, std::uint64_t total_bytes, const std::string& at);
  Result<void> note_import(const Import& import);  // its counts and state
  // For one that starts over after its process died: its errors are forgotten and its counts are those of the reports that it saved.
  Result<Import> reopen_import(std::int64_t id);
  Result<void> note_import_error(std::int64_t import, const ImportError& error);
  Result<std::vector<Import>> imports() const;  // last first
  Result<Import> find_import(std::int64_t id) const;
  Result<std::vector<ImportError>> import_errors(std::int64_t id) const;
  Result<std::vector<std::string>> reports_of_import(std::int64_t id) const;  // SHA-256 of the bytes of those that it added or read again

  // Damage, broken links between the tables, or tables that do not follow from reports and edits: one line each. Takes the time and
  // the room of a replay. Fails when somebody writes meanwhile.
  Result<std::vector<std::string>> check() const;
  // A line for each table that holds the project's state: its name, rows and SHA-256. Equal for projects with the same reports and the
  // same edit log; the ledger of imports and the change feed, which tell how it came about, are left out.
  Result<std::string> fingerprint() const;
  // Writes a new project at `path` from this one's reports, with what the machine read, and its edit log.
  Result<void> replay(const std::string& path) const;

  struct State;  // store/state.h

 private:
  explicit Project(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace nutgraf::store
