#include "event/versions.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace nutgraf {
namespace {

TEST(Versions, the_built_in_ones_are_those_of_the_repository) {
  const auto built_in = read_versions(ModelName::fast, "");
  const auto on_disk = read_versions(ModelName::fast, NUTGRAF_SOURCE_DIR);
  ASSERT_TRUE(built_in && on_disk);
  EXPECT_EQ(built_in->model, on_disk->model);
  EXPECT_EQ(built_in->lexicon, on_disk->lexicon);
  EXPECT_TRUE(built_in->model.starts_with("fast-"));
  EXPECT_EQ(built_in->lexicon.size(), 12u);
}

TEST(Versions, one_changed_table_is_another_lexicon_and_no_other_model) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / ("nutgraf-versions-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "models");
  std::filesystem::copy(std::string(NUTGRAF_SOURCE_DIR) + "/lexicon", folder / "lexicon", std::filesystem::copy_options::recursive);
  std::filesystem::copy_file(std::string(NUTGRAF_SOURCE_DIR) + "/models/fast.weights", folder / "models/fast.weights");
  std::ofstream(folder / "lexicon/when/weekdays.tsv", std::ios::app) << "# one more remark\n";
  const auto built_in = read_versions(ModelName::fast, "");
  const auto changed = read_versions(ModelName::fast, folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(built_in && changed);
  EXPECT_NE(built_in->lexicon, changed->lexicon);
  EXPECT_EQ(built_in->model, changed->model);
}

TEST(Versions, the_report_network_is_another_version) {
  const auto without = read_versions(ModelName::accurate, ""), with = read_versions(ModelName::accurate, "", true);
  ASSERT_TRUE(without && with);
  EXPECT_TRUE(with->model.starts_with(without->model + "+report-"));
  EXPECT_EQ(read_versions(ModelName::fast, "", true)->model, read_versions(ModelName::fast, "")->model);  // which has none
}

TEST(Versions, a_folder_without_models_is_an_error) {
  EXPECT_FALSE(read_versions(ModelName::fast, "/nonexistent"));
}

}  // namespace
}  // namespace nutgraf
