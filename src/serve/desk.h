#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "event/flow.h"
#include "event/versions.h"
#include "export/codebook.h"
#include "serve/answer_cache.h"
#include "serve/gate.h"
#include "serve/imports.h"
#include "serve/metrics.h"
#include "serve/turns.h"
#include "store/project.h"

namespace nutgraf::serve {

struct DeskOptions {
  std::string project;
  ModelName model = ModelName::accurate;
  std::string data_folder;  // as in load_knowledge
  bool with_network = true;  // as in load_knowledge
  GateRules gate;
  bool keeps_answers = true;  // until the project changes
};

// What all routes share: the project, what reads reports, the imports under way, the counters. Safe to use from any thread.
class Desk {
 public:
  // Opens the project, or makes it. When another process writes to it, it is opened for reading only. The reading model is
  // loaded beside, so that the desk answers at once. Errors: no project can be opened or made.
  static Result<std::unique_ptr<Desk>> open(const DeskOptions& options);
  ~Desk();

  store::Project& project() { return *project_; }
  bool is_read_only() const { return project_->is_read_only(); }
  // Why it is read only; empty when it is not.
  const std::string& why_read_only() const { return why_read_only_; }

  // What reads; waits until it is loaded. Errors: those of load_knowledge, each time.
  const Result<Knowledge>& knowledge() const { return knowledge_.get(); }
  const Result<Versions>& versions() const { return versions_.get(); }
  // What reads with this model; that which is not the desk's own is loaded when it is first asked for.
  const Result<Knowledge>& knowledge_of(ModelName model) const { return model == options_.model ? knowledge_.get() : other_knowledge_.get(); }
  ModelName model() const { return options_.model; }

  // The tables of the export formats.
  const Result<std::shared_ptr<const export_::Codebook>>& codebook() const { return codebook_.get(); }

  std::string_view reader_state() const;  // "loading", "ready" or "failed"

  // Reads a report on one of the machine's cores; waits while all of them read.
  Result<std::string> read_line(Report report, ModelName model);

  // Of those who look something up in the project.
  Turns& answering() { return answering_; }

  Imports& imports() { return *imports_; }
  Metrics& metrics() { return metrics_; }
  AnswerCache& cache() { return cache_; }
  bool keeps_answers() const { return options_.keeps_answers; }
  const GateRules& gate() const { return options_.gate; }

  // Asks what waits (streams, imports) to end.
  void stop();
  bool is_stopping() const { return is_stopping_; }

 private:
  explicit Desk(DeskOptions options);
  std::shared_future<Result<std::shared_ptr<const export_::Codebook>>> load_codebook() const;

  DeskOptions options_;
  std::unique_ptr<store::Project> project_;
  std::string why_read_only_;
  Result<Knowledge> load_other_knowledge() const;
  std::shared_future<Result<Knowledge>> knowledge_, other_knowledge_;
  std::shared_future<Result<Versions>> versions_;
  std::shared_future<Result<std::shared_ptr<const export_::Codebook>>> codebook_;
  Turns reading_, answering_;
  std::atomic<bool> is_stopping_ = false;
  Metrics metrics_;
  AnswerCache cache_;
  std::unique_ptr<Imports> imports_;  // last: its thread uses the rest
};

}  // namespace nutgraf::serve
