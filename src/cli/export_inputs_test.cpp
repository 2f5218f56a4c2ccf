#include "cli/export_inputs.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "store/project.h"

namespace nutgraf::cli {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

const fs::path lines_path = fs::path(NUTGRAF_SOURCE_DIR) / "tests/exports/reports.jsonl";

// A folder of the test's own with a project in it.
class ExportCommand : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("nutgraf-export-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    project_ = (folder_ / "p.nutgraf").string();
    auto project = store::Project::open(project_, {.access = store::Access::write, .creates = true});
    ASSERT_TRUE(project.has_value()) << project.error().message;
    const auto import = (*project)->start_import("test", 0, "2026-01-01T00:00:00Z");
    ASSERT_TRUE(import.has_value());
    std::ifstream lines(lines_path);
    for (std::string line; std::getline(lines, line);) {
      const auto saved = (*project)->save_report({.raw = line, .line = line, .source = "test", .model = "accurate-1", .lexicon = "abc"}, *import, "2026-01-01T00:00:00Z");
      ASSERT_TRUE(saved.has_value()) << saved.error().message;
    }
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string out(const char* name) const { return (folder_ / name).string(); }

  fs::path folder_;
  std::string project_;
};

TEST_F(ExportCommand, inputs_are_told_apart_by_their_first_bytes) {
  EXPECT_EQ(find_input_kind(project_), InputKind::project);
  EXPECT_EQ(find_input_kind(lines_path.string()), InputKind::lines);
  EXPECT_EQ(find_input_kind("-"), InputKind::lines);
  std::ofstream(folder_ / "report.txt") << "Police held a man.";
  std::ofstream(folder_ / "raw.jsonl") << "{\"text\": \"Police held a man.\"}";
  EXPECT_EQ(find_input_kind(out("report.txt")), InputKind::reports);
  EXPECT_EQ(find_input_kind(out("raw.jsonl")), InputKind::reports);
}

TEST_F(ExportCommand, a_project_is_exported_with_names_masked) {
  ASSERT_EQ(run_export({}, {.inputs = {project_}, .format = "jsonl", .out = out("a.jsonl")}), 0);
  const std::string bytes = read_file(out("a.jsonl")), manifest = read_file(out("a.jsonl.manifest.json"));
  EXPECT_EQ(bytes.find("Quellmar"), std::string::npos);
  EXPECT_NE(bytes.find("Kerem Aydin"), std::string::npos);
  EXPECT_NE(manifest.find("\"model\": \"accurate-1\""), std::string::npos);
  ASSERT_EQ(run_export({}, {.inputs = {project_}, .format = "csv", .out = out("tables"), .left_out_path = out("left.csv")}), 0);
  EXPECT_TRUE(fs::exists(folder_ / "tables/datapackage.json"));
  EXPECT_TRUE(fs::exists(folder_ / "tables/manifest.json"));
  EXPECT_NE(read_file(folder_ / "tables/events.csv").find(",machine,"), std::string::npos);
  EXPECT_TRUE(read_file(out("left.csv")).starts_with("event_id,reason,message\n"));
}

TEST_F(ExportCommand, names_that_leave_a_project_are_recorded_in_its_log) {
  const ExportOptions options{.inputs = {project_}, .format = "jsonl", .out = out("b.jsonl"), .is_masked = false, .who = "A. Desk", .reason = "court order"};
  ASSERT_EQ(run_export({}, options), 0);
  EXPECT_NE(read_file(out("b.jsonl")).find("Quellmar"), std::string::npos);
  const auto project = store::Project::open(project_, {});
  const auto edits = (*project)->edits(0, 10);
  ASSERT_TRUE(edits.has_value());
  ASSERT_EQ(edits->size(), 1u);
  EXPECT_EQ(edits->at(0).action, store::Action::unmask_export);
  EXPECT_EQ(edits->at(0).who, "A. Desk");
  EXPECT_EQ(edits->at(0).reason, "court order");
}

TEST_F(ExportCommand, names_do_not_leave_a_project_that_somebody_else_writes) {
  const auto writer = store::Project::open(project_, {.access = store::Access::write, .as = "nutgraf serve"});
  ASSERT_TRUE(writer.has_value());
  EXPECT_EQ(run_export({}, {.inputs = {project_}, .format = "jsonl", .out = out("c.jsonl"), .is_masked = false, .who = "A", .reason = "B"}), 2);
  EXPECT_FALSE(fs::exists(out("c.jsonl")));
}

TEST_F(ExportCommand, names_are_not_shown_without_a_place_for_the_record) {
  EXPECT_EQ(run_export({}, {.inputs = {project_}, .format = "jsonl", .is_masked = false, .who = "A", .reason = "B"}), 2);
  EXPECT_EQ(run_export({}, {.inputs = {project_}, .format = "jsonl", .out = out("d.jsonl"), .is_masked = false}), 2);
}

}  // namespace
}  // namespace nutgraf::cli
