#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};
template <typename T>
using WordMap = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

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
  WordMap<std::uint32_t> words_;
  std::vector<std::uint32_t> starts_ = {nowhere};
  std::unordered_map<std::uint64_t, std::uint32_t> steps_;
  std::vector<std::vector<std::uint32_t>> values_ = {{}};
};

std::vector<TextPiece> cut_reading(const Reading& reading, const Phrases& phrases);

// The plural of a phrase's last word: "policeman" -> "policemen".
std::string plural_of(const std::string& phrase);

}  // namespace nutgraf::who
