#include "cli/lexicon_check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/table_content.h"

namespace nutgraf::cli {
namespace {

namespace fs = std::filesystem;

const fs::path source = NUTGRAF_SOURCE_DIR;

// A folder of its own with a copy of lexicon/, whose models are the built-in ones.
std::string copy_lexicon(const std::string& name) {
  const fs::path folder = fs::path(testing::TempDir()) / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  fs::copy(source / "lexicon", folder / "lexicon", fs::copy_options::recursive);
  return folder.string();
}

std::vector<std::string> all_tables() {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(source / "lexicon"))
    if (entry.path().extension() == ".tsv") paths.push_back(fs::relative(entry.path(), source).string());
  std::ranges::sort(paths);
  return paths;
}

bool names(const std::vector<std::string>& faults, const std::string& words) {
  return std::ranges::any_of(faults, [&](const std::string& fault) { return fault.find(words) != std::string::npos; });
}

TEST(LexiconCheck, the_tables_are_sound_and_every_example_in_them_is_run) {
  const LexiconCheck check = check_lexicon("");
  for (const std::string& fault : check.faults) ADD_FAILURE() << fault;
  std::size_t examples = 0;
  for (const std::string& path : all_tables()) {
    const auto table = read_table_as_it_stands({source.string()}, path);
    ASSERT_TRUE(table.has_value()) << table.error().message;
    const auto column = std::ranges::find(table->columns, "example") - table->columns.begin();
    if (column == std::ssize(table->columns)) continue;
    examples += static_cast<std::size_t>(std::ranges::count_if(table->rows, [&](const Row& row) { return !row.cells[static_cast<std::size_t>(column)].empty(); }));
  }
  EXPECT_EQ(check.examples, examples);
}

// A damaged table hides those that its folder loads later, so the tables that were told are mended and the check is run again.
TEST(LexiconCheck, no_table_can_be_damaged_unseen) {
  const std::string folder = copy_lexicon("lexicon_all_damaged");
  std::vector<std::string> damaged = all_tables();
  for (const std::string& path : damaged) std::ofstream(fs::path(folder) / path) << "no such column\n";
  for (std::size_t before = damaged.size() + 1; !damaged.empty() && damaged.size() < before;) {
    before = damaged.size();
    const auto faults = check_lexicon(folder).faults;
    std::erase_if(damaged, [&](const std::string& path) {
      if (!names(faults, path + ":1:")) return false;
      fs::copy_file(source / path, fs::path(folder) / path, fs::copy_options::overwrite_existing);
      return true;
    });
  }
  EXPECT_EQ(damaged, std::vector<std::string>{});
  fs::remove_all(folder);
}

TEST(LexiconCheck, a_row_whose_example_comes_out_otherwise_is_told_with_what_came_out) {
  const std::string folder = copy_lexicon("lexicon_bad_rows");
  const auto append = [&](const std::string& path, const std::string& row) { std::ofstream(folder + "/" + path, std::ios::app) << row << "\n"; };
  append("lexicon/when/day_words.tsv", "overmorrow\t2\tThey meet overmorrow.\t2024-03-09");
  append("lexicon/where/cues.tsv", "governorate-seat\ttown\tA man was held in Lyon.\t\"Lyon\" place DEU");
  append("lexicon/who/agents.tsv", "quarrelmonger\tperson\tCVL\t\tThe mayor spoke.");
  append("lexicon/how_many/changes.tsv", "wobble\tup\tPrices fell by 3 percent.");
  append("lexicon/says_who/cues.tsv", "yodel\tverb\tspeech\tsays\tthat\tTwo men slept.");
  append("lexicon/what/verbs.tsv", "bonk\tASSAULT\t\tagent_patient\t\t\t\tPolice detained two men.");
  append("lexicon/event/tolls.tsv", "bruise\tblow\tinjured\tTwo men slept.");
  const auto faults = check_lexicon(folder).faults;
  EXPECT_EQ(faults.size(), 7u);
  EXPECT_TRUE(names(faults, "(overmorrow): \"They meet overmorrow.\" gives no 2024-03-09\n  DATE 2024-03-08"));
  EXPECT_TRUE(names(faults, "(governorate-seat): \"A man was held in Lyon.\" gives not what the answer says, \"Lyon\" place DEU\n  \"Lyon\" place FRA"));
  EXPECT_TRUE(names(faults, "(quarrelmonger): \"The mayor spoke.\" gives \n  \"The mayor\""));
  EXPECT_TRUE(names(faults, "(wobble): \"Prices fell by 3 percent.\" gives \n  \"3 percent\""));
  EXPECT_TRUE(names(faults, "(yodel): \"Two men slept.\" gives nothing"));
  EXPECT_TRUE(names(faults, "(bonk): \"Police detained two men.\" gives \n  COERCE arrest \"detained\""));
  EXPECT_TRUE(names(faults, "(bruise): \"Two men slept.\" gives nothing"));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace nutgraf::cli
