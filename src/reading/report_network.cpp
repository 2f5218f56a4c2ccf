#include "reading/report_network.h"

#include <algorithm>

#include <fmt/format.h>

#include "reading/features.h"
#include "reading/report_view.h"
#include "reading/windows.h"

namespace nutgraf::reading {

namespace {

// clip(to - from, -reach, reach) + reach.
std::size_t row_of(std::int32_t from, std::int32_t to, std::size_t reach) {
  const auto bound = static_cast<std::int32_t>(reach);
  return static_cast<std::size_t>(std::clamp(to - from, -bound, bound) + bound);
}

std::size_t index_of(const std::vector<std::string>& names, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

}  // namespace

// The words of a sentence, or of a part of a long one.
struct ReportNetwork::Segment {
  struct Word {
    std::size_t begin = 0, end = 0;  // of its pieces in `ids`
    std::uint8_t case_id = 0;
  };
  std::vector<Word> words;
  std::vector<std::int32_t> ids;
};

ReportNetwork::ReportNetwork(std::shared_ptr<const engine::WeightFile> file, std::shared_ptr<const engine::WeightFile> accurate,
                             engine::Precision precision)
    : file_(std::move(file)), accurate_(std::move(accurate)), products_(engine::make_products()),
      pieces_(accurate_->characters("vocab"), static_cast<std::size_t>(file_->config_number("max_pieces"))),
      encoder_(*file_, engine::Table(*accurate_, "embed.token", pieces_.size(), static_cast<std::size_t>(file_->config_number("width"))), *products_, precision),
      signs_(file_->labels("sign")), roles_(file_->labels("role")) {
  const auto number = [&](std::string_view key) { return static_cast<std::size_t>(file_->config_number(key)); };
  pair_width_ = number("pair_width");
  gate_width_ = number("gate_width");
  reach_ = number("reach");
  sentence_reach_ = number("sentence_reach");
  if (!encoder_.is_usable()) return;
  sign_ = engine::Linear(*file_, "head.sign", width(), signs_.size(), *products_, precision);
  pair_ = engine::Linear(*file_, "head.pair", width(), 2 * (pair_width_ + gate_width_), *products_, precision);
  pair_out_ = engine::Linear(*file_, "head.pair.out", pair_width_ + gate_width_, roles_.size(), *products_, precision);
  const auto rows = [](std::size_t reach) { return static_cast<std::int64_t>(2 * reach + 1); };
  distance_ = file_->floats("head.pair.distance", {rows(reach_), static_cast<std::int64_t>(pair_width_)});
  sentence_ = file_->floats("head.pair.sentence", {rows(sentence_reach_), static_cast<std::int64_t>(pair_width_)});
}

Result<std::shared_ptr<const ReportNetwork>> ReportNetwork::load(std::shared_ptr<const engine::WeightFile> file,
                                                                 std::shared_ptr<const engine::WeightFile> accurate, engine::Precision precision) {
  if (file->model() != "report") return fail(fmt::format("{}: holds the model \"{}\" where \"report\" is wanted", file->path(), file->model()));
  if (file->features() != accurate_features()) return fail(fmt::format("{}: trained on other features than this program computes; use the weights that came with it", file->path()));
  const std::shared_ptr<const ReportNetwork> network(new ReportNetwork(file, accurate, precision));
  for (const auto& source : {file, accurate})
    if (std::string fault = source->fault(); !fault.empty()) return fail(std::move(fault));
  if (!network->encoder_.is_usable() || !network->pieces_.has_marks()) return fail(fmt::format("{}: its sizes are not those of such a model", file->path()));
  return network;
}

std::vector<ReportNetwork::Segment> ReportNetwork::segments_of(const Reading& reading) const {
  constexpr std::size_t longest = WindowSizes{}.segment;
  std::vector<Segment> segments;
  for (const Sentence& sentence : reading.sentences) {
    std::vector<std::string_view> forms;
    for (std::int32_t i = sentence.tokens.first; i < sentence.tokens.last; ++i) forms.push_back(reading[i].form);
    const std::vector<std::uint8_t> cases = case_ids(forms);
    Segment segment;
    std::vector<std::int32_t> word;
    for (std::size_t i = 0; i < forms.size(); ++i) {
      word.clear();
      pieces_.cut(forms[i], word);
      if (!segment.words.empty() && segment.ids.size() + word.size() > longest) {
        segments.push_back(std::move(segment));
        segment = {};
      }
      const std::size_t begin = segment.ids.size();
      segment.ids.insert(segment.ids.end(), word.begin(), word.end());
      segment.words.push_back({begin, segment.ids.size(), cases[i]});
    }
    if (!segment.words.empty()) segments.push_back(std::move(segment));
  }
  return segments;
}

std::vector<float> ReportNetwork::encode(const Reading& reading) const {
  const std::vector<Segment> segments = segments_of(reading);
  std::vector<std::size_t> costs;
  for (const Segment& segment : segments) costs.push_back(segment.ids.size() + 1);
  std::vector<float> states;
  states.reserve(static_cast<std::size_t>(reading.size()) * width());
  for (const Window& window : windows_over(costs)) {
    PieceBatch batch;
    batch.first_pieces.emplace_back();
    std::size_t position = 0;
    encoder_.add_piece(pieces_.first(), position++, case_ids_known, batch);
    for (std::size_t k = window.first; k < window.last; ++k) {
      const bool is_core = window.core_begin <= k && k < window.core_end;
      for (const Segment::Word& word : segments[k].words) {
        if (is_core) batch.first_pieces.back().push_back(position);
        for (std::size_t i = word.begin; i < word.end; ++i) encoder_.add_piece(segments[k].ids[i], position++, word.case_id, batch);
      }
      encoder_.add_piece(pieces_.last(), position++, case_ids_known, batch);
    }
    batch.word_rows = batch.first_pieces.back();
    batch.ends.push_back(position);
    encoder_.encode(batch, encoder_.layers());
    states.insert(states.end(), batch.rows.begin(), batch.rows.end());
  }
  return states;
}

ReportView::ReportView(const Reading& reading, std::shared_ptr<const ReportNetwork> network) : network_(std::move(network)) {
  for (const Token& token : reading.tokens) sentence_of_.push_back(token.sentence);
  const std::vector<float> states = network_->encode(reading);
  const auto words = static_cast<std::size_t>(reading.size());
  signs_.resize(words * network_->signs_.size());
  pairs_.resize(words * network_->pair_.out());
  network_->sign_.apply(states.data(), words, signs_.data());
  network_->pair_.apply(states.data(), words, pairs_.data());
}

std::size_t ReportView::sign_named(std::string_view name) const { return index_of(network_->signs_, name); }
std::size_t ReportView::role_named(std::string_view name) const { return index_of(network_->roles_, name); }
std::size_t ReportView::role_count() const { return network_->roles_.size(); }

std::vector<std::pair<std::string_view, std::size_t>> ReportView::modes_of(std::string_view type) const {
  std::vector<std::pair<std::string_view, std::size_t>> modes;
  for (std::size_t label = 0; label < network_->signs_.size(); ++label) {
    const std::string_view name = network_->signs_[label];
    if (name.size() > type.size() && name.starts_with(type) && name[type.size()] == '/') modes.emplace_back(name.substr(type.size() + 1), label);
  }
  return modes;
}

float ReportView::sign(std::int32_t token, std::size_t label) const {
  return signs_[static_cast<std::size_t>(token) * network_->signs_.size() + label];
}

void ReportView::roles(std::int32_t event, std::span<const std::int32_t> words, std::vector<float>& log_odds) const {
  const std::size_t pair = network_->pair_width_, gate = network_->gate_width_, row = network_->pair_.out();
  const float* const own = pairs_.data() + static_cast<std::size_t>(event) * row;
  std::vector<float> inputs(words.size() * (pair + gate)), from(pair);
  float* out = inputs.data();
  for (const std::int32_t word : words) {
    const float* const other = pairs_.data() + static_cast<std::size_t>(word) * row;
    const float* const apart = network_->sentence_ + row_of(sentence_of_[static_cast<std::size_t>(event)], sentence_of_[static_cast<std::size_t>(word)], network_->sentence_reach_) * pair;
    for (std::size_t d = 0; d < pair; ++d) from[d] = own[d] + apart[d];
    engine::relu_of_sum(from.data(), other + pair, network_->distance_ + row_of(event, word, network_->reach_) * pair, pair, out);
    for (std::size_t d = 0; d < gate; ++d) out[pair + d] = own[2 * pair + d] * other[2 * pair + gate + d];
    out += pair + gate;
  }
  log_odds.resize(words.size() * network_->roles_.size());
  network_->pair_out_.apply(inputs.data(), words.size(), log_odds.data());
}

}  // namespace nutgraf::reading
