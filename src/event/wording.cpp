// Two tellings of one event share words even where their parties are not told alike: the names, the numbers, the rarer nouns.
// Cohesion by common words, weighed by how few sentences of the report have them.

#include "event/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <unordered_map>

#include "base/utf8.h"

namespace nutgraf::event {

namespace {

constexpr std::int32_t reach = 8;        // words from the trigger that are near it
constexpr int sentences_of_rare = 3;
constexpr std::size_t least_length = 3;  // bytes of a content word

bool is_function_word(std::string_view word) {
  static constexpr std::array<std::string_view, 36> words = {
      "the",  "and",   "for",   "with",  "from",   "have",  "not",  "that", "this",  "she",  "they", "who",    "which", "his",    "her",  "their", "its",  "say",
      "tell", "one",   "two",   "also",  "after",  "before", "when", "while", "during", "than", "more", "but",   "was",   "were",   "are",  "has",   "had",  "been"};
  return std::ranges::find(words, word) != words.end();
}

bool is_content_word(std::string_view word) {
  const auto is_lettered = [](char c) { return is_letter(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80; };
  return word.size() >= least_length && std::ranges::all_of(word, is_lettered) && !is_function_word(word);
}

bool starts_with_digit(std::string_view word) { return !word.empty() && word.front() >= '0' && word.front() <= '9'; }

template <typename WordSet>
void make_set(WordSet& words) {
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

// Calls `each` for what two sorted sets have in common.
template <typename WordSet, typename Each>
void for_common(const WordSet& a, const WordSet& b, Each each) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x < *y) ++x;
    else if (*y < *x) ++y;
    else each(*x), ++x, ++y;
  }
}

template <typename WordSet>
double count_common(const WordSet& a, const WordSet& b) {
  double common = 0;
  for_common(a, b, [&](std::int32_t) { ++common; });
  return common;
}

}  // namespace

Wording::Wording(const std::vector<Mention>& mentions, const Reading& reading) : profiles_(mentions.size()) {
  std::unordered_map<std::string, std::int32_t> numbers;
  const auto number_of = [&](const Token& token) {
    return numbers.emplace(fold(token.lemma), static_cast<std::int32_t>(numbers.size())).first->second;
  };
  std::vector<std::int32_t> counted;  // sentences whose words are counted
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& mention = mentions[i];
    Profile& profile = profiles_[i];
    profile.sentence = mention.sentence;
    const TokenRange tokens = reading.sentences[static_cast<std::size_t>(mention.sentence)].tokens;
    for (std::int32_t token = tokens.first; token < tokens.last; ++token) {
      const std::int32_t word = number_of(reading[token]);
      if (reading[token].name >= 0 && is_content_word(reading[token].lower)) profile.names.push_back(word);
      if (starts_with_digit(reading[token].lemma)) profile.numbers.push_back(word);
      if (!is_content_word(fold(reading[token].lemma))) continue;
      profile.content.push_back(word);
      if (token != mention.trigger && std::abs(token - mention.trigger) <= reach) profile.near.push_back(word);
    }
    for (const std::int32_t head : mention.recipients) profile.recipients.push_back(number_of(reading[head]));
    profile.parties = profile.recipients;
    for (const std::int32_t head : mention.actors) profile.parties.push_back(number_of(reading[head]));
    for (WordSet* words : {&profile.content, &profile.names, &profile.near, &profile.numbers, &profile.parties, &profile.recipients}) make_set(*words);
    sentences_with_.resize(numbers.size());
    if (std::ranges::find(counted, mention.sentence) != counted.end()) continue;
    counted.push_back(mention.sentence);
    for (const std::int32_t word : profile.content) ++sentences_with_[static_cast<std::size_t>(word)];
  }
  sentences_ = std::max<std::size_t>(counted.size(), 2);
}

CommonWords Wording::common(std::size_t earlier, std::size_t later) const {
  const Profile &a = profiles_[earlier], &b = profiles_[later];
  CommonWords common;
  if (a.sentence == b.sentence) return common;
  for_common(a.content, b.content, [&](std::int32_t word) {
    const int sentences = sentences_with_[static_cast<std::size_t>(word)];
    ++common.words;
    if (sentences <= sentences_of_rare) ++common.rare_words;
    common.weight += std::log(static_cast<double>(sentences_) / std::max(sentences, 1));
  });
  common.names = count_common(a.names, b.names);
  common.has_other_names = !a.names.empty() && !b.names.empty() && common.names == 0;
  common.near_words = count_common(a.near, b.near);
  common.near_share = common.near_words / static_cast<double>(std::max<std::size_t>(std::min(a.near.size(), b.near.size()), 1));
  common.numbers = count_common(a.numbers, b.numbers);
  common.later_parties_near = count_common(a.near, b.parties) > 0;
  common.earlier_parties_near = count_common(b.near, a.parties) > 0;
  common.later_recipient_told = count_common(a.content, b.recipients) > 0;
  common.earlier_recipient_told = count_common(b.content, a.recipients) > 0;
  return common;
}

}  // namespace nutgraf::event
