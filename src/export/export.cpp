// The list of formats, and the way of a canonical line through one: parsed, released (masked and shortened), written. What was
// written is told in a manifest with the SHA-256 of every part.

#include "export/export.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/weights.h"
#include "export/format_writer.h"

namespace nutgraf::export_ {

namespace {

struct Maker {
  std::string_view id;
  std::unique_ptr<FormatWriter> (*make)(const Codebook& book);
};

constexpr Maker makers[] = {{"jsonl", make_jsonl},     {"plover", make_plover}, {"csv", make_csv},
                            {"geojson", make_geojson}, {"polecat", make_polecat}, {"acled", make_acled},
                            {"gdelt-counts", make_gdelt_counts}};

std::string write_manifest(const Format& format, const Export& written, const Options& options) {
  Json manifest;
  if (!options.program.empty()) manifest["program"] = options.program;
  if (!options.model.empty()) manifest["model"] = options.model;
  if (!options.lexicon.empty()) manifest["lexicon"] = options.lexicon;
  manifest["format"] = format.id;
  manifest["profile"] = format.profile;
  manifest["masked"] = options.is_masked;
  manifest["full_text"] = options.has_full_text;
  manifest["places"] = options.has_coarse_places ? "coarse" : "exact";
  if (options.is_masked) manifest["pseudonyms"] = options.salt.empty() ? "differ from report to report" : "the same in all reports of this salt";
  else manifest["unmasked"] = {{"who", options.who}, {"reason", options.reason}};
  if (!options.is_masked && !options.at.empty()) manifest["unmasked"]["at"] = options.at;
  manifest["longest_quote_words"] = longest_quote;
  manifest["reports"] = written.reports;
  manifest["events"] = written.events;
  Json reasons = Json::object();
  for (const auto& [reason, count] : written.count_reasons()) reasons[reason] = count;
  manifest["left_out"] = std::move(reasons);
  manifest["parts"] = Json::array();
  for (const Part& part : written.parts)
    manifest["parts"].push_back({{"name", part.name}, {"rows", part.rows}, {"bytes", part.bytes.size()}, {"sha256", engine::sha256(part.bytes)}});
  return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> list = {
      {"jsonl", "JSON Lines", "jsonl", "application/x-ndjson", "Nutgraf", "One object a report with its records; the canonical form without text and answers."},
      {"plover", "PLOVER JSON Lines", "plover.jsonl", "application/x-ndjson", "PLOVER 2.0", "One object an event under PLOVER's names."},
      {"csv", "CSV tables", "zip", "application/zip", "Nutgraf", "Nine tidy tables with a Frictionless datapackage.json.", true},
      {"geojson", "GeoJSON", "geojson", "application/geo+json", "Nutgraf", "One point an event and place, with the radius within which it happened."},
      {"polecat", "POLECAT", "tsv", "text/tab-separated-values", "POLECAT 2.0", "One row an event in POLECAT's 40 columns."},
      {"acled", "ACLED-shaped CSV", "csv", "text/csv", "ACLED 2023", "One row an event, day and place in ACLED's 31 columns, by its rules; not ACLED's data."},
      {"gdelt-counts", "GDELT counts", "tsv", "text/tab-separated-values", "GDELT GKG 1.0 counts", "One row a figure in the columns of GDELT's count files."}};
  return list;
}

const Format* find_format(std::string_view id) {
  const auto found = std::ranges::find(formats(), id, &Format::id);
  return found == formats().end() ? nullptr : &*found;
}

std::vector<std::pair<std::string, std::uint64_t>> Export::count_reasons() const {
  std::map<std::string, std::uint64_t> counts;
  for (const LeftOut& one : left_out) ++counts[one.reason];
  return {counts.begin(), counts.end()};
}

struct Writer::State {
  const Format* format = nullptr;
  Options options;
  Release release;
  std::shared_ptr<const Codebook> book;
  std::unique_ptr<FormatWriter> writer;
  std::set<std::string> models, lexicons;  // that the records name
  std::set<std::string> reports;           // ids of those that were added
  Export written;
};

Writer::Writer() : state_(std::make_unique<State>()) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<Writer> Writer::open(std::string_view format, Options options, std::shared_ptr<const Codebook> book) {
  Writer writer;
  State& state = *writer.state_;
  state.format = find_format(format);
  const auto maker = std::ranges::find(makers, format, &Maker::id);
  if (!state.format || maker == std::end(makers)) {
    std::vector<std::string> ids;
    for (const Format& one : formats()) ids.push_back(one.id);
    return fail(fmt::format("unknown export format \"{}\"; there are: {}", format, join(ids, ", ")));
  }
  if (!options.is_masked && (options.who.empty() || options.reason.empty()))
    return fail("names are shown only to who says who he is and why: both `who` and `reason` are needed");
  if (options.has_coarse_places && options.has_full_text) return fail("the full text tells where everything was: it does not go with coarse places");
  if (options.is_masked && options.has_full_text) return fail("the full text has the names in it: it goes only with names shown");
  state.release = {.names = options.is_masked ? Names::masked : Names::shown,
                   .text = options.has_full_text ? FullText::kept : FullText::left_out,
                   .places = options.has_coarse_places ? Places::coarse : Places::exact,
                   .salt = options.salt};
  state.options = std::move(options);
  state.writer = maker->make(*book);
  state.book = std::move(book);
  return writer;
}

Result<void> Writer::add(std::string_view line) {
  Json parsed = Json::parse(line, nullptr, false);
  if (!parsed.is_object() || !parsed.contains("report") || !parsed.contains("events"))
    return fail("no canonical report line: an object with \"report\" and \"events\" is expected, as `nutgraf read --format jsonl` prints it");
  const auto is_object = [](const Json& one) { return one.is_object(); };
  if (!parsed["report"].is_object() || !parsed["events"].is_array() || !std::ranges::all_of(parsed["events"], is_object))
    return fail("a value of the line is not what docs/json.md says: \"report\" is an object and \"events\" a list of objects");
  try {
    const Json released = release_line(std::move(parsed), *state_->book, state_->release);
    if (!state_->reports.insert(text_at(released["report"], "id")).second) {
      for (const Json& event : released["events"]) leave_out(state_->written, *state_->book, event, "same_report");
      return {};
    }
    ++state_->written.reports;
    state_->written.events += released["events"].size();
    for (const Json& event : released["events"]) {
      if (const std::string model = text_at(event, "model"); !model.empty()) state_->models.insert(model);
      if (const std::string lexicon = text_at(event, "lexicon"); !lexicon.empty()) state_->lexicons.insert(lexicon);
    }
    state_->writer->add(released, state_->written);
  } catch (const Json::exception& error) {
    return fail(fmt::format("a value of the line is not what docs/json.md says: {}", error.what()));
  }
  return {};
}

Export Writer::finish() {
  const auto tell = [](std::string& version, const std::set<std::string>& found) {
    if (!found.empty()) version = join({found.begin(), found.end()}, ", ");
  };
  tell(state_->options.model, state_->models);
  tell(state_->options.lexicon, state_->lexicons);
  state_->writer->finish(state_->written);
  state_->written.manifest = write_manifest(*state_->format, state_->written, state_->options);
  return std::move(state_->written);
}

Result<Export> write(std::string_view format, const NextLine& next, const Options& options, const Codebook& book) {
  auto writer = Writer::open(format, options, std::shared_ptr<const Codebook>(&book, [](const Codebook*) {}));
  if (!writer) return std::unexpected(writer.error());
  std::uint64_t number = 0;
  while (const auto line = next()) {
    ++number;
    if (line->find_first_not_of(" \t\r\n") == std::string::npos) continue;
    if (const auto done = writer->add(*line); !done) return fail(fmt::format("line {}: {}", number, done.error().message));
  }
  return writer->finish();
}

}  // namespace nutgraf::export_
