#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "when/atoms.h"
#include "when/phrase.h"

namespace nutgraf::when {

// Finds the temporal expressions of a reading, longest first at every place, left to right. One object a report.
class Grammar {
 public:
  Grammar(const Reading& reading, const std::vector<Atom>& atoms) : reading_(reading), atoms_(atoms) {}

  std::vector<Phrase> read_all();

 private:
  struct Amount {
    int end = 0;
    std::optional<double> count;  // nothing: a vague one
    bool is_article = false;      // "a year"
    bool is_ordinal = false;
    bool is_digits = false;
  };
  struct Match {
    const Entry* entry = nullptr;
    int end = 0;
    explicit operator bool() const { return entry != nullptr; }
  };

  // Words and marks (grammar.cpp). Nothing matches outside the current sentence.
  bool has(int i) const { return begin_ <= i && i < end_; }
  bool is_word(int i, std::string_view word) const {
    return has(i) && atoms_[static_cast<std::size_t>(i)].text == word;
  }
  bool is_any(int i, std::initializer_list<std::string_view> words) const;
  bool is_mark(int i, char mark) const;
  bool is_letters(int i) const;
  bool is_joined(int i) const { return has(i) && atoms_[static_cast<std::size_t>(i)].is_joined; }
  int digits_at(int i) const;  // -1 when there are none
  std::size_t size_at(int i) const;
  bool is_capital(int i) const;           // first letter is upper case
  bool is_in_name(int i, int end) const;  // "Daily" of "Daily Argus": capitals in a sentence that has small letters
  bool is_lower_noun(int i) const;        // looks like a plain plural noun: "people", "troops"
  Upos upos_at(int i) const;
  bool is_shouted() const { return is_shouted_; }  // the sentence has only capitals, or none
  Match match(int i, WordKind kind) const;
  int skip_hyphen(int i) const { return is_mark(i, '-') ? i + 1 : i; }
  int skip_stop(int i) const;     // past the full stop of an abbreviation
  int skip_fillers(int i) const;  // past adjectives between a number and its unit

  // Amounts (amounts.cpp)
  std::optional<Amount> read_amount(int i) const;
  std::optional<Amount> read_plain_number(int i) const;
  std::optional<Amount> read_ordinal(int i) const;
  Match read_unit(int i) const;

  // Lengths of time and what is counted with them (lengths.cpp)
  std::optional<Phrase> read_length(int i) const;
  std::optional<Phrase> read_bare_length(int i) const;
  std::optional<Phrase> read_long_word(int i) const;  // "weeklong"
  std::optional<Phrase> read_offset(Phrase length) const;
  std::optional<Phrase> read_day_before(int i) const;  // "the day before", "a year earlier"
  std::optional<Phrase> read_again(int i) const;

  // Relative units (shifts.cpp)
  std::optional<Phrase> read_shift(int i) const;
  std::optional<Phrase> read_the_unit(int i) const;
  std::optional<Phrase> read_part_of_stretch(int i) const;  // "the end of 2011", "the first week of June"
  std::optional<Phrase> read_whole(int i) const;            // what may follow "the end of"
  std::optional<Phrase> read_modified(int i) const;         // "early 2011", "late last year", "later that day"
  std::optional<Phrase> read_reference(int i) const;

  // Dates (dates.cpp)
  std::optional<Phrase> read_date(int i) const;  // any calendar date without modifiers
  std::optional<Phrase> read_month_first(int i) const;
  std::optional<Phrase> read_day_first(int i) const;
  std::optional<Phrase> read_numeric(int i) const;
  std::optional<Phrase> read_weekday(int i) const;
  std::optional<Phrase> read_ordinal_day(int i) const;
  bool is_month(int i, const Match& month) const;  // not the verb or the name
  bool names_group(int end) const;                 // the words after a date make it a name
  bool is_day_number(int i) const;
  int read_day_number(int i, int* day) const;  // end, or i when there is none
  void read_year_tail(Phrase& phrase) const;   // ", 1990", "of last year"

  // Years and longer, seasons, holidays (years.cpp)
  std::optional<Phrase> read_year(int i) const;
  std::optional<Phrase> read_era_year(int i) const;
  std::optional<Phrase> read_decade(int i) const;
  std::optional<Phrase> read_century(int i) const;
  std::optional<Phrase> read_season(int i) const;
  std::optional<Phrase> read_quarter(int i) const;
  std::optional<Phrase> read_fiscal(int i) const;
  std::optional<Phrase> read_holiday(int i) const;
  bool is_year(int i) const;
  int skip_era(int i, bool* is_before_christ) const;

  // Times of the day (clock.cpp)
  std::optional<Phrase> read_clock(int i) const;
  std::optional<Phrase> read_time_of_day(int i) const;  // a clock time or part of day, with its date if it has one
  std::optional<Phrase> read_part(int i) const;
  void read_time_tail(Phrase& phrase) const;  // "Monday | morning", "Monday | at 5 p.m."
  int read_meridiem(int i, bool* is_afternoon) const;
  void read_zone(Phrase& phrase) const;

  // Several at once (ranges.cpp): "June 5-7", "5 and 6 March", "1914-18", "the 18th and 19th centuries"
  bool read_range(int i, std::vector<Phrase>& found) const;
  void share_fields(std::vector<Phrase>& found) const;

  struct Opening;
  std::uint32_t kinds_at(int i) const;
  Opening opening_at(int i) const;
  std::optional<Phrase> read_one(int i, const Opening& opening) const;
  Phrase start(int i, Form form, const char* because) const;
  bool is_sentence_shouted(int first, int last) const;

  const Reading& reading_;
  const std::vector<Atom>& atoms_;
  int begin_ = 0, end_ = 0;  // atoms of the current sentence
  bool is_shouted_ = false;
};

}  // namespace nutgraf::when
