#include "import/batch.h"

#include <chrono>
#include <thread>

#include <gtest/gtest.h>

namespace nutgraf::import_ {
namespace {

// 60 reports of which every seventh fails; the early ones take longest.
std::pair<std::string, BatchCount> run(unsigned threads) {
  int number = 0;
  std::string printed;
  const Batch batch{
      .next = [&]() -> std::optional<Result<Report>> {
        if (number == 60) return std::nullopt;
        const int i = number++;
        if (i % 7 == 3) return fail("x" + std::to_string(i));
        Report report;
        report.text = std::to_string(i);
        return report;
      },
      .read = [](Report report) -> Result<Printed> {
        if (report.text == "40") return fail("r40");
        std::this_thread::sleep_for(std::chrono::microseconds(2000 / (1 + std::stoi(report.text))));
        return Printed{report.text + ",", 2};
      },
      .print = [&](const std::string& text) { printed += text; },
      .complain = [&](const Error& error) { printed += error.message + ","; },
      .show_progress = {}};
  const BatchCount count = run_batch(batch, threads);
  return {printed, count};
}

TEST(Batch, output_has_the_inputs_order_whatever_the_number_of_threads) {
  const auto [one, count] = run(1);
  EXPECT_EQ(one.substr(0, 14), "0,1,2,x3,4,5,6");
  EXPECT_NE(one.find(",39,r40,41,"), std::string::npos) << one;
  EXPECT_EQ(run(4).first, one);
  EXPECT_EQ(run(9).first, one);
  EXPECT_EQ(count.failed, 10u);
  EXPECT_EQ(count.reports, 50u);
  EXPECT_EQ(count.events, 100u);
}

}  // namespace
}  // namespace nutgraf::import_
