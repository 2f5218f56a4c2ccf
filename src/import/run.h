#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "event/versions.h"
#include "report/input.h"
#include "report/report.h"
#include "store/project.h"

namespace nutgraf::import_ {

// How far an import is.
struct Progress {
  store::Import import;
  std::optional<double> seconds_left;  // nothing while it is not known
};

// What an import needs of whoever runs it. All but `read` are called by the thread that runs it.
struct Work {
  std::function<Result<std::string>(Report)> read;  // the canonical line of a report (docs/json.md); called by many threads
  std::function<bool()> may_go_on;                  // asked before each report is taken
  std::function<void(const Progress&)> tell;        // after each report: saved, passed over or not read
  std::function<void(const Error&)> complain;       // what could not be read, with its path; may be empty
  unsigned threads = 1;
  unsigned reports_in_flight_per_thread = 8;  // that are still read and saved when it is to stop
};

enum class End { all_read, stopped, failed };

// One import into a project: reports are read on many threads and saved in the order of the input, each whole or not at all. What the
// same versions have read already is passed over; what cannot be read or saved is noted and the rest goes on. It may be stopped between
// two reports and go on later.
class Run {
 public:
  // `import` is a row of the ledger.
  Run(store::Project& project, Versions versions, std::vector<report::Source> sources, store::Import import);
  ~Run();

  // For an import that an earlier process began: starts over, with the counts of the reports that were saved then, which are not counted again.
  Result<void> reopen();

  // A path that is no source: "PATH: what; what to try".
  void note_failure(const Error& error);

  // Reads until all is read, `may_go_on` says no, or the project cannot be written (then `failure` says why).
  End go_on(const Work& work);

  // Puts the state in which it stands into the ledger; `at` is the time of the end, of a paused one of nothing.
  Result<void> leave(store::ImportState state, const std::string& at);

  const store::Import& import() const;
  const std::optional<Error>& failure() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nutgraf::import_
