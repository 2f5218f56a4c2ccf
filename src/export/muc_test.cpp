#include "export/muc.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace nutgraf::export_ {
namespace {

const Knowledge& knowledge() {
  static const Knowledge loaded = *load_knowledge(ModelName::accurate, "");
  return loaded;
}

const Muc& muc() {
  static const Muc loaded = *load_muc(TableSource{}, knowledge().reader);
  return loaded;
}

std::vector<MucTemplate> templates_of(const std::string& text) {
  return fill_templates(read_report(make_report(text, {.source_id = "t", .filed = "1990-03-02"}), knowledge()), muc());
}

std::vector<std::string> texts(const MucTemplate& filled, std::size_t role) {
  std::vector<std::string> list;
  for (const MucFiller& filler : filled.fillers[role]) list.push_back(filler.text);
  return list;
}

TEST(Muc, a_kidnapping_has_its_victim_and_the_group_behind_it) {
  const auto templates = templates_of(
      "BOGOTA, 2 MAR 90 -- POLICE REPORTED TODAY THAT GUERRILLAS OF THE NATIONAL LIBERATION ARMY KIDNAPPED THE "
      "BUSINESSMAN TOMAS QUILLANO YESTERDAY. TOMAS QUILLANO WAS KIDNAPPED ON HIS FARM BY SEVERAL GUERRILLAS.");
  ASSERT_EQ(templates.size(), 1u);
  EXPECT_EQ(muc_types[templates[0].type], "kidnapping");
  EXPECT_EQ(texts(templates[0], 3), std::vector<std::string>{"tomas quillano"});
  EXPECT_EQ(texts(templates[0], 0), std::vector<std::string>{"guerrillas"});
  EXPECT_EQ(templates[0].fillers[1].size(), 1u);
}

TEST(Muc, a_bombing_has_its_weapon_and_its_target) {
  const auto templates = templates_of(
      "LIMA, 2 MAR 90 -- TERRORISTS EXPLODED A POWERFUL BOMB OUTSIDE THE ORVENDA BANK LAST NIGHT. THE BOMB DAMAGED THE "
      "BANK AND TWO VEHICLES. POLICE BLAMED THE TERRORISTS FOR THE BOMBING.");
  const auto bombing = std::ranges::find(templates, std::string("bombing"), [](const MucTemplate& t) { return muc_types[t.type]; });
  ASSERT_NE(bombing, templates.end());
  ASSERT_EQ(bombing->fillers[4].size(), 1u);
  EXPECT_NE(bombing->fillers[4][0].text.find("bomb"), std::string::npos);
  EXPECT_FALSE(bombing->fillers[2].empty());
}

TEST(Muc, calm_news_tells_no_incident) {
  EXPECT_TRUE(templates_of("SANTIAGO, 2 MAR 90 -- THE CENTRAL BANK SAID TODAY THAT EXPORTS OF FRUIT ROSE BY 4 PERCENT LAST YEAR.").empty());
}

TEST(Muc, what_is_printed_names_the_document_and_has_a_list) {
  const auto read = read_report(make_report("The ministers met in the capital on Monday.", {.source_id = "doc-7"}), knowledge());
  EXPECT_EQ(write_muc(read, muc()), R"({"doc_id":"doc-7","templates":[]})");
}

// Trees of one label with the features "size" and "age", as a table with these rows.
Result<MucTrees> trees_with(const std::string& rows) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / ("nutgraf-trees-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "lexicon/export");
  std::ofstream(folder / "lexicon/export/muc_trees.tsv") << "# source: invented\nlabel\ttree\tnode\tfeature\tvalue\tbelow\tabove\n" << rows;
  auto trees = MucTrees::load(TableSource{folder.string()}, {{"big", {"size", "age"}}});
  std::filesystem::remove_all(folder);
  return trees;
}

TEST(MucTrees, each_tree_adds_the_leaf_that_its_questions_lead_to) {
  const auto trees = trees_with(
      "big\t0\t-1\t\t-1\t\t\n"
      "big\t0\t0\tage\t3\t1\t2\nbig\t0\t1\t\t0.5\t\t\nbig\t0\t2\tsize\t10\t3\t4\nbig\t0\t3\t\t-2\t\t\nbig\t0\t4\t\t4\t\t\n"
      "big\t1\t0\t\t0.25\t\t\n");
  ASSERT_TRUE(trees) << trees.error().message;
  const auto sum = [&](std::vector<double> features) {
    const double chance = trees->chance("big", features);
    return std::log(chance / (1 - chance));
  };
  EXPECT_NEAR(sum({99, 2}), -1 + 0.5 + 0.25, 1e-9);
  EXPECT_NEAR(sum({9, 3}), -1 - 2 + 0.25, 1e-9);
  EXPECT_NEAR(sum({10, 3}), -1 + 4 + 0.25, 1e-9);
}

TEST(MucTrees, a_table_that_makes_no_trees_is_refused) {
  const auto message = [](const std::string& rows) {
    const auto trees = trees_with(rows);
    return trees ? "" : trees.error().message;
  };
  EXPECT_NE(message("big\t0\t0\tage\t3\t1\t2\nbig\t0\t1\t\t1\t\t\n").find("a node that is not there"), std::string::npos);
  EXPECT_NE(message("big\t0\t0\tagee\t3\t1\t2\n").find("agee"), std::string::npos);
  EXPECT_NE(message("big\t0\t1\t\t1\t\t\n").find("numbered in order"), std::string::npos);
  EXPECT_NE(message("big\t0\t0\tage\t3\t0\t0\n").find("come later"), std::string::npos);
}

}  // namespace
}  // namespace nutgraf::export_
