// Reads numbers as newsrooms write them: digits ("1,200", "2.5"), words ("forty-five", "two hundred and ten"), both
// ("1.2 million", "2.5 lakh", "$8bn"), "a dozen", "20-odd", ordinals ("third", "21st"). What is counted is how_many's
// business.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "reading/marks.h"

namespace nutgraf::reading {

namespace {

struct NumberWord {
  std::string_view word;
  double value;
};

constexpr std::array<NumberWord, 28> small_words = {
    {{"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
     {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
     {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
     {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fourty", 40},
     {"fifty", 50},    {"sixty", 60},    {"seventy", 70},  {"eighty", 80}}};
constexpr NumberWord ninety = {"ninety", 90};

constexpr std::array<NumberWord, 31> ordinal_words = {
    {{"first", 1},      {"second", 2},       {"third", 3},       {"fourth", 4},       {"fifth", 5},
     {"sixth", 6},      {"seventh", 7},      {"eighth", 8},      {"ninth", 9},        {"tenth", 10},
     {"eleventh", 11},  {"twelfth", 12},     {"thirteenth", 13}, {"fourteenth", 14},  {"fifteenth", 15},
     {"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19},  {"twentieth", 20},
     {"thirtieth", 30}, {"fortieth", 40},    {"fiftieth", 50},   {"sixtieth", 60},    {"seventieth", 70},
     {"eightieth", 80}, {"ninetieth", 90},   {"hundredth", 100}, {"thousandth", 1e3}, {"millionth", 1e6},
     {"billionth", 1e9}}};

constexpr std::array<NumberWord, 19> scale_words = {{{"hundred", 100},
                                                     {"thousand", 1e3},
                                                     {"million", 1e6},
                                                     {"billion", 1e9},
                                                     {"trillion", 1e12},
                                                     {"dozen", 12},
                                                     {"score", 20},
                                                     {"lakh", 1e5},
                                                     {"lakhs", 1e5},
                                                     {"crore", 1e7},
                                                     {"crores", 1e7},
                                                     {"bn", 1e9},
                                                     {"mn", 1e6},
                                                     {"tn", 1e12},
                                                     {"k", 1e3},
                                                     {"million-odd", 1e6},
                                                     {"mln", 1e6},
                                                     {"bln", 1e9},
                                                     {"m", 1e6}}};

template <std::size_t Size>
std::optional<double> value_in(const std::array<NumberWord, Size>& words, std::string_view word) {
  for (const NumberWord& one : words)
    if (one.word == word) return one.value;
  return std::nullopt;
}

std::optional<double> small_value(std::string_view word) {
  if (word == ninety.word) return ninety.value;
  return value_in(small_words, word);
}

// "1,200.5" or "21st": digits with thousands commas and at most one point.
struct Digits {
  double value = 0;
  bool is_ordinal = false;
};
std::optional<Digits> read_digits(std::string_view word) {
  std::string plain;
  std::size_t i = 0;
  bool has_point = false;
  for (; i < word.size(); ++i) {
    const char c = word[i];
    if (c >= '0' && c <= '9') {
      plain.push_back(c);
    } else if (c == ',' && i > 0 && i + 3 < word.size() + 0 && !has_point) {
      continue;
    } else if (c == '.' && !has_point && i + 1 < word.size()) {
      has_point = true;
      plain.push_back(c);
    } else {
      break;
    }
  }
  const std::string_view rest = word.substr(i);
  const bool is_ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
  if (plain.empty() || plain == "." || plain.size() > 20 || (!rest.empty() && !is_ordinal)) return std::nullopt;
  if (plain.front() == '.') plain.insert(0, "0");
  double value = 0;
  const auto read = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (read.ec != std::errc()) return std::nullopt;
  return Digits{value, is_ordinal};
}

// Reads one number from a token on; `at_` moves over its words.
class NumberReader {
 public:
  NumberReader(const Reading& reading, std::int32_t first) : reading_(reading), at_(first), first_(first) {
    last_ = reading[first].sentence;
  }

  std::optional<NumberWords> read() {
    if (const auto digits = read_digits(word(at_))) return read_from_digits(*digits);
    return read_from_words();
  }

 private:
  std::string_view word(std::int32_t i) const {
    if (i >= reading_.size() || reading_[i].sentence != last_) return {};
    return reading_[i].lower;
  }
  bool touches(std::int32_t i) const {
    return i < reading_.size() && reading_[i].span.begin == reading_[i - 1].span.end;
  }

  NumberWords finish(double value, bool is_digits, bool is_ordinal) const {
    const TokenRange range{first_, at_};
    return {range, span_of(reading_, range), value, is_digits, is_ordinal};
  }

  // "odd" and "some" after a hyphen belong to the number: "20-odd", "300-some".
  void skip_odd() {
    if (word(at_) == "-" && (word(at_ + 1) == "odd" || word(at_ + 1) == "some")) at_ += 2;
  }

  std::optional<double> scale_at(std::int32_t i) const {
    const std::string_view w = word(i);
    if ((w == "m" || w == "k" || w == "score") && !(w != "score" && touches(i))) return std::nullopt;
    return value_in(scale_words, w);
  }

  std::optional<NumberWords> read_from_digits(Digits digits) {
    ++at_;
    if (digits.is_ordinal) return finish(digits.value, true, true);
    double value = digits.value;
    for (std::int32_t next = group_after(); next != no_token; next = group_after()) {
      value = value * 1000 + std::stoi(std::string(word(next)));
      at_ = next + 1;
    }
    for (int count = 0; count < 2; ++count) {
      std::int32_t next = at_;
      if (word(next) == "-" && touches(next)) ++next;
      const auto scale = scale_at(next);
      if (!scale) break;
      value *= *scale;
      at_ = next + 1;
    }
    if (word(at_) == "and" && (word(at_ + 1) == "a") && word(at_ + 2) == "half") return finish(value, true, false);
    skip_odd();
    return finish(value, true, false);
  }

  static bool is_all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); }

  // The token of the next three digits where thousands are written apart: "10 000 people", or "20 , 000" where a text is cut into words; no_token
  // when there are none.
  std::int32_t group_after() const {
    const std::string_view before = word(at_ - 1);
    const bool is_open = is_all_digits(before) && before.size() <= 3 && (at_ - 1 > first_ || before[0] != '0');
    if (!is_open) return no_token;
    const auto is_group = [&](std::int32_t i) { return word(i).size() == 3 && is_all_digits(word(i)); };
    if (word(at_) == "," && !touches(at_) && !touches(at_ + 1) && is_group(at_ + 1)) return at_ + 1;
    return word(at_) == "000" && !touches(at_) ? at_ : no_token;
  }

  // "two hundred and ten thousand": groups below a thousand, each with its scale.
  std::optional<NumberWords> read_from_words() {
    double total = 0, group = 0;
    bool any = false, is_small_open = false;
    double last_small = 0;
    if ((word(at_) == "a" || word(at_) == "an") && is_counting_scale(at_ + 1)) {
      group = 1;
      ++at_;
    } else if (word(at_) == "half" && word(at_ + 1) == "a" && is_counting_scale(at_ + 2)) {
      group = 0.5;
      at_ += 2;
    }
    while (true) {
      std::int32_t next = at_;
      if (any && word(next) == "-" && touches(next)) ++next;
      if (any && word(next) == "and" && (last_scale_ >= 100)) ++next;
      if (any && word(next) == "," && last_scale_ >= 1000) ++next;
      const std::string_view w = word(next);
      if (const auto small = small_value(w)) {
        if (is_small_open && !(last_small >= 20 && *small < 10 && *small > 0)) break;
        group += *small;
        last_small = *small;
        is_small_open = true;
      } else if (const auto scale = scale_at(next); scale && (any || group > 0)) {
        if (*scale == 100 || *scale == 12 || *scale == 20) {
          group = (group == 0 ? 1 : group) * *scale;
        } else {
          total += (group == 0 ? (total == 0 ? 1 : 0) : group) * *scale;
          if (group == 0 && total > *scale) total *= *scale;
          group = 0;
        }
        last_scale_ = *scale;
        is_small_open = false;
        last_small = 0;
      } else if (const auto ordinal = value_in(ordinal_words, w);
                 ordinal && may_end_ordinal(any, *ordinal, last_small)) {
        at_ = next + 1;
        const double scale_value = *ordinal >= 100 && any ? (total + group) * *ordinal : total + group + *ordinal;
        return finish(scale_value, false, true);
      } else {
        break;
      }
      any = true;
      at_ = next + 1;
    }
    if (!any) return std::nullopt;
    skip_odd();
    return finish(total + group, false, false);
  }

  static bool may_end_ordinal(bool any, double ordinal, double last_small) {
    return !any || ordinal >= 100 || last_small == 0 || (last_small >= 20 && ordinal < 10);
  }
  bool is_counting_scale(std::int32_t i) const {
    const std::string_view w = word(i);
    return w == "dozen" || w == "hundred" || w == "thousand" || w == "million" || w == "billion" || w == "trillion" ||
           w == "lakh" || w == "crore" || w == "score";
  }

  const Reading& reading_;
  std::int32_t at_;
  std::int32_t first_;
  std::int32_t last_ = 0;
  double last_scale_ = 0;
};

bool starts_number(std::string_view lower) {
  if (lower.empty()) return false;
  if ((lower[0] >= '0' && lower[0] <= '9') || lower[0] == '.') return true;
  return lower == "a" || lower == "an" || lower == "half" || small_value(lower) || value_in(ordinal_words, lower) ||
         lower == "hundred" || lower == "thousand" || lower == "dozen";
}

}  // namespace

std::vector<NumberWords> find_numbers(const Reading& reading) {
  std::vector<NumberWords> numbers;
  for (std::int32_t token = 0; token < reading.size();) {
    const std::string& lower = reading[token].lower;
    if (starts_number(lower)) {
      if (auto number = NumberReader(reading, token).read(); number && number->tokens.size() > 0) {
        numbers.push_back(*number);
        token = number->tokens.last;
        continue;
      }
    }
    ++token;
  }
  return numbers;
}

}  // namespace nutgraf::reading
