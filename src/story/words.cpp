// What two texts share, by their words: endings are cut ("killings", "killed": kill), and a word counts by its rarity, since "police"
// is in every second report and "Karsova" in two that may tell one story. Crude on purpose: it compares, it does not read.

#include "story/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/utf8.h"

namespace nutgraf::story {

namespace {

constexpr double reports_counted = 1000;
constexpr double of_unlisted = 4;  // reports of a thousand that hold a word that is not listed
constexpr float least_weight = 0.3F;
constexpr double few_names = 36;  // about one rare name

bool has_vowel(std::string_view text) { return text.find_first_of("aeiouy") != std::string_view::npos; }

// `doubt`: the square that is added to the bag's length, so that bags of few words are never sure.
Bag make_bag(const std::map<std::string, int>& counts, const CommonWords& common, std::size_t most, double doubt = 0) {
  Bag bag;
  for (const auto& [word, count] : counts) {
    const auto weight = static_cast<float>((1 + std::log(count)) * common.weight_of(word));
    if (weight >= least_weight) bag.emplace_back(word, weight);
  }
  if (bag.size() > most) {
    std::ranges::stable_sort(bag, std::ranges::greater{}, [](const auto& entry) { return entry.second; });
    bag.resize(most);
    std::ranges::sort(bag);
  }
  double square = doubt;
  for (const auto& [word, weight] : bag) square += static_cast<double>(weight) * weight;
  if (square > 0)
    for (auto& entry : bag) entry.second = static_cast<float>(entry.second / std::sqrt(square));
  return bag;
}

}  // namespace

Result<CommonWords> CommonWords::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/story/common_words.tsv",
                                 {.columns = {"word", "reports"}, .key = {"word"}, .required = {"word", "reports"}});
  if (!table) return std::unexpected(table.error());
  CommonWords common;
  for (const Row& row : table->rows) {
    const std::string& cell = row.cells[1];
    if (cell.empty() || cell.size() > 4 || !std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; }) || cell == "0")
      return fail(fmt::format("{}: reports must be a number from 1 to 1000, not \"{}\"", table->place_of(row), cell));
    const double reports = std::min(reports_counted, static_cast<double>(std::stoi(cell)));
    common.weights_.emplace(row.cells[0], std::log(reports_counted / reports));
  }
  return common;
}

double CommonWords::weight_of(std::string_view stem) const {
  const auto found = weights_.find(std::string(stem));
  return found == weights_.end() ? std::log(reports_counted / of_unlisted) : found->second;
}

std::string stem_of(std::string_view word) {
  if (word.ends_with("'s")) word.remove_suffix(2);
  std::string stem(word);
  constexpr std::array<std::string_view, 7> endings = {"ings", "ing", "ies", "ied", "es", "ed", "s"};
  for (const std::string_view ending : endings) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
    const std::string_view rest = word.substr(0, word.size() - ending.size());
    if (!has_vowel(rest)) continue;
    if (ending == "s" && (word.ends_with("ss") || word.ends_with("us") || word.ends_with("is"))) return stem;
    stem = rest;
    if (ending == "ies" || ending == "ied") stem += 'y';
    const bool doubles = ending == "ing" || ending == "ings" || ending == "ed";
    if (doubles && stem.size() > 3 && stem.back() == stem[stem.size() - 2] && std::string_view("lsz").find(stem.back()) == std::string_view::npos)
      stem.pop_back();
    break;
  }
  if (stem.size() > 3 && stem.ends_with("e")) stem.pop_back();
  return stem;
}

std::vector<std::string> words_of(std::string_view text) {
  const std::string folded = fold(text);
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    while (word.ends_with("'")) word.pop_back();
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const Character character = read_character(folded, at);
    const bool is_inner_mark = character.code_point == U'\'' && !word.empty();
    if (is_letter(character.code_point) || is_digit(character.code_point) || is_inner_mark)
      word.append(folded, at, character.bytes);
    else
      close();
    at += character.bytes;
  }
  close();
  return words;
}

Bag weigh_words(std::string_view text, const CommonWords& common, std::size_t most) {
  std::map<std::string, int> counts;
  for (const std::string& word : words_of(text)) ++counts[stem_of(word)];
  return make_bag(counts, common, most);
}

Bag weigh_names(const std::vector<std::string>& names, const CommonWords& common) {
  std::map<std::string, int> counts;
  for (const std::string& name : names)
    for (const std::string& word : words_of(name))
      if (word.size() > 2) counts.emplace(stem_of(word), 1);
  return make_bag(counts, common, counts.size(), few_names);
}

double likeness(const Bag& a, const Bag& b) {
  double sum = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (const int order = x->first.compare(y->first); order == 0) sum += static_cast<double>(x++->second) * y++->second;
    else if (order < 0) ++x;
    else ++y;
  }
  return sum;
}

}  // namespace nutgraf::story
