#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf::story {

// How many of a thousand news reports hold a word; words that are not listed are rare. lexicon/story/common_words.tsv.
class CommonWords {
 public:
  static Result<CommonWords> load(const TableSource& tables);

  // Weight of a word by its rarity: the logarithm of reports by reports that hold it; 0 for words in nearly all.
  double weight_of(std::string_view stem) const;

 private:
  std::unordered_map<std::string, double> weights_;
};

// Words with their weights, sorted by word, each once; length (Euclidean) is 1 unless empty.
using Bag = std::vector<std::pair<std::string, float>>;

// The words of a text in lower case without endings ("killings" -> "kill"), with the logarithm of their count times their rarity.
// Words without weight are left out; with `most`, only the heaviest are kept.
Bag weigh_words(std::string_view text, const CommonWords& common, std::size_t most = 200);

// Names given, each once, weighed by rarity. Shorter than 1: two reports with one name in common and no other may speak of different things.
Bag weigh_names(const std::vector<std::string>& names, const CommonWords& common);

// Cosine of two bags: 0 when they share nothing or one is empty.
double likeness(const Bag& a, const Bag& b);

// A word without the endings of its forms; crude, for comparing only.
std::string stem_of(std::string_view lower);

// The words of a text, folded, in order; numbers are words.
std::vector<std::string> words_of(std::string_view text);

}  // namespace nutgraf::story
