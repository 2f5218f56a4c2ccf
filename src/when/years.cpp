// Years and longer ("1990", "480 BC", "the 1980s", "the 19th century", "fiscal 2017"), seasons, quarters, holidays.

#include "when/grammar.h"

namespace nutgraf::when {

// Past "BC", "B.C.", "BCE", "AD", "CE"; back to `i` when there is none.
int Grammar::skip_era(int i, bool* is_before_christ) const {
  *is_before_christ = false;
  if (is_any(i, {"bc", "bce"})) {
    *is_before_christ = true;
    return i + 1;
  }
  if (is_any(i, {"ad", "ce"}) && is_capital(i) && (is_capital(i) && size_at(i) == 2)) return i + 1;
  if (is_word(i, "b") && is_mark(i + 1, '.') && is_word(i + 2, "c") && is_joined(i + 2)) {
    *is_before_christ = true;
    return skip_stop(i + 3);
  }
  return i;
}

std::optional<Phrase> Grammar::read_era_year(int i) const {
  Phrase phrase = start(i, Form::calendar, "when.era");
  if (is_word(i, "ad") && is_capital(i) && digits_at(i + 1) > 0) {
    phrase.year = digits_at(i + 1), phrase.last = i + 2;
    return phrase;
  }
  if (digits_at(i) <= 0 || size_at(i) > 4) return std::nullopt;
  bool is_before_christ = false;
  const int end = skip_era(i + 1, &is_before_christ);
  if (end == i + 1 && is_mark(i + 1, '-') && digits_at(i + 2) > 0) {
    // "499–493 BC": the era stands after the second year.
    bool is_second_bc = false;
    if (skip_era(i + 3, &is_second_bc) > i + 3) {
      phrase.year = is_second_bc ? -digits_at(i) : digits_at(i), phrase.last = i + 1, phrase.starts_with_range = true;
      return phrase;
    }
  }
  if (end == i + 1) return std::nullopt;
  phrase.year = is_before_christ ? -digits_at(i) : digits_at(i);
  phrase.last = end;
  if (is_mark(end, '-') || phrase.year == 0) return phrase.year == 0 ? std::nullopt : std::optional(phrase);
  return phrase;
}

// Four digits that are a year and no count, price, clock time or part of a longer number.
bool Grammar::is_year(int i) const {
  const int year = digits_at(i);
  if (year < 1000 || year > 2199 || size_at(i) != 4) return false;
  const auto glued = [&](int at, char mark) { return is_mark(at, mark) && is_joined(at); };
  if (is_joined(i) &&
      (is_mark(i - 1, '$') || is_mark(i - 1, '#') || is_mark(i - 1, '?') || is_mark(i - 1, '_') || is_letters(i - 1)))
    return false;
  if (is_joined(i) && (is_mark(i - 1, '.') || is_mark(i - 1, ',') || is_mark(i - 1, ':')) && digits_at(i - 2) >= 0)
    return false;
  if ((glued(i + 1, '.') || glued(i + 1, ',') || glued(i + 1, ':')) && is_joined(i + 2) && digits_at(i + 2) >= 0)
    return false;
  // "CVE-2013-3893", "MH-1999"
  const bool is_code = is_joined(i) && is_mark(i - 1, '-') && is_joined(i - 1) && is_letters(i - 2) &&
                       !match(i - 2, WordKind::month) && !match(i - 2, WordKind::season) &&
                       !match(i - 2, WordKind::modifier) && !is_any(i - 2, {"pre", "post"});
  if (is_code) return false;
  if (is_mark(i + 1, '%') || (is_joined(i + 1) && is_letters(i + 1) && !is_word(i + 1, "s"))) return false;
  if (is_any(i - 1, {"no", "number", "flight", "highway", "route", "room", "page", "boeing", "airbus", "article",
                     "section"}) ||
      (is_mark(i - 1, '.') && is_word(i - 2, "no")))
    return false;
  if (is_any(i + 1, {"gmt",    "utc",    "hrs",    "hours",    "percent", "miles",   "kilometers", "kilometres",
                     "km",     "feet",   "metres", "meters",   "tons",    "tonnes",  "dollars",    "euros",
                     "pounds", "people", "troops", "soldiers", "men",     "million", "billion"}))
    return false;
  const bool has_cue = is_any(i - 1, {"in",    "since",  "until",   "till",       "by", "from", "between", "before",
                                      "after", "during", "through", "throughout", "of", "year", "circa",   "early",
                                      "late",  "mid",    "the",     "and",        "to", "as",   "for"}) ||
                       is_mark(i - 1, '(') || i == begin_ || (is_mark(i - 1, '.') && is_any(i - 2, {"ca", "c"}));
  if (is_any(i - 1, {"about", "around", "some", "nearly", "almost", "over", "least", "than", "another", "other"}) &&
      (is_lower_noun(i + 1) || is_lower_noun(i + 2)))
    return false;
  const bool is_strong = year >= 1900 && year < 2100;
  if (is_strong && has_cue && !is_any(i - 1, {"the", "of", "by", "to", "and", "from", "between"})) return true;
  if (is_strong && (is_any(i - 1, {"its", "his", "her", "their", "our"}) ||
                    is_any(i + 1, {"levels", "highs", "lows", "elections", "games", "olympics"})))
    return true;
  const bool counts = is_lower_noun(i + 1) || (upos_at(i + 1) == Upos::adj && is_lower_noun(i + 2));
  if (counts && !is_any(i - 1, {"the", "in", "since"}) && !is_mark(i - 1, '\'') && !is_word(i - 1, "s")) return false;
  if (is_strong) return true;
  return has_cue || is_mark(i + 1, ')') || (is_mark(i - 1, '-') && is_joined(i)) || match(i - 1, WordKind::month) ||
         match(i - 1, WordKind::season) || i + 1 == end_ || is_mark(i + 1, '-');
}

std::optional<Phrase> Grammar::read_year(int i) const {
  Phrase phrase = start(i, Form::calendar, "when.year");
  int at = i;
  if (is_word(i, "the") && is_any(i + 1, {"year", "years"}) && is_year(i + 2))
    at = i + 2;
  else if (is_word(i, "year") && is_year(i + 1))
    at = i + 1;
  if (is_mark(i, '\'') && is_joined(i + 1) && !is_joined(i) && size_at(i + 1) == 2 && digits_at(i + 1) >= 0 &&
      is_any(i - 1, {"in", "of", "since", "from", "by", "until", "after", "before", "summer", "spring", "fall",
                     "winter", "autumn"}) &&
      !is_joined(i + 2)) {
    phrase.year = digits_at(i + 1) + (digits_at(i + 1) > 40 ? 1900 : 2000);
    phrase.last = i + 2;
    return phrase;
  }
  if (!is_year(at)) return std::nullopt;
  phrase.year = digits_at(at), phrase.last = at + 1;
  if (at > i && is_mark(phrase.last, '-') && is_year(phrase.last + 1) && is_word(i + 1, "years")) return std::nullopt;
  // "1982 summer"
  if (const Match season = match(phrase.last, WordKind::season);
      season && !season.entry->is_ambiguous && !season.entry->is_plural) {
    phrase.season = season.entry->code;
    phrase.last = season.end;
  }
  return phrase;
}

// "the 1980s", "1980s", "the '80s", "the eighties", "the 470s BC"
std::optional<Phrase> Grammar::read_decade(int i) const {
  Phrase phrase = start(i, Form::calendar, "when.decade");
  int at = is_word(i, "the") ? i + 1 : i;
  const auto ends_in_s = [&](int from) {
    if (is_word(from, "s") && is_joined(from)) return from + 1;
    if (is_mark(from, '\'') && is_joined(from) && is_word(from + 1, "s") && is_joined(from + 1)) return from + 2;
    return from;
  };
  Effect effect = Effect::none;
  if (at > i)
    if (const Match modifier = match(at, WordKind::modifier); modifier && modifier.entry->before_calendar) {
      effect = modifier.entry->effect;
      at = skip_hyphen(modifier.end);
      // "the early to mid 1990s"
      if (is_any(at, {"to", "and"}) && match(at + 1, WordKind::modifier))
        at = skip_hyphen(match(at + 1, WordKind::modifier).end);
    }
  phrase.effect = effect;
  if (digits_at(at) >= 0 && digits_at(at) % 10 == 0 && (size_at(at) == 4 || size_at(at) == 3) &&
      ends_in_s(at + 1) > at + 1) {
    bool is_before_christ = false;
    const int era = skip_era(ends_in_s(at + 1), &is_before_christ);
    if (size_at(at) == 3 && !is_before_christ) return std::nullopt;
    phrase.decade = is_before_christ ? -digits_at(at) / 10 - 1 : digits_at(at) / 10;
    if (digits_at(at) % 100 == 0 && size_at(at) == 4 && digits_at(at) < 2000)
      phrase.century = digits_at(at) / 100, phrase.decade.reset();
    phrase.last = era;
    return phrase;
  }
  const int short_at = is_mark(at, '\'') ? at + 1 : at;
  if (size_at(short_at) == 2 && digits_at(short_at) >= 20 && digits_at(short_at) % 10 == 0 &&
      ends_in_s(short_at + 1) > short_at + 1 && (short_at > at || at > i)) {
    if (is_any(at - 1, {"his", "her", "their"})) return std::nullopt;
    phrase.decade = 190 + digits_at(short_at) / 10, phrase.last = ends_in_s(short_at + 1);
    return phrase;
  }
  if (const Match number = match(at, WordKind::number);
      number && number.entry->number_kind == NumberKind::decade && at > i) {
    phrase.decade = 190 + number.entry->number / 10, phrase.last = number.end;
    return phrase;
  }
  return std::nullopt;
}

// "the 19th century", "nineteenth-century", "the 5th century BC", "the early 21st century"
std::optional<Phrase> Grammar::read_century(int i) const {
  Phrase phrase = start(i, Form::calendar, "when.century");
  int at = is_word(i, "the") ? i + 1 : i;
  if (at > i)
    if (const Match modifier = match(at, WordKind::modifier); modifier && modifier.entry->before_calendar)
      phrase.effect = modifier.entry->effect, at = skip_hyphen(modifier.end);
  const auto ordinal = read_ordinal(at);
  if (!ordinal || *ordinal->count > 30) return std::nullopt;
  const int word = skip_hyphen(ordinal->end);
  bool is_before_christ = false;
  if (is_any(word, {"century", "centuries"})) {
    phrase.last = skip_era(word + 1, &is_before_christ);
  } else if (is_any(ordinal->end, {"and", "to"}) && read_ordinal(ordinal->end + 1)) {
    const auto second = read_ordinal(ordinal->end + 1);
    if (!is_any(skip_hyphen(second->end), {"century", "centuries"})) return std::nullopt;
    skip_era(skip_hyphen(second->end) + 1, &is_before_christ);
    phrase.last = ordinal->end;
  } else {
    return std::nullopt;
  }
  const int nth = static_cast<int>(*ordinal->count);
  phrase.century = is_before_christ ? -nth : nth - 1;
  return phrase;
}

std::optional<Phrase> Grammar::read_season(int i) const {
  const int at = is_word(i, "the") ? i + 1 : i;
  Phrase phrase = start(i, Form::calendar, "when.season");
  int season_at = at;
  if (at > i)
    if (const Match modifier = match(at, WordKind::modifier);
        modifier && modifier.entry->before_calendar && modifier.entry->effect != Effect::approx)
      phrase.effect = modifier.entry->effect, season_at = skip_hyphen(modifier.end);
  const Match season = match(season_at, WordKind::season);
  if (!season || season.entry->is_plural) return std::nullopt;
  phrase.season = season.entry->code;
  phrase.last = season.end;
  read_year_tail(phrase);
  const bool has_year = phrase.year || phrase.year_shift;
  if (has_year) return phrase;
  // "winter of discontent", "Arab Spring", "the fall of the city", "spring water": without a year it needs a
  // preposition.
  if (is_mark(season.end, '-') || is_mark(at - 1, '-') ||
      is_any(season.end, {"olympics", "games", "water", "camp", "school"}))
    return std::nullopt;
  // "their summer offensive", "the Spring Offensive": the article belongs to the noun.
  const Upos next = upos_at(season.end);
  if (next == Upos::noun || next == Upos::propn) {
    if (season.entry->is_ambiguous || season_at > at || at > i) return std::nullopt;
    return phrase;
  }
  const bool follows_in = is_any(i - 1, {"in", "by", "during", "since", "until", "till", "through", "throughout",
                                         "before", "after", "over", "of", "for", "from", "to", "that", "between"});
  if (season.entry->is_ambiguous)
    return at > i && is_word(i - 1, "in") && !is_word(season.end, "of") ? std::optional(phrase) : std::nullopt;
  if (is_capital(season_at) && !is_shouted_ && is_capital(season_at - 1) && season_at - 1 > begin_) return std::nullopt;
  if (is_word(season.end, "of") || (upos_at(season_at) == Upos::verb)) return std::nullopt;
  return at > i || follows_in ? std::optional(phrase) : std::nullopt;
}

// "the third quarter of 2012", "Q3 2012", "third-quarter", "the second half of 2010", "H1 2017"
std::optional<Phrase> Grammar::read_quarter(int i) const {
  Phrase phrase = start(i, Form::calendar, "when.quarter");
  if (is_any(i, {"q", "h"}) && is_capital(i) && is_joined(i + 1) && digits_at(i + 1) >= 1 &&
      digits_at(i + 1) <= (is_word(i, "q") ? 4 : 2)) {
    (is_word(i, "q") ? phrase.quarter : phrase.half) = digits_at(i + 1);
    phrase.last = i + 2;
    read_year_tail(phrase);
    if (!phrase.year && is_word(i, "h")) return std::nullopt;
    return phrase;
  }
  int at = is_word(i, "the") ? i + 1 : i;
  int nth = 0;
  if (const auto ordinal = read_ordinal(at))
    nth = static_cast<int>(*ordinal->count), at = ordinal->end;
  else if (is_any(at, {"latter", "last", "final"}))
    nth = -1, at = at + 1;
  else if (is_word(at, "early") && is_word(at + 1, "half"))
    nth = 1, at = at + 1;
  else
    return std::nullopt;
  const int word = skip_hyphen(at);
  if (is_any(skip_hyphen(word), {"fiscal", "financial"})) at = word + 1, phrase.is_fiscal = true;
  const int unit_at = skip_hyphen(at);
  const Match unit = read_unit(unit_at);
  const bool is_quarter = unit && unit.entry->unit == Unit::quarter && !unit.entry->is_plural;
  const bool is_half = is_word(unit_at, "half") || (unit && unit.entry->unit == Unit::half && !unit.entry->is_plural);
  if (is_quarter && nth != 0 && nth <= 4)
    phrase.quarter = nth < 0 ? 4 : nth;
  else if (is_half && nth != 0 && nth <= 2)
    phrase.half = nth < 0 ? 2 : nth;
  else
    return std::nullopt;
  phrase.last = unit_at + 1;
  read_year_tail(phrase);
  if (!phrase.year && !phrase.year_shift && is_word(phrase.last, "of")) {
    const auto whole = read_whole(phrase.last + 1);
    if (whole && whole->form == Form::shifted && whole->unit == Unit::year)
      phrase.year_shift = whole->shift, phrase.last = whole->last;
    else if (whole && whole->is_fiscal && whole->year && phrase.quarter)
      phrase.year = whole->year, phrase.is_fiscal = true, phrase.last = whole->last;
    else if (whole && whole->form == Form::calendar &&
             (whole->decade || whole->century || whole->month || whole->is_fiscal)) {
      Phrase part = *whole;
      part.first = i, part.effect = nth < 0 || nth == 2 ? Effect::end : Effect::start;
      return part;
    }
  }
  // Football has halves and quarters too.
  if (phrase.half && !phrase.year && !phrase.year_shift) return std::nullopt;
  if (nth < 0 && !phrase.year && !phrase.year_shift) return std::nullopt;
  return phrase;
}

std::optional<Phrase> Grammar::read_fiscal(int i) const {
  Phrase phrase = start(i, Form::calendar, "when.fiscal");
  int at = is_word(i, "the") ? i + 1 : i;
  if (is_word(at, "fy")) {
    at = skip_hyphen(at + 1);
    if (is_mark(at, '\'')) ++at;
    if (digits_at(at) <= 0 || (size_at(at) != 4 && size_at(at) != 2)) return std::nullopt;
  } else if (is_any(at, {"fiscal", "financial"})) {
    const bool has_year_word = is_word(at + 1, "year");
    at = has_year_word ? at + 2 : at + 1;
    if (digits_at(at) <= 0 || size_at(at) != 4) return std::nullopt;
  } else {
    return std::nullopt;
  }
  phrase.is_fiscal = true;
  phrase.year = size_at(at) == 4 ? digits_at(at) : 2000 + digits_at(at);
  phrase.last = at + 1;
  return phrase;
}

std::optional<Phrase> Grammar::read_holiday(int i) const {
  int at = is_word(i, "the") ? i + 1 : i;
  const Match holiday = match(at, WordKind::holiday);
  if (!holiday) return std::nullopt;
  // "White Christmas", "Operation Ramadan": part of a name.
  const bool is_in_name = is_capital(i - 1) && i - 1 > begin_ && !is_shouted_ && !match(i - 1, WordKind::weekday) &&
                          !match(i - 1, WordKind::month);
  if (is_in_name || (!is_shouted_ && !is_capital(at) && !is_word(at, "new"))) return std::nullopt;
  Phrase phrase = start(at, Form::calendar, "");
  phrase.first = at > i && (is_word(at, "fourth") || is_word(at, "new")) ? i : at;
  if (at > i && phrase.first == at) return std::nullopt;  // read again one word on, without the article
  // "the new year" is the day, "a new year" and "new year budget" are not; "D-day" and the like need a capital.
  if (holiday.end == at + 2 && is_word(at + 1, "year") && (at == i && !is_any(i - 1, {"lunar", "jewish", "chinese"})) &&
      !is_capital(at))
    return std::nullopt;
  if (is_any(i - 1, {"lunar", "jewish", "chinese", "persian", "iranian"})) return std::nullopt;
  phrase.holiday = holiday.entry;
  phrase.because = holiday.entry->place.c_str();
  phrase.last = holiday.end;
  read_year_tail(phrase);
  return phrase;
}

}  // namespace nutgraf::when
