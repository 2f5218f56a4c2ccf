// Lengths of time ("nearly two weeks", "a 12-year-old", "weeklong"), dates counted with them ("two days ago", "years
// later") and times that come again ("every Friday", "twice a week").

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "when/grammar.h"
#include "when/value.h"

namespace nutgraf::when {

std::optional<Phrase> Grammar::read_length(int i) const {
  Phrase phrase = start(i, Form::length, "when.length");
  int at = i;
  if (const Match modifier = match(at, WordKind::modifier); modifier && modifier.entry->before_duration) {
    phrase.effect = modifier.entry->effect;
    at = skip_stop(modifier.end);
  }
  const bool has_determiner = is_any(at, {"the", "these", "those", "another", "all"});
  if (is_any(at, {"another", "all"}) && read_unit(at + 1) && !read_unit(at + 1).entry->is_plural) {
    const Match unit = read_unit(at + 1);
    phrase.amount = unit.entry->number, phrase.unit = unit.entry->unit, phrase.last = unit.end;
    return phrase;
  }
  if (has_determiner) ++at;
  const auto amount = read_amount(at);
  if (!amount) {
    if (has_determiner || at != i) return std::nullopt;
    return read_bare_length(i);
  }
  int unit_at = skip_fillers(skip_hyphen(amount->end));
  if (amount->is_article && unit_at != amount->end &&
      !is_any(amount->end, {"full", "whole", "single", "further", "mere", "further", "solid", "entire"}))
    return std::nullopt;
  const Match unit = read_unit(unit_at);
  if (!unit) return std::nullopt;
  const bool is_hyphenated = is_mark(unit_at - 1, '-');
  const bool is_singular = !unit.entry->is_plural;
  // "a year-long siege", "a night raid": the article belongs to the siege and the raid.
  if (amount->is_article && is_mark(unit.end, '-')) return std::nullopt;
  if (unit.entry->unit == Unit::quarter && (is_singular || is_any(unit.end, {"of", "in"}) || is_hyphenated))
    return std::nullopt;
  if (unit.entry->unit == Unit::weekend && amount->is_article) return std::nullopt;
  if (unit.entry->unit == Unit::second && is_singular && (!is_hyphenated || amount->is_article)) return std::nullopt;
  // "the 12-day war": the article belongs to the war.
  if (has_determiner && is_singular) return std::nullopt;
  if (has_determiner && is_any(i, {"all"})) return std::nullopt;
  // "the Seven Days Battles"
  if (has_determiner && !is_shouted_ && is_capital(unit_at)) return std::nullopt;
  phrase.amount = amount->count;
  if (phrase.amount) *phrase.amount *= unit.entry->number;
  phrase.unit = unit.entry->unit;
  phrase.last = unit.end;

  // "a year and a half", "five years and three months", "12 years old", "12-year-old"
  if (is_word(phrase.last, "and") && is_word(phrase.last + 1, "a") && is_word(phrase.last + 2, "half") &&
      phrase.amount) {
    *phrase.amount += 0.5;
    phrase.last += 3;
  } else if (int next = is_word(phrase.last, "and") || is_mark(phrase.last, ',') ? phrase.last + 1 : phrase.last;
             phrase.amount && (next > phrase.last || !is_singular)) {
    const auto more = read_plain_number(next);
    if (more && !more->is_ordinal) {
      const Match smaller = read_unit(skip_hyphen(more->end));
      if (smaller && smaller.entry->unit < *phrase.unit && smaller.entry->unit != Unit::weekend) {
        phrase.extra_length = write_length(*more->count * smaller.entry->number, smaller.entry->unit);
        phrase.last = smaller.end;
      }
    }
  }
  if (is_hyphenated && is_singular && is_any(phrase.last, {"period", "span", "stretch"})) {
    ++phrase.last;
    if (is_any(i - 1, {"a", "an", "the"})) --phrase.first;
    return phrase;
  }
  const int after = skip_hyphen(phrase.last);
  if (is_any(after, {"old", "olds", "long"}))
    phrase.last = after + 1;
  else if (is_word(phrase.last, "of") && is_word(phrase.last + 1, "age"))
    phrase.last += 2;
  return phrase;
}

// "years of war", "for weeks", "months-long", "year-long"
std::optional<Phrase> Grammar::read_bare_length(int i) const {
  if (auto word = read_long_word(i)) return word;
  const Match unit = read_unit(i);
  if (!unit || unit.entry->unit == Unit::weekend) return std::nullopt;
  Phrase phrase = start(i, Form::length, "when.bare_length");
  phrase.unit = unit.entry->unit;
  const int after = skip_hyphen(unit.end);
  // "the year-ago quarter": a whole unit before
  if (is_mark(unit.end, '-') && is_any(after, {"ago", "earlier"}) && !unit.entry->is_plural) {
    phrase.form = Form::offset, phrase.because = "when.year_ago";
    phrase.amount = unit.entry->number, phrase.sign = -1, phrase.from_speech = is_word(after, "ago"),
    phrase.last = after + 1;
    return phrase;
  }
  if (is_word(after, "long") && is_mark(unit.end, '-')) {
    if (!unit.entry->is_plural) phrase.amount = unit.entry->number;
    phrase.last = after + 1;
    return phrase;
  }
  const bool counts_from = match(unit.end, WordKind::offset) || is_any(unit.end, {"after", "before", "into"});
  const bool is_long_unit =
      (*phrase.unit >= Unit::hour || counts_from) && *phrase.unit != Unit::quarter && *phrase.unit != Unit::half;
  // "referee Tony Weeks", "the Marsk years"
  const bool is_name = is_capital(i) ? i > begin_ && is_letters(i - 1) : is_capital(i - 1) && i - 1 > begin_;
  if (is_name && !is_shouted_) return std::nullopt;
  if (!unit.entry->is_plural || !is_long_unit) return std::nullopt;
  if (is_mark(i - 1, '-') || match(i - 1, WordKind::part_of_day) ||
      is_any(i - 1, {"the", "those", "his", "her", "their", "its", "these", "early", "many", "dog", "office", "working",
                     "school", "business"}))
    return std::nullopt;
  phrase.last = unit.end;
  return phrase;
}

std::optional<Phrase> Grammar::read_long_word(int i) const {
  if (!is_letters(i)) return std::nullopt;
  const std::string_view text = atoms_[static_cast<std::size_t>(i)].text;
  for (const auto& [word, unit] : {std::pair{"daylong", Unit::day},
                                   {"weeklong", Unit::week},
                                   {"monthlong", Unit::month},
                                   {"yearlong", Unit::year},
                                   {"hourlong", Unit::hour}}) {
    if (text != word) continue;
    Phrase phrase = start(i, Form::length, "when.length");
    phrase.amount = 1, phrase.unit = unit, phrase.last = i + 1;
    return phrase;
  }
  return std::nullopt;
}

// "two days ago", "a year earlier", "years later"; nothing when no such word follows.
std::optional<Phrase> Grammar::read_offset(Phrase length) const {
  Match word = match(length.last, WordKind::offset);
  if (!word) return std::nullopt;
  const bool needs_end = is_any(length.last, {"before", "after", "prior"}) && word.end == length.last + 1;
  if (needs_end) {
    // "two days before the vote" counts from the vote, which is not ours to place.
    const bool ends = !has(word.end) || is_mark(word.end, '.') || is_mark(word.end, ',') || is_mark(word.end, ';') ||
                      is_mark(word.end, ')') || is_mark(word.end, '"') ||
                      is_any(word.end, {"and", "but", "in", "when", "at", "on", "by"});
    if (!ends) return std::nullopt;
  }
  if (is_word(length.last, "earlier") && is_word(word.end, "than")) return std::nullopt;
  if (is_word(length.last, "later") && is_word(word.end, "than")) return std::nullopt;
  length.form = Form::offset;
  length.sign = word.entry->number;
  length.from_speech = word.entry->from_speech;
  length.last = word.end;
  length.because = word.entry->place.c_str();
  return length;
}

// "the day before", "the year after"
std::optional<Phrase> Grammar::read_day_before(int i) const {
  if (is_word(i, "the")) {
    // "the night before"
    if (const Match part = match(i + 1, WordKind::part_of_day); part && is_any(part.end, {"before", "after"})) {
      Phrase ended = start(i, Form::length, "");
      ended.last = part.end;
      if (!read_offset(ended)) return std::nullopt;
      Phrase phrase = start(i, Form::calendar, part.entry->place.c_str());
      phrase.part_code = part.entry->code, phrase.part = part.entry->part, phrase.last = part.end + 1;
      phrase.shift = Shift{is_word(part.end, "before") ? -1 : 1, false};
      return phrase;
    }
    const Match unit = read_unit(i + 1);
    if (!unit || unit.entry->is_plural) return std::nullopt;
    Phrase length = start(i, Form::length, "when.length");
    length.amount = unit.entry->number, length.unit = unit.entry->unit, length.last = unit.end;
    if (!is_any(unit.end, {"before", "after", "prior", "earlier"})) return std::nullopt;
    return read_offset(length);
  }
  return std::nullopt;
}

std::optional<Phrase> Grammar::read_again(int i) const {
  Phrase phrase = start(i, Form::again, "when.again");
  if (const Match set = match(i, WordKind::set)) {
    if (is_mark(i - 1, '-') || is_mark(set.end, '-') || is_in_name(i, set.end)) return std::nullopt;
    // "the business daily Orlen Post"
    if (upos_at(i) == Upos::noun && is_any(i, {"daily", "weekly", "monthly", "quarterly"})) return std::nullopt;
    phrase.fixed = set.entry->code, phrase.because = set.entry->place.c_str(), phrase.last = set.end;
    return phrase;
  }
  if (is_any(i, {"every", "each", "per"})) {
    int at = i + 1;
    if (is_any(at, {"other", "single", "passing"})) {
      if (is_word(at, "other")) phrase.amount = 2;
      ++at;
    } else if (const auto amount = read_plain_number(at); amount && !amount->is_ordinal) {
      phrase.amount = amount->count;
      at = amount->end;
    }
    if (const Match unit = read_unit(at);
        unit && (unit.entry->unit != Unit::second || is_word(i, "per") || unit.entry->is_plural)) {
      phrase.unit = unit.entry->unit, phrase.last = unit.end;
      if (!phrase.amount) phrase.amount = unit.entry->number;
      return phrase;
    }
    if (phrase.amount && *phrase.amount != 2) return std::nullopt;
    if (auto date = read_weekday(at); date && !date->month) {
      date->first = i, date->form = Form::again, date->because = phrase.because;
      return date;
    }
    for (const WordKind kind : {WordKind::month, WordKind::part_of_day, WordKind::season}) {
      const Match match_found = match(at, kind);
      if (!match_found || (kind == WordKind::month && !is_month(at, match_found))) continue;
      if (kind == WordKind::month)
        phrase.month = match_found.entry->number;
      else if (kind == WordKind::season)
        phrase.season = match_found.entry->code;
      else
        phrase.part_code = match_found.entry->code, phrase.part = match_found.entry->part;
      phrase.last = match_found.end;
      return phrase;
    }
    return std::nullopt;
  }
  // "once a week", "three times a year"
  int at = i;
  if (is_any(i, {"once", "twice"}))
    at = i + 1;
  else if (const auto times = read_amount(i); times && !times->is_article && is_word(times->end, "times"))
    at = times->end + 1;
  if (at > i && is_any(at, {"a", "an", "per", "each", "every"})) {
    const Match unit = read_unit(at + 1);
    if (!unit || unit.entry->is_plural) return std::nullopt;
    phrase.unit = unit.entry->unit, phrase.amount = unit.entry->number, phrase.last = unit.end;
    return phrase;
  }
  return std::nullopt;
}

}  // namespace nutgraf::when
