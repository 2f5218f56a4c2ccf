// Reads a report: blocks into sentences and words, then tags, trees and names by the model, then numbers and
// quotations.

#include "reading/reader.h"

#include <algorithm>
#include <filesystem>

#include "base/embedded.h"
#include "reading/assemble.h"
#include "reading/lemmas.h"
#include "reading/marks.h"
#include "reading/model.h"
#include "reading/repair.h"
#include "reading/report_network.h"
#include "reading/words.h"

namespace nutgraf {

// What read_words needs besides the report.
class Reader {
 public:
  reading::WordRules rules;
  reading::IrregularForms irregular;
  reading::LoadedModel model;
  std::shared_ptr<const reading::ReportNetwork> network;  // null without it
};

namespace {

// Lines with words in them, for a report whose blocks nobody has told.
std::vector<Span> lines_of(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    if (end > from) lines.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(end)});
    from = end + 1;
  }
  return lines;
}

// Runs of lines that are not blank.
std::vector<Span> paragraphs_of(std::string_view text) {
  std::vector<Span> paragraphs;
  bool was_blank = true;
  for (const Span line : lines_of(text)) {
    const bool is_blank = words_of(text, line).find_first_not_of(" \t\r\f\v") == std::string_view::npos;
    const bool follows = !paragraphs.empty() && !was_blank && line.begin == paragraphs.back().end + 1;
    if (!is_blank && follows) paragraphs.back().end = line.end;
    if (!is_blank && !follows) paragraphs.push_back(line);
    was_blank = is_blank;
  }
  return paragraphs;
}

bool holds_prose(BlockKind kind) {
  switch (kind) {
    case BlockKind::headline: case BlockKind::caption: case BlockKind::section: case BlockKind::paragraph: return true;
    case BlockKind::byline: case BlockKind::timestamp: case BlockKind::metadata: return false;
  }
  return true;
}

// A block in parts that are read apart: "ISTANBUL (AP) —" belongs to no sentence.
std::vector<Span> without_dateline(const Report& report, Span block) {
  if (!report.dateline || !block.contains(report.dateline->whole)) return {block};
  const Span dateline = report.dateline->whole;
  std::vector<Span> parts;
  for (const Span part : {Span{block.begin, dateline.begin}, dateline, Span{dateline.end, block.end}})
    if (!part.empty()) parts.push_back(part);
  return parts;
}

Result<std::shared_ptr<const engine::WeightFile>> open_weights(const std::string& name, const std::string& folder) {
  if (!folder.empty()) return engine::WeightFile::open(folder + "/" + name + ".weights");
  const std::string path = "models/" + name + ".weights";
  const auto bytes = find_embedded(path);
  if (!bytes) return fail("this program was built without " + path + "; put the file there and build again");
  return engine::WeightFile::read(path, *bytes);
}

}  // namespace

Result<std::shared_ptr<const Reader>> load_reader(ModelName model, const std::string& folder, bool with_network) {
  const TableSource tables{folder.empty() ? std::string() : std::filesystem::path(folder).parent_path().string()};
  auto rules = reading::load_word_rules(tables);
  if (!rules) return std::unexpected(rules.error());
  auto irregular = reading::load_irregular_forms(tables);
  if (!irregular) return std::unexpected(irregular.error());
  const std::string name = model == ModelName::fast ? "fast" : "accurate";
  auto file = open_weights(name, folder);
  if (!file) return std::unexpected(file.error());
  auto loaded = reading::load_model(*file, name);
  if (!loaded) return std::unexpected(loaded.error());
  auto reader = std::make_shared<Reader>();
  reader->rules = std::move(*rules);
  reader->irregular = std::move(*irregular);
  reader->model = std::move(*loaded);
  if (with_network && model == ModelName::accurate) {
    auto own = open_weights("report", folder);
    if (!own) return std::unexpected(own.error());
    auto network = reading::ReportNetwork::load(*own, *file);
    if (!network) return std::unexpected(network.error());
    reader->network = std::move(*network);
  }
  return reader;
}

std::string models_of(const std::string& data_folder) { return data_folder.empty() ? std::string() : data_folder + "/models"; }

Reading read_words(const Report& report, const Reader& reader) {
  Reading result;
  std::int32_t block_index = 0;
  for (const Block& block : report.blocks) {
    if (!block.repeats && holds_prose(block.kind))
      for (const Span part : without_dateline(report, block.span))
        reading::add_block(result, report.text, part, block_index, reader.rules);
    ++block_index;
  }
  if (report.blocks.empty())
    for (const Span line : lines_of(report.text))
      reading::add_block(result, report.text, line, block_index++, reader.rules);
  label_words(result, reader);
  return result;
}

Reading read_paragraphs(std::string_view text, const Reader& reader) {
  Reading result;
  std::int32_t block_index = 0;
  for (const Span paragraph : paragraphs_of(text))
    reading::add_block(result, text, paragraph, block_index++, reader.rules);
  label_words(result, reader);
  return result;
}

void label_words(Reading& reading, const Reader& reader) {
  reading::label_reading(reading, reader.model);
  reading::repair_trees(reading);
  reading::correct_lemmas(reading, reader.irregular);
  reading.numbers = reading::find_numbers(reading);
  reading.quotes = reading::find_quotes(reading);
  reading::link_tree(reading);
}

std::shared_ptr<const reading::ReportView> view_report(const Reading& reading, const Reader& reader) {
  return reader.network ? std::make_shared<const reading::ReportView>(reading, reader.network) : nullptr;
}

std::vector<float> word_states(const Reading& reading, const std::vector<std::int32_t>& sentences, std::size_t layers,
                               const Reader& reader) {
  return reading::read_states(reading, sentences, layers, reader.model);
}

}  // namespace nutgraf
