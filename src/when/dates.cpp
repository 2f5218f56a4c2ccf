// Days and months: "5 March 2017", "Sunday, Feb. 5", "the 20th", "2017-02-05", "March of last year". "May", "march" and
// short forms such as "sun" are read as dates only beside a number, a preposition or a full stop.

#include "when/grammar.h"

namespace nutgraf::when {

bool Grammar::is_day_number(int i) const {
  int day = 0;
  return read_day_number(i, &day) > i;
}

int Grammar::read_day_number(int i, int* day) const {
  int end = i;
  if (const int digits = digits_at(i); digits > 0 && size_at(i) <= 2) {
    *day = digits;
    end = i + 1;
    if (is_joined(end) && is_any(end, {"st", "nd", "rd", "th"})) ++end;
    const bool is_clock = is_joined(end) && (is_mark(end, ':') || is_mark(end, '%')) && digits_at(end + 1) >= 0;
    const bool is_decimal =
        is_joined(end) && (is_mark(end, '.') || is_mark(end, ',')) && is_joined(end + 1) && digits_at(end + 1) >= 0;
    if (is_clock || is_decimal || is_mark(end, '%')) return i;
  } else if (const auto ordinal = read_ordinal(i)) {
    *day = static_cast<int>(*ordinal->count);
    end = ordinal->end;
  }
  return *day >= 1 && *day <= 31 ? end : i;
}

bool Grammar::is_month(int i, const Match& month) const {
  if (is_mark(i - 1, '\'') || is_mark(month.end, '\'')) {
    if (!(is_mark(month.end, '\'') && is_word(month.end + 1, "s"))) return false;
  }
  if (!month.entry->is_ambiguous) return true;
  const int after = is_mark(month.end, '.') ? month.end + 1 : month.end;
  bool is_before_christ = false;
  const bool has_number = is_day_number(after) ||
                          (digits_at(after) > 0 && skip_era(after + 1, &is_before_christ) > after + 1) ||
                          (digits_at(after) > 0 && size_at(after) == 4) ||
                          (is_mark(after, ',') && size_at(after + 1) == 4 && digits_at(after + 1) > 0);
  const bool follows_number = is_day_number(i - 1) ||
                              (is_any(i - 1, {"st", "nd", "rd", "th"}) && digits_at(i - 2) > 0) ||
                              (is_word(i - 1, "of") && is_any(i - 2, {"st", "nd", "rd", "th"}));
  if (has_number || follows_number) return true;
  const bool is_short = size_at(i) == 3 || size_at(i) == 4 ? !is_any(i, {"may"}) : false;
  if (is_short) return false;
  const bool is_known_place = is_any(i - 1, {"in", "since", "until", "till", "of", "early", "late", "mid", "by",
                                             "during", "between", "through", "next", "last", "from"}) ||
                              (is_mark(i - 1, '-') && is_any(i - 2, {"mid", "early", "late"}));
  if (is_word(i, "may")) {
    if (upos_at(i) == Upos::aux || upos_at(i) == Upos::verb) return false;
    return is_known_place || (is_capital(i) && !is_shouted_ &&
                              is_any(i - 1, {"from", "to", "and", "on", "this", "before", "after", "the"}));
  }
  if (is_word(i, "march")) {
    if (is_shouted_ || !is_capital(i))
      return is_known_place && !is_any(i - 1, {"of", "during", "last", "next", "from", "by", "through"}) &&
             !is_word(month.end, "of");
    const bool follows_name = is_capital(i - 1) && i - 1 > begin_ && !match(i - 1, WordKind::weekday);
    // "a March report"
    if (i > begin_ && upos_at(i) == Upos::propn && is_letters(month.end) && !is_capital(month.end) &&
        upos_at(month.end) == Upos::noun && !follows_name)
      return true;
    const bool is_walk = is_any(i - 1, {"a", "the", "their", "his", "s"}) ||
                         is_any(month.end, {"of", "to", "on", "for", "from", "through", "against"}) ||
                         !is_letters(i - 1);
    return is_known_place || (i > begin_ && !follows_name && !is_walk);
  }
  return is_known_place || (is_capital(i) && !is_shouted_ && i > begin_);
}

// ", 1990", "1990", "of 1990", "'90", "of last year", "of that year", with an era.
void Grammar::read_year_tail(Phrase& phrase) const {
  int at = phrase.last;
  if (is_mark(at, ',')) ++at;
  const bool has_of = is_word(at, "of") || is_word(at, "in");
  if (has_of) ++at;
  if (is_word(at, "the") && is_word(at + 1, "year") && size_at(at + 2) >= 3 && digits_at(at + 2) > 0) at += 2;
  const int digits = digits_at(at);
  bool is_before_christ = false;
  const int era_end = skip_era(at + 1, &is_before_christ);
  if (digits > 0 && (size_at(at) == 4 || era_end > at + 1)) {
    const bool is_other =
        (is_joined(at + 1) &&
         (is_mark(at + 1, '%') || (is_mark(at + 1, ':') && is_joined(at + 2) && digits_at(at + 2) >= 0))) ||
        (is_mark(at + 1, ',') && is_joined(at + 1) && size_at(at + 2) == 3 && digits_at(at + 2) >= 0 &&
         is_joined(at + 2));
    if (is_other || (digits < 1000 && era_end == at + 1)) return;
    if (is_word(at - 1, "in")) return;
    phrase.year = is_before_christ ? -digits : digits;
    phrase.last = era_end;
    return;
  }
  if (is_mark(at, '\'') && size_at(at + 1) == 2 && digits_at(at + 1) >= 0 && is_joined(at + 1)) {
    phrase.year = digits_at(at + 1) + (digits_at(at + 1) > 40 ? 1900 : 2000);
    phrase.last = at + 2;
    return;
  }
  // "March last year" and "March of last year"; "March this year".
  if (at > phrase.last && !is_word(at - 1, "of")) return;
  if (auto relative = read_shift(at);
      relative && relative->form == Form::shifted && relative->unit == Unit::year && relative->shift) {
    if (!is_word(at - 1, "of") && !is_any(at, {"last", "this", "next", "that"})) return;
    phrase.year_shift = relative->shift;
    phrase.last = relative->last;
  }
}

// "19 April Movement", "March 23 Brigade": a group, not a day.
bool Grammar::names_group(int end) const {
  const int at = is_mark(end, ']') || is_mark(end, ')') ? end + 1 : end;
  return (is_shouted_ || is_capital(at)) &&
         is_any(at, {"movement", "brigade", "brigades", "front", "coalition", "alliance", "organization",
                     "organisation", "committee", "university", "square", "street", "bridge", "stadium", "hospital"});
}

std::optional<Phrase> Grammar::read_month_first(int i) const {
  const Match month = match(i, WordKind::month);
  if (!month || !is_month(i, month)) return std::nullopt;
  Phrase phrase = start(i, Form::calendar, "when.month");
  phrase.month = month.entry->number;
  phrase.last = month.entry->is_ambiguous && size_at(i) <= 4 && !is_word(i, "may") ? skip_stop(month.end) : month.end;
  if (is_mark(phrase.last, '.') && is_day_number(phrase.last + 1) && size_at(i) <= 4) ++phrase.last;
  int day = 0, at = phrase.last;
  if (is_word(at, "the") && read_ordinal(at + 1)) ++at;
  if (is_mark(at, '-') && is_joined(at)) ++at;
  const int day_end = read_day_number(at, &day);
  // "In March 12 people were killed": the number counts the people.
  const bool counts_people = day_end > at && is_any(i - 1, {"in", "since", "during"}) &&
                             (is_lower_noun(day_end) || is_lower_noun(day_end + 1)) && !is_mark(day_end, ',');
  if (day_end > at && !counts_people && day <= last_day_of(2000, *phrase.month)) {
    phrase.day = day;
    phrase.last = day_end;
    phrase.because = "when.month_day";
  }
  read_year_tail(phrase);
  if (phrase.day && !phrase.year && names_group(phrase.last)) return std::nullopt;
  // "the Sept. 11 attacks" are those of one year.
  if (phrase.month == 9 && phrase.day == 11 && !phrase.year &&
      is_any(phrase.last,
             {"attacks", "attack", "terrorist", "terror", "hijackings", "hijackers", "commission", "victims"}))
    phrase.year = 2001;
  return phrase;
}

// "5 March", "5th of March", "the 20th of September 1917", "the 5 March attack".
std::optional<Phrase> Grammar::read_day_first(int i) const {
  int at = is_word(i, "the") ? i + 1 : i;
  int day = 0;
  int end = read_day_number(at, &day);
  if (end == at) return std::nullopt;
  if (at > i && end == at + 1 && !is_word(end, "of")) {
    // "the 5 March attack": the article belongs to the attack; but "the 15 March" ends the phrase.
    if (is_letters(at)) return std::nullopt;
  }
  if (is_mark(at - 1, '.') && is_joined(at) && digits_at(at - 2) >= 0) return std::nullopt;
  if (is_word(end, "of")) ++end;
  if (is_mark(end, '-') && is_joined(end)) ++end;
  const Match month = match(end, WordKind::month);
  if (!month || !is_month(end, month) || day > last_day_of(2000, month.entry->number)) return std::nullopt;
  Phrase phrase = start(i, Form::calendar, "when.day_month");
  phrase.day = day, phrase.month = month.entry->number;
  phrase.last =
      month.entry->is_ambiguous && size_at(end) <= 4 && !is_word(end, "may") ? skip_stop(month.end) : month.end;
  if (is_mark(phrase.last, '-') && is_joined(phrase.last) && size_at(phrase.last + 1) == 4 &&
      digits_at(phrase.last + 1) > 0) {
    phrase.year = digits_at(phrase.last + 1);
    phrase.last += 2;
    return phrase;
  }
  read_year_tail(phrase);
  if (!phrase.year && names_group(phrase.last)) return std::nullopt;
  // "24 AUG 89 (RADIO VERRAN)"
  if (!phrase.year && size_at(phrase.last) == 2 && digits_at(phrase.last) >= 0 && !is_joined(phrase.last) &&
      !is_letters(phrase.last + 1) && !is_joined(phrase.last + 1)) {
    phrase.year = digits_at(phrase.last) + (digits_at(phrase.last) > 40 ? 1900 : 2000);
    ++phrase.last;
  }
  return phrase;
}

// "2017-02-05", "05/02/2017" (the month first where both ways are possible), "5.2.2017", "2017-02".
std::optional<Phrase> Grammar::read_numeric(int i) const {
  const int first = digits_at(i), second = digits_at(i + 2), third = digits_at(i + 4);
  if (first < 0 || second < 0 || !is_joined(i + 1) || !is_joined(i + 2)) return std::nullopt;
  if ((is_mark(i - 1, '/') || is_mark(i - 1, '.') || is_mark(i - 1, '-')) && is_joined(i)) return std::nullopt;
  for (const char mark : {'-', '/', '.'}) {
    if (!is_mark(i + 1, mark)) continue;
    Phrase phrase = start(i, Form::calendar, "when.numeric");
    const bool has_third = is_mark(i + 3, mark) && is_joined(i + 3) && third >= 0 && is_joined(i + 4);
    if (has_third) {
      phrase.last = i + 5;
      if (is_mark(i + 5, mark) && is_joined(i + 5) && is_joined(i + 6) && digits_at(i + 6) >= 0) return std::nullopt;
      if (size_at(i) == 4)
        phrase.year = first, phrase.month = second, phrase.day = third;
      else if (size_at(i + 4) == 4 || (size_at(i + 4) == 2 && mark != '-')) {
        phrase.year = size_at(i + 4) == 4 ? third : third + (third > 40 ? 1900 : 2000);
        const bool is_day_first = mark == '.' || first > 12;
        phrase.month = is_day_first ? second : first, phrase.day = is_day_first ? first : second;
      } else {
        return std::nullopt;
      }
      const bool is_date = *phrase.month >= 1 && *phrase.month <= 12 && *phrase.day >= 1 &&
                           *phrase.day <= last_day_of(*phrase.year, *phrase.month);
      return is_date && *phrase.year > 0 ? std::optional(phrase) : std::nullopt;
    }
    if (mark == '-' && size_at(i) == 4 && size_at(i + 2) == 2 && first >= 1900 && first < 2100 && second >= 1 &&
        second <= 12 && second <= first % 100) {
      phrase.year = first, phrase.month = second, phrase.last = i + 3;
      return phrase;
    }
    if (mark == '/' && first == 9 && second == 11) {
      phrase.year = 2001, phrase.month = 9, phrase.day = 11, phrase.last = i + 3;
      return phrase;
    }
  }
  return std::nullopt;
}

std::optional<Phrase> Grammar::read_weekday(int i) const {
  const Match weekday = match(i, WordKind::weekday);
  if (!weekday) return std::nullopt;
  Phrase phrase = start(i, Form::calendar, "when.weekday");
  phrase.weekday = weekday.entry->number;
  phrase.is_plural = weekday.entry->is_plural;
  phrase.last = weekday.entry->is_ambiguous ? skip_stop(weekday.end) : weekday.end;
  if (phrase.is_plural && weekday.entry->is_ambiguous) return std::nullopt;
  // A date right after it: "Saturday, June 24, 1950", "Saturday 24 June", "Saturday, the 24th".
  int at = phrase.last;
  if (is_mark(at, ',') || is_mark(at, '(')) ++at;
  for (const int from : {at, is_word(at, "on") ? at + 1 : -1}) {
    if (from < 0 || phrase.is_plural) continue;
    std::optional<Phrase> date;
    for (auto found : {read_month_first(from), read_day_first(from), read_numeric(from), read_ordinal_day(from)})
      if (found && found->day && (!date || found->last > date->last)) date = std::move(found);
    if (!date) continue;
    date->first = i, date->weekday = phrase.weekday;
    if (is_mark(at - 1, '(')) return phrase;
    return date;
  }
  if (weekday.entry->is_ambiguous) {
    const bool is_stopped =
        is_mark(weekday.end, '.') && is_joined(weekday.end) && is_capital(i) && has(weekday.end + 1);
    const bool has_time = is_capital(i) && (read_clock(phrase.last) || read_part(phrase.last));
    if (!is_stopped && !has_time) return std::nullopt;
  }
  // "Sunday Times", "Friday Mosque": a name goes on. "Ash Wednesday" and the like are holidays.
  if (is_any(phrase.last, {"times", "telegraph", "mirror", "mosque", "express", "herald", "mail"}) &&
      is_capital(phrase.last) && is_capital(i))
    return std::nullopt;
  if (is_any(i - 1, {"bloody", "black", "sheffield"}) && is_capital(i - 1) && !is_shouted_) return std::nullopt;
  return phrase;
}

// "the 20th", where the month was told before.
std::optional<Phrase> Grammar::read_ordinal_day(int i) const {
  if (!is_word(i, "the")) return std::nullopt;
  const auto ordinal = read_ordinal(i + 1);
  if (!ordinal || !ordinal->is_digits || *ordinal->count > 31 || *ordinal->count < 1) return std::nullopt;
  const bool ends = !has(ordinal->end) || !(is_letters(ordinal->end) || is_mark(ordinal->end, '-')) ||
                    is_any(ordinal->end, {"and", "but", "at", "by", "in", "when", "after", "before", "to", "was",
                                          "were", "had", "the"});
  if (!ends || !is_any(i - 1, {"on", "by", "until", "till", "of", "from", "to", "since", "before", "after", "and"}))
    return std::nullopt;
  Phrase phrase = start(i, Form::calendar, "when.ordinal_day");
  phrase.day = static_cast<int>(*ordinal->count);
  phrase.last = ordinal->end;
  return phrase;
}

std::optional<Phrase> Grammar::read_date(int i) const {
  std::optional<Phrase> best;
  const auto keep = [&](std::optional<Phrase> found) {
    if (found && (!best || found->last > best->last)) best = std::move(found);
  };
  keep(read_holiday(i));
  keep(read_weekday(i));
  keep(read_month_first(i));
  keep(read_day_first(i));
  keep(read_numeric(i));
  keep(read_quarter(i));
  keep(read_fiscal(i));
  keep(read_century(i));
  keep(read_decade(i));
  keep(read_season(i));
  keep(read_era_year(i));
  keep(read_year(i));
  keep(read_ordinal_day(i));
  if (const Match day = match(i, WordKind::day_word)) {
    Phrase phrase = start(i, Form::shifted, "");
    phrase.because = day.entry->place.c_str(), phrase.unit = Unit::day, phrase.shift = Shift{day.entry->number, true},
    phrase.last = day.end;
    phrase.part_code = day.entry->code, phrase.part = day.entry->part;
    keep(phrase);
  }
  if (best) read_time_tail(*best);
  return best;
}

}  // namespace nutgraf::when
