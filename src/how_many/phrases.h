#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/word_map.h"
#include "reading/reading.h"

namespace nutgraf::how_many {

std::vector<std::string> split_words(std::string_view phrase, char parting = ' ');

// "kilometres" -> "kilometre", "inches" -> "inch", "centuries" -> "century"; a word with no plural ending stays.
// The ending is only cut: whether a word so made exists is the table's business.
bool is_word_or_plural(std::string_view word, std::string_view singular);

enum class Matching { lower, plural, printed };

// Phrases of one or more words with a value each, found at a token by their first word, or before a token by their last.
template <typename T>
class PhraseTable {
 public:
  struct Match {
    TokenRange tokens;
    const T* value = nullptr;
    explicit operator bool() const { return value != nullptr; }
  };

  void add(std::string_view phrase, T value) {
    Phrase entry{split_words(phrase), std::move(value)};
    if (entry.words.empty()) return;
    const std::string first = entry.words.front(), last = entry.words.back();
    phrases_.push_back(std::move(entry));
    by_first_[first].push_back(phrases_.size() - 1);
    by_last_[last].push_back(phrases_.size() - 1);
  }

  // The longest phrase that starts at the token.
  Match match_at(const Reading& reading, std::int32_t token, Matching matching = Matching::lower) const {
    Match best;
    if (token < 0 || token >= reading.size()) return best;
    for_keys(reading[token], matching, [&](std::string_view key) {
      const auto found = by_first_.find(key);
      if (found == by_first_.end()) return;
      for (const std::size_t index : found->second) {
        const Phrase& phrase = phrases_[index];
        const auto length = static_cast<std::int32_t>(phrase.words.size());
        if (length <= best.tokens.size() || !fits(reading, phrase, token, matching)) continue;
        best = {{token, token + length}, &phrase.value};
      }
    });
    return best;
  }

  // The longest phrase whose last word is the one before `end`.
  Match match_before(const Reading& reading, std::int32_t end) const {
    Match best;
    if (end <= 0) return best;
    const auto found = by_last_.find(std::string_view(reading[end - 1].lower));
    if (found == by_last_.end()) return best;
    for (const std::size_t index : found->second) {
      const Phrase& phrase = phrases_[index];
      const auto length = static_cast<std::int32_t>(phrase.words.size());
      if (length <= best.tokens.size() || length > end || !fits(reading, phrase, end - length, Matching::lower)) continue;
      best = {{end - length, end}, &phrase.value};
    }
    return best;
  }

 private:
  struct Phrase {
    std::vector<std::string> words;
    T value;
  };

  template <typename Visit>
  static void for_keys(const Token& token, Matching matching, Visit&& visit) {
    if (matching == Matching::printed) return visit(token.form);
    const std::string_view word = token.lower;
    visit(word);
    if (matching != Matching::plural) return;
    if (word.ends_with("s")) visit(word.substr(0, word.size() - 1));
    if (word.ends_with("es")) visit(word.substr(0, word.size() - 2));
    if (word.ends_with("ies")) visit(std::string(word.substr(0, word.size() - 3)) + "y");
  }

  static bool fits(const Reading& reading, const Phrase& phrase, std::int32_t first, Matching matching) {
    const auto length = static_cast<std::int32_t>(phrase.words.size());
    if (first + length > reading.size() || reading[first].sentence != reading[first + length - 1].sentence) return false;
    for (std::int32_t i = 0; i < length; ++i) {
      const Token& token = reading[first + i];
      const std::string& word = phrase.words[static_cast<std::size_t>(i)];
      const bool same = matching == Matching::printed ? token.form == word
                        : matching == Matching::plural ? is_word_or_plural(token.lower, word)
                                                       : token.lower == word;
      if (!same) return false;
    }
    return true;
  }

  std::vector<Phrase> phrases_;
  WordMap<std::vector<std::size_t>> by_first_, by_last_;
};

}  // namespace nutgraf::how_many
