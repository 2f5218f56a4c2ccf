// What all routes share. The reading model takes a moment to load; it is loaded beside, so that a person sees the desk at once
// and only who asks for a reading waits.

#include "serve/desk.h"

#include <ctime>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "export/json.h"

namespace nutgraf::serve {

namespace {

// More than one, because the machine has other work too, and a thread of ours that waits for its share must not hold up all.
constexpr unsigned answers_a_core = 4;

unsigned count_cores() { return std::max(1u, std::thread::hardware_concurrency()); }

}  // namespace

Desk::Desk(DeskOptions options) : options_(std::move(options)), reading_(count_cores()), answering_(answers_a_core * count_cores()) {
  knowledge_ = std::async(std::launch::async, [this] { return load_knowledge(options_.model, options_.data_folder, options_.with_network); }).share();
  versions_ = std::async(std::launch::async, [this] { return read_versions(options_.model, options_.data_folder, options_.with_network); }).share();
  other_knowledge_ = std::async(std::launch::deferred, [this] { return load_other_knowledge(); }).share();
  codebook_ = load_codebook();
}

// Loads the tables of the export formats when they are first asked for.
std::shared_future<Result<std::shared_ptr<const export_::Codebook>>> Desk::load_codebook() const {
  return std::async(std::launch::deferred,
                    [this]() -> Result<std::shared_ptr<const export_::Codebook>> {
                      auto book = export_::Codebook::load(TableSource{options_.data_folder});
                      if (!book) return std::unexpected(book.error());
                      return std::make_shared<const export_::Codebook>(*std::move(book));
                    })
      .share();
}

// Only the weights differ; the tables are those of the desk's own.
Result<Knowledge> Desk::load_other_knowledge() const {
  auto known = knowledge();
  if (!known) return known;
  if (known->scout) {
    known->reader = std::exchange(known->scout, nullptr);
    return known;
  }
  auto reader = load_reader(ModelName::accurate, models_of(options_.data_folder), options_.with_network);
  if (!reader) return std::unexpected(reader.error());
  known->scout = std::exchange(known->reader, *std::move(reader));
  return known;
}

Desk::~Desk() { stop(); }

Result<std::unique_ptr<Desk>> Desk::open(const DeskOptions& options) {
  auto project = store::Project::open(options.project, {.access = store::Access::write, .creates = true, .as = "nutgraf serve"});
  std::string why;
  if (!project) {
    why = project.error().message;
    project = store::Project::open(options.project, {.access = store::Access::read});
    if (!project) return fail(why);
  }
  std::unique_ptr<Desk> desk(new Desk(options));
  desk->project_ = *std::move(project);
  desk->why_read_only_ = std::move(why);
  desk->imports_ = std::make_unique<Imports>(*desk);
  return desk;
}

Result<std::string> Desk::read_line(Report report, ModelName model) {
  const auto& known = knowledge_of(model);
  if (!known) return std::unexpected(known.error());
  const Turns::Turn turn(reading_);
  return export_::write_json(read_report(std::move(report), *known), *known->plover);
}

std::string_view Desk::reader_state() const {
  if (knowledge_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return "loading";
  return knowledge_.get() ? "ready" : "failed";
}

void Desk::stop() {
  is_stopping_ = true;
  if (imports_) imports_->stop();
}

}  // namespace nutgraf::serve
