// Amounts of time as told: "12", "2.5", "twenty-five", "a dozen", "two and a half", "several", "a".

#include <cmath>

#include "when/grammar.h"

namespace nutgraf::when {

// A number in digits or words, without articles and vague amounts.
std::optional<Grammar::Amount> Grammar::read_plain_number(int i) const {
  if (const int digits = digits_at(i); digits >= 0) {
    if (is_mark(i - 1, '$') || (is_mark(i - 1, '.') && is_joined(i) && digits_at(i - 2) >= 0)) return std::nullopt;
    Amount amount{.end = i + 1, .count = digits, .is_digits = true};
    while (is_mark(amount.end, ',') && is_joined(amount.end) && size_at(amount.end + 1) == 3 &&
           digits_at(amount.end + 1) >= 0 && is_joined(amount.end + 1)) {
      amount.count = *amount.count * 1000 + digits_at(amount.end + 1);
      amount.end += 2;
    }
    if (is_mark(amount.end, '.') && is_joined(amount.end) && digits_at(amount.end + 1) >= 0 &&
        is_joined(amount.end + 1)) {
      amount.count =
          *amount.count + digits_at(amount.end + 1) / std::pow(10.0, static_cast<double>(size_at(amount.end + 1)));
      amount.end += 2;
    }
    return amount;
  }
  double total = 0, group = 0;
  int at = i, end = i;
  bool is_ordinal = false;
  while (const Match number = match(at, WordKind::number)) {
    const Entry& entry = *number.entry;
    if (entry.number_kind == NumberKind::decade) break;
    if (entry.number_kind == NumberKind::scale) {
      if (group == 0 && end == i) group = 1;
      if (entry.number >= 1000)
        total += group * entry.number, group = 0;
      else
        group *= entry.number;
    } else {
      // "three four" are two numbers; "twenty four" and "hundred four" are one.
      const bool fits = end == i || (static_cast<int>(group) % 100 == 0) ||
                        (static_cast<int>(group) % 10 == 0 && static_cast<int>(group) % 100 >= 20 && entry.number < 10);
      if (!fits) break;
      group += entry.number;
      is_ordinal = entry.number_kind == NumberKind::ordinal;
    }
    end = number.end;
    if (is_ordinal) break;
    at = is_mark(end, '-') && match(end + 1, WordKind::number) ? end + 1 : end;
    if (is_word(end, "and") && static_cast<int>(group + total) % 100 == 0 && group + total > 0 &&
        match(end + 1, WordKind::number))
      at = end + 1;
  }
  if (end == i) return std::nullopt;
  return Amount{.end = end, .count = total + group, .is_ordinal = is_ordinal};
}

std::optional<Grammar::Amount> Grammar::read_ordinal(int i) const {
  if (digits_at(i) > 0 && is_joined(i + 1) && is_any(i + 1, {"st", "nd", "rd", "th"}))
    return Amount{.end = i + 2, .count = digits_at(i), .is_ordinal = true, .is_digits = true};
  const auto number = read_plain_number(i);
  if (number && number->is_ordinal) return number;
  return std::nullopt;
}

std::optional<Grammar::Amount> Grammar::read_amount(int i) const {
  if (const Match words = match(i, WordKind::amount); words && !(is_word(i, "many") && is_word(i - 1, "as"))) {
    Amount amount{.end = words.end};
    if (words.entry->count > 0) amount.count = words.entry->count;
    return amount;
  }
  if (read_ordinal(i)) return std::nullopt;
  if (auto number = read_plain_number(i)) {
    // "2 1/2 hours", "2½ hours"
    const int half = skip_hyphen(number->end);
    if (digits_at(half) == 1 && is_mark(half + 1, '/') && digits_at(half + 2) == 2) {
      number->count = *number->count + 0.5;
      number->end = half + 3;
      return number;
    }
    if (is_mark(number->end, 'h')) {
      number->count = *number->count + 0.5;
      ++number->end;
      return number;
    }
    // "two and a half", "two-and-a-half", "two and half"
    int at = is_mark(number->end, '-') ? number->end + 1 : number->end;
    if (is_word(at, "and")) {
      at = skip_hyphen(at + 1);
      if (is_any(at, {"a", "one"})) at = skip_hyphen(at + 1);
      if (is_word(at, "half")) {
        number->count = *number->count + 0.5;
        number->end = at + 1;
      }
    }
    return number;
  }
  if (is_any(i, {"a", "an"})) return Amount{.end = i + 1, .count = 1, .is_article = true};
  return std::nullopt;
}

Grammar::Match Grammar::read_unit(int i) const {
  const Match unit = match(i, WordKind::unit);
  if (!unit) return {};
  // One night is a part of a day; nights are a length.
  if (is_word(i, "night")) return {};
  if (is_any(i, {"min", "hr", "yr", "mins", "hrs", "yrs"})) return {unit.entry, skip_stop(unit.end)};
  return unit;
}

}  // namespace nutgraf::when
