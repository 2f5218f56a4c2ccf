// Holds the report network against what PyTorch computed from the same weights (models/report.golden.json).

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "reading/report_network.h"
#include "reading/report_view.h"

namespace nutgraf::reading {
namespace {

using Json = nlohmann::json;

const std::string models = std::string(NUTGRAF_SOURCE_DIR) + "/models/";

std::shared_ptr<const engine::WeightFile> open(const std::string& name) {
  auto file = engine::WeightFile::open(models + name + ".weights");
  EXPECT_TRUE(file) << file.error().message;
  return *file;
}

Reading reading_of(const Json& report) {
  Reading reading;
  for (const Json& sentence : report.at("sentences")) {
    const std::int32_t first = reading.size();
    for (const Json& word : sentence) {
      Token token;
      token.form = word.get<std::string>();
      token.sentence = static_cast<std::int32_t>(reading.sentences.size());
      reading.tokens.push_back(std::move(token));
    }
    reading.sentences.push_back({{first, reading.size()}, {}, 0, no_token});
  }
  return reading;
}

class ReportGolden : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(models + "report.golden.json");
    golden_ = Json::parse(file);
  }

  std::shared_ptr<const ReportNetwork> load(engine::Precision precision) const {
    auto network = ReportNetwork::load(open("report"), open("accurate"), precision);
    EXPECT_TRUE(network) << network.error().message;
    return *network;
  }

  Json golden_;
};

TEST_F(ReportGolden, weights_and_golden_outputs_belong_together) {
  EXPECT_EQ(open("report")->fingerprint(), golden_.at("fingerprint").get<std::string>());
}

TEST_F(ReportGolden, exact_arithmetic_gives_the_same_numbers) {
  const auto network = load(engine::Precision::exact);
  for (const Json& report : golden_.at("reports")) {
    const Reading reading = reading_of(report);
    const std::vector<float> states = network->encode(reading);
    const ReportView view(reading, network);
    ASSERT_EQ(states.size(), report.at("x").size() * network->width());
    for (std::size_t i = 0; i < report.at("x").size(); ++i) {
      for (std::size_t d = 0; d < 8; ++d) ASSERT_NEAR(states[i * network->width() + d], report["x"][i][d].get<float>(), 5e-3) << "word " << i;
      for (std::size_t k = 0; k < network->signs().size(); ++k)
        ASSERT_NEAR(view.sign(static_cast<std::int32_t>(i), k), report["sign"][i][k].get<float>(), 2e-2) << "word " << i;
    }
    for (const Json& pair : report.at("pairs")) {
      std::vector<float> roles;
      view.roles(pair[0].get<std::int32_t>(), std::vector{pair[1].get<std::int32_t>()}, roles);
      for (std::size_t k = 0; k < roles.size(); ++k) ASSERT_NEAR(roles[k], pair[2][k].get<float>(), 3e-2) << pair[0] << " " << pair[1];
    }
  }
}

TEST_F(ReportGolden, rounded_arithmetic_stays_within_tolerance) {
  const auto network = load(engine::Precision::rounded);
  double difference = 0, count = 0;
  for (const Json& report : golden_.at("reports")) {
    const Reading reading = reading_of(report);
    const ReportView view(reading, network);
    for (std::size_t i = 0; i < report.at("sign").size(); ++i)
      for (std::size_t k = 0; k < network->signs().size(); ++k, ++count)
        difference += std::fabs(view.sign(static_cast<std::int32_t>(i), k) - report["sign"][i][k].get<double>());
  }
  RecordProperty("mean_difference", std::to_string(difference / count));
  EXPECT_LT(difference / count, 0.35);
}

}  // namespace
}  // namespace nutgraf::reading
