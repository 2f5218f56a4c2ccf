// Prints for training and scoring, from report lines on standard input: with "pairs", every pair of tellings that share a block, with
// its clues; with "stories", the records of every story.

#include <cstdio>
#include <iostream>
#include <set>
#include <string>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "story/stories.h"

int main(int argc, char** argv) {
  using namespace nutgraf::story;
  const std::string wanted = argc > 1 ? argv[1] : "";
  if (wanted != "pairs" && wanted != "stories") {
    fmt::print(stderr, "usage: print_stories pairs|stories < report_lines.jsonl\n");
    return 2;
  }
  const auto common = CommonWords::load({});
  if (!common) return fmt::print(stderr, "{}\n", common.error().message), 1;
  std::vector<Telling> tellings;
  for (std::string line; std::getline(std::cin, line);) {
    const auto json = nlohmann::json::parse(line);
    auto found = tellings_of(line, json["report"]["source_id"].get<std::string>(), *common);
    if (!found) return fmt::print(stderr, "{}\n", found.error().message), 1;
    for (Telling& telling : *found) tellings.push_back(std::move(telling));
  }
  if (wanted == "stories") {
    for (const Story& story : join_tellings(tellings)) fmt::print("{}\n", nlohmann::json(story.records).dump());
    return 0;
  }
  std::unordered_map<std::string, std::vector<std::size_t>> blocks;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    std::set<std::size_t> others;
    for (const std::string& key : lookups_of(tellings[i]))
      if (const auto block = blocks.find(key); block != blocks.end()) others.insert(block->second.begin(), block->second.end());
    for (const std::size_t other : others)
      if (tellings[other].report != tellings[i].report)
        fmt::print("{}\n", nlohmann::json{{"a", tellings[other].record}, {"b", tellings[i].record}, {"clues", clues_of(tellings[other], tellings[i])}}.dump());
    for (const std::string& key : blocks_of(tellings[i])) blocks[key].push_back(i);
  }
}
