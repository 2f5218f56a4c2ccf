#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace nutgraf {

// Whether a word is this literal: by size first. The standard library's own comparison with a literal looks at the letters
// first (until g++ 13), and the questions compare every word with dozens of literals.
inline bool operator==(const std::string& word, const char* literal) { return std::string_view(word) == std::string_view(literal); }

// Hashes views and strings alike, so that a lookup copies nothing.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
};

// Turns away most words that are not in a table, by their first two letters and their length, before anything is hashed: of
// the words of a report few are in any one table.
class WordFilter {
 public:
  void add(std::string_view word) { maybe_.set(slot_of(word)); }
  // False when the word was never added; true when it may have been.
  bool may_hold(std::string_view word) const { return maybe_.test(slot_of(word)); }

 private:
  static std::size_t slot_of(std::string_view word) {
    if (word.empty()) return 0;
    const std::size_t first = static_cast<unsigned char>(word[0]) & 31u;
    const std::size_t second = word.size() > 1 ? static_cast<unsigned char>(word[1]) & 31u : 0u;
    return (first * 32 + second) * 16 + (word.size() & 15u);
  }
  std::bitset<32 * 32 * 16> maybe_;
};

// Words with a value each, asked by views.
template <typename T>
class WordMap {
  using Words = std::unordered_map<std::string, T, WordHash, std::equal_to<>>;

 public:
  typename Words::const_iterator find(std::string_view word) const {
    return filter_.may_hold(word) ? words_.find(word) : words_.end();
  }
  typename Words::iterator begin() { return words_.begin(); }
  typename Words::iterator end() { return words_.end(); }
  typename Words::const_iterator begin() const { return words_.begin(); }
  typename Words::const_iterator end() const { return words_.end(); }
  bool contains(std::string_view word) const { return filter_.may_hold(word) && words_.contains(word); }
  const T& at(std::string_view word) const { return words_.find(word)->second; }
  std::size_t size() const { return words_.size(); }

  T& operator[](std::string word) {
    filter_.add(word);
    return words_[std::move(word)];
  }
  // As of a standard map: what is there already stays.
  auto emplace(std::string word, T value) {
    filter_.add(word);
    return words_.emplace(std::move(word), std::move(value));
  }

 private:
  WordFilter filter_;
  Words words_;
};

// Words, asked by views.
class WordSet {
 public:
  bool contains(std::string_view word) const { return filter_.may_hold(word) && words_.contains(word); }
  void insert(std::string word) {
    filter_.add(word);
    words_.insert(std::move(word));
  }

 private:
  WordFilter filter_;
  std::unordered_set<std::string, WordHash, std::equal_to<>> words_;
};

}  // namespace nutgraf
