#pragma once

#include <string_view>
#include <vector>

#include "how_many/amounts.h"

namespace nutgraf::how_many {

// How the counted noun stands to the amount.
enum class Link { none, direct, of_noun, of_pronoun };

// A figure on the way: the amount with what has been read around it.
struct Draft {
  Figure figure;
  AmountForm form = AmountForm::number;
  TokenRange amount;
  std::int32_t first = 0;  // first word with hedge and currency sign
  std::int32_t last = 0;   // past the last word
  Link link = Link::none;
};

inline std::string_view word_at(const Reading& reading, std::int32_t token) {
  return token >= 0 && token < reading.size() ? std::string_view(reading[token].lower) : std::string_view();
}

// Hedges before and after the amount: bound, low, high.
void read_bound(const Reading& reading, const Lexicon& lexicon, Draft& draft);

// Money, percentages, ages and measures: kind and unit. False when no unit stands beside the amount.
bool read_unit(const Report& report, const Reading& reading, const Lexicon& lexicon, Draft& draft);

// What is counted: head noun, words and unit.
void read_counted(const Report& report, const Reading& reading, const Lexicon& lexicon, Draft& draft);

// "rose by 12 %", "a drop of 30", "up 5 percent".
void read_change(const Reading& reading, const Lexicon& lexicon, Draft& draft);

// Fills `of` and `subgroup` among the figures of a report.
void link_parts(const Report& report, const Reading& reading, std::vector<Draft>& drafts);

}  // namespace nutgraf::how_many
