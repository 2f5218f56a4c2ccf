// Prints what the recogniser and the ranker of places see, for train.py.
//   dump_where recognise|rank|time < docs.jsonl
// One document a line: {"id", "text", "gold": [{"begin", "end", ...}]}, offsets in bytes. Output, tab-separated:
//   recognise: S doc begin end (1 when gold) features     a line a proposal; features as index:value
//   time:      microseconds of processor time of find_places for 600 words, the least of 20 rounds over all documents
//   rank:      M doc begin end, then O lat lon features    a line a candidate; mentions are the gold spans

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <set>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reading/reader.h"
#include "where/answer.h"
#include "where/recognise.h"
#include "where/resolve.h"

namespace {

using namespace nutgraf;

std::string write_sparse(const std::vector<float>& features) {
  std::string text;
  for (std::size_t i = 0; i < features.size(); ++i)
    if (features[i] != 0) text += fmt::format("{}{}:{:.5g}", text.empty() ? "" : " ", i, features[i]);
  return text;
}

std::vector<where::Hint> hints_of(const where::Page& page, const std::vector<where::Mention>& mentions) {
  std::vector<where::Hint> hints;
  for (const auto& one : where::find_demonyms(page, mentions))
    for (const std::uint32_t place : one.places)
      hints.push_back({.token = one.tokens.first, .place = place, .weight = 0.6f / static_cast<float>(one.places.size())});
  return hints;
}

int print_time(const Reader& reader, const where::Gazetteer& gazetteer) {
  std::vector<std::pair<Report, Reading>> docs;
  double words = 0;
  for (std::string line; std::getline(std::cin, line);) {
    Report report = make_report(nlohmann::json::parse(line)["text"], {});
    Reading reading = read_words(report, reader);
    words += reading.size();
    docs.emplace_back(std::move(report), std::move(reading));
  }
  double least = 1e30;
  for (int round = 0; round < 20; ++round) {
    const std::clock_t start = std::clock();
    for (const auto& [report, reading] : docs) where::find_places(report, reading, gazetteer);
    least = std::min(least, static_cast<double>(std::clock() - start) * 1e6 / CLOCKS_PER_SEC);
  }
  fmt::print("{:.0f} microseconds for 600 words\n", least / words * 600);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const bool is_rank = count == 2 && std::string(arguments[1]) == "rank";
  const auto reader = load_reader(ModelName::fast, "");
  const auto gazetteer = where::load_gazetteer({});
  if (!reader || !gazetteer) {
    std::fprintf(stderr, "%s\n", (reader ? gazetteer.error() : reader.error()).message.c_str());
    return 1;
  }
  if (count == 2 && std::string(arguments[1]) == "time") return print_time(**reader, **gazetteer);
  std::string names = "#";
  for (const auto name : is_rank ? where::ranker_features() : where::recogniser_features()) names += fmt::format("\t{}", name);
  std::puts(names.c_str());
  for (std::string line; std::getline(std::cin, line);) {
    const auto doc = nlohmann::json::parse(line);
    const std::string id = doc["id"];
    std::set<std::pair<std::uint32_t, std::uint32_t>> gold;
    for (const auto& one : doc["gold"]) gold.emplace(one["begin"], one["end"]);
    const Report report = make_report(doc["text"], {});
    const Reading reading = read_words(report, **reader);
    const where::Page page(report, reading, **gazetteer);
    auto mentions = where::propose_mentions(page);
    const auto is_gold = [&](const where::Mention& m) {
      const Span span = span_of(reading, m.tokens);
      return gold.contains({span.begin, span.end});
    };
    if (!is_rank) {
      const auto rows = where::describe_mentions(page, mentions);
      for (std::size_t i = 0; i < mentions.size(); ++i) {
        const Span span = span_of(reading, mentions[i].tokens);
        fmt::print("S\t{}\t{}\t{}\t{}\t{}\n", id, span.begin, span.end, is_gold(mentions[i]) ? 1 : 0, write_sparse(rows[i]));
      }
      continue;
    }
    std::erase_if(mentions, [&](const where::Mention& m) { return !is_gold(m); });
    const auto hints = hints_of(page, mentions);
    for (const auto& one : where::resolve_mentions(page, mentions, hints)) {
      const Span span = span_of(reading, one.mention.tokens);
      fmt::print("M\t{}\t{}\t{}\n", id, span.begin, span.end);
      for (const auto& option : one.options)
        fmt::print("O\t{:.4f}\t{:.4f}\t{}\n", option.place.lat, option.place.lon, write_sparse(option.features));
    }
  }
  return 0;
}
