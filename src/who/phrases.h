#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_map.h"
#include "reading/reading.h"

namespace nutgraf::who {

enum class Shape : std::uint8_t { none, lower, capital, upper };

// A run of letters and digits, folded: "al-Qaida" is two, "U.S." is one ("us"), "Turkey's" is two.
// Text and tables are cut the same way, so that a phrase is found however it is written.
struct Piece {
  std::string word;
  Shape shape = Shape::none;
};

std::vector<Piece> cut_into_pieces(std::string_view text);

// A piece of a reading.
struct TextPiece {
  std::uint32_t word = 0;  // its number in the phrases' vocabulary; 0: in no phrase
  std::int32_t token = no_token;
  Shape shape = Shape::none;
  bool starts_run = false;  // a comma, a full stop or a sentence's end stands before it
};

// Numbers by 64-bit key, in one flat array: a look-up touches one line of memory. Keys are hashes of words or pairs of
// small numbers, so they are compared as they are; 0 stands for an empty place and is never a key.
class FlatMap {
 public:
  std::uint32_t find(std::uint64_t key) const;  // 0 when there is none
  std::uint32_t& at(std::uint64_t key);         // 0 when new

 private:
  struct Place {
    std::uint64_t key = 0;
    std::uint32_t value = 0;
  };
  void grow();
  std::vector<Place> places_ = std::vector<Place>(1024);
  std::size_t used_ = 0;
};

// A set of phrases, each with numbers that its owner gives it; found in a text word by word.
class Phrases {
 public:
  void add(const std::vector<Piece>& pieces, std::uint32_t value);

  std::uint32_t word_number(std::string_view word) const;
  static constexpr std::uint32_t nowhere = 0;
  std::uint32_t start(std::uint32_t word) const { return word < starts_.size() ? starts_[word] : nowhere; }
  std::uint32_t next(std::uint32_t node, std::uint32_t word) const;
  // The numbers of the phrases that end here.
  const std::vector<std::uint32_t>& values(std::uint32_t node) const { return values_[node]; }

 private:
  std::uint32_t number(const std::string& word);
  FlatMap words_;  // by the hash of the word
  std::vector<std::uint32_t> starts_ = {nowhere};
  FlatMap steps_;  // by node and word
  std::vector<std::vector<std::uint32_t>> values_ = {{}};
};

std::vector<TextPiece> cut_reading(const Reading& reading, const Phrases& phrases);

// The plural of a phrase's last word: "policeman" -> "policemen".
std::string plural_of(const std::string& phrase);

}  // namespace nutgraf::who
