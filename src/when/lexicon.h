#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "when/calendar.h"
#include "when/holidays.h"
#include "when/when.h"

namespace nutgraf::when {

enum class WordKind : std::uint8_t {
  month,
  weekday,
  unit,
  part_of_day,
  clock_word,
  season,
  modifier,
  edge,
  shift,
  day_word,
  reference,
  set,
  offset,
  amount,
  number,
  zone,
  holiday,
  article,
  opener  // words of the grammar that stand in no table
};

enum class Effect : std::uint8_t { none, start, mid, end, approx, less_than, more_than, at_least, at_most };
enum class NumberKind : std::uint8_t { cardinal, ordinal, scale, decade };

// One row of one table, ready for use. Which fields mean something depends on `kind`.
struct Entry {
  WordKind kind = WordKind::month;
  std::vector<std::string> words;  // all words and marks of the phrase, lower case
  int number = 0;                  // month, weekday, units in one, steps, days, minutes east, value of a number word
  double count = 0;                // amounts; 0: a vague one
  Unit unit = Unit::day;
  Effect effect = Effect::none;
  NumberKind number_kind = NumberKind::cardinal;
  bool is_plural = false;
  bool is_ambiguous = false;
  bool from_speech = false;  // shifts and offsets: counted from the filing day, not from what was told before
  bool before_calendar = false, before_duration = false;  // modifiers
  std::string code;                                       // TIMEX3's: MO, SP, PRESENT_REF, P1D, 12:00
  std::string part;                                       // part of day as answers show it
  HolidayRule rule;
  std::string place;  // "lexicon/when/months.tsv:7"
};

constexpr std::uint32_t bit_of(WordKind kind) { return 1u << static_cast<unsigned>(kind); }

// The phrases that start with one word, longest first, and what kinds there are among them.
struct Starts {
  std::vector<Entry> entries;
  std::uint32_t kinds = 0;  // bits of WordKind
};

// Hashes views and strings alike, so that a lookup copies nothing.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class Lexicon {
 public:
  // The phrases that start with this lower-case word; null when there are none.
  const Starts* starting_with(std::string_view word) const {
    if (word.empty() || !maybe_.test(slot_of(word))) return nullptr;
    const auto found = entries_.find(word);
    return found == entries_.end() ? nullptr : &found->second;
  }

  void add(Entry entry);
  void sort_entries();

 private:
  // First two letters and length: most words are turned away without a lookup.
  static std::size_t slot_of(std::string_view word) {
    const auto first = static_cast<unsigned char>(word[0]) & 31u;
    const auto second = word.size() > 1 ? static_cast<unsigned char>(word[1]) & 31u : 0u;
    return (first * 32 + second) * 16 + (word.size() & 15u);
  }

  std::unordered_map<std::string, Starts, TextHash, std::equal_to<>> entries_;
  std::bitset<32 * 32 * 16> maybe_;
};

}  // namespace nutgraf::when
