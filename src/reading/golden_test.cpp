// Holds both networks against what PyTorch computed from the same weights (models/*.golden.json): nearly equal in exact
// arithmetic, and within the tolerance of 8-bit inputs as shipped. CMake runs this again with smaller instruction sets.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reading/features.h"
#include "reading/model.h"

namespace nutgraf::reading {
namespace {

using Json = nlohmann::json;

const std::string models = std::getenv("NUTGRAF_TEST_MODELS") ? std::getenv("NUTGRAF_TEST_MODELS")
                                                              : std::string(NUTGRAF_SOURCE_DIR) + "/models/";

struct Read {
  std::vector<float> states;
  std::vector<WordLabels> labels;
  HeadTrace trace;
};

Read read_sentence(const Model& model, const std::vector<std::string>& words) {
  Read read;
  std::vector<HeadTrace> traces;
  const std::vector<std::string_view> views(words.begin(), words.end());
  model.encode(views, {words.size()}, read.states);
  read.labels = model.heads().read(read.states.data(), {words.size()}, &traces);
  read.trace = traces.at(0);
  return read;
}

class Golden : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(models + GetParam() + ".weights")) GTEST_SKIP() << "no such model in this build";
    std::ifstream file(models + GetParam() + ".golden.json");
    golden_ = Json::parse(file);
  }

  LoadedModel load(engine::Precision precision) const {
    auto file = engine::WeightFile::open(models + GetParam() + ".weights");
    EXPECT_TRUE(file) << file.error().message;
    auto loaded = load_model(*file, GetParam(), precision);
    EXPECT_TRUE(loaded) << loaded.error().message;
    return std::move(*loaded);
  }

  Json golden_;
};

// The difference between the best and the second best number of a row.
double margin_of(const Json& row) {
  double best = -1e30, second = -1e30;
  for (const double value : row) {
    if (value > best)
      second = best, best = value;
    else if (value > second)
      second = value;
  }
  return best - second;
}

std::vector<std::string> labels_of(const std::vector<WordLabels>& labels, const std::vector<std::string>& names,
                                   std::size_t WordLabels::*field) {
  std::vector<std::string> out;
  for (const WordLabels& label : labels) out.push_back(names[label.*field]);
  return out;
}

TEST_P(Golden, weights_and_golden_outputs_belong_together) {
  EXPECT_EQ(load(engine::Precision::exact).file->fingerprint(), golden_.at("fingerprint").get<std::string>());
}

TEST_P(Golden, exact_arithmetic_gives_the_same_numbers_and_labels) {
  const LoadedModel loaded = load(engine::Precision::exact);
  const LabelSets& sets = loaded.model->heads().labels();
  const std::size_t tags = sets.upos.size() + sets.morph.size() + sets.lemma.size() + sets.name.size();
  for (const Json& sentence : golden_.at("sentences")) {
    const auto words = sentence.at("words").get<std::vector<std::string>>();
    SCOPED_TRACE(sentence.at("words").dump());
    const Read read = read_sentence(*loaded.model, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t d = 0; d < 8; ++d)
        ASSERT_NEAR(read.states[i * loaded.model->width() + d], sentence["x"][i][d].get<float>(), 2e-3) << "word " << i;
      for (std::size_t k = 0; k < sets.upos.size(); ++k)
        ASSERT_NEAR(read.trace.tags[i * tags + k], sentence["upos_logits"][i][k].get<float>(), 5e-3);
      for (std::size_t j = 0; j <= words.size(); ++j)
        if (j != i + 1) {
          ASSERT_NEAR(read.trace.arcs[i * (words.size() + 1) + j], sentence["arc"][i][j].get<float>(), 1e-2);
        }
      EXPECT_EQ(read.labels[i].head, sentence["heads"][i].get<std::size_t>());
    }
    EXPECT_EQ(labels_of(read.labels, sets.upos, &WordLabels::upos), sentence["upos"].get<std::vector<std::string>>());
    EXPECT_EQ(labels_of(read.labels, sets.morph, &WordLabels::morph),
              sentence["morph"].get<std::vector<std::string>>());
    EXPECT_EQ(labels_of(read.labels, sets.lemma, &WordLabels::lemma),
              sentence["lemma"].get<std::vector<std::string>>());
    EXPECT_EQ(labels_of(read.labels, sets.deprel, &WordLabels::deprel),
              sentence["deprel"].get<std::vector<std::string>>());
    EXPECT_EQ(labels_of(read.labels, sets.name, &WordLabels::name), sentence["names"].get<std::vector<std::string>>());
  }
}

TEST_P(Golden, rounded_arithmetic_stays_within_tolerance) {
  const LoadedModel loaded = load(engine::Precision::rounded);
  const LabelSets& sets = loaded.model->heads().labels();
  const std::size_t tags = sets.upos.size() + sets.morph.size() + sets.lemma.size() + sets.name.size();
  double difference = 0, logits = 0;
  for (const Json& sentence : golden_.at("sentences")) {
    const auto words = sentence.at("words").get<std::vector<std::string>>();
    SCOPED_TRACE(sentence.at("words").dump());
    const Read read = read_sentence(*loaded.model, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::size_t k = 0; k < sets.upos.size(); ++k, ++logits)
        difference += std::fabs(read.trace.tags[i * tags + k] - sentence["upos_logits"][i][k].get<double>());
      if (margin_of(sentence["upos_logits"][i]) > 1) {
        EXPECT_EQ(sets.upos[read.labels[i].upos], sentence["upos"][i].get<std::string>()) << words[i];
      }
      if (margin_of(sentence["arc"][i]) > 1.5) {
        EXPECT_EQ(read.labels[i].head, sentence["heads"][i].get<std::size_t>()) << words[i];
      }
    }
  }
  RecordProperty("mean_difference", std::to_string(difference / logits));
  EXPECT_LT(difference / logits, 0.35);
}

TEST_P(Golden, lower_layers_tell_of_the_words_of_the_sentences_asked_for) {
  const LoadedModel loaded = load(engine::Precision::rounded);
  Reading reading;
  for (const std::string word : {"Rain", "fell", ".", "Two", "bridges", "closed", "."}) {
    if (word == "Rain" || word == "Two") reading.sentences.push_back({{reading.size(), reading.size()}, {}, 0, no_token});
    Token token;
    token.form = word;
    reading.tokens.push_back(token);
    reading.sentences.back().tokens.last = reading.size();
  }
  const std::vector<float> states = read_states(reading, {1}, 3, loaded);
  if (GetParam() == "fast") {
    EXPECT_TRUE(states.empty());
    return;
  }
  std::vector<float> alone, whole;
  loaded.model->encode_lower({"Two", "bridges", "closed", "."}, {4}, 3, alone);
  loaded.model->encode({"Two", "bridges", "closed", "."}, {4}, whole);
  EXPECT_EQ(states.size(), 4 * loaded.model->width());
  EXPECT_EQ(states, alone);
  EXPECT_NE(alone, whole);
}

INSTANTIATE_TEST_SUITE_P(models, Golden, testing::Values("fast", "accurate"),
                         [](const auto& info) { return info.param; });

TEST(Features, golden_rows_and_case_ids_are_the_same) {
  std::ifstream file(models + "fast.golden.json");
  const Json golden = Json::parse(file);
  for (const Json& sentence : golden.at("sentences")) {
    const auto words = sentence.at("words").get<std::vector<std::string>>();
    SCOPED_TRACE(sentence.at("words").dump());
    const std::vector<std::uint8_t> cases = case_ids({words.begin(), words.end()});
    EXPECT_EQ(std::vector<int>(cases.begin(), cases.end()), sentence.at("case").get<std::vector<int>>());
    HashedRows rows;
    hash_rows(words[0], {12288, 4096, 10240}, rows);
    using Rows = std::vector<std::uint32_t>;
    EXPECT_EQ(Rows(std::begin(rows.word), std::end(rows.word)), sentence["rows"]["word"].get<Rows>());
    EXPECT_EQ(Rows(std::begin(rows.piece), std::end(rows.piece)), sentence["rows"]["piece"].get<Rows>());
    EXPECT_EQ(rows.gram, sentence["rows"]["gram"].get<Rows>());
  }
}

}  // namespace
}  // namespace nutgraf::reading
