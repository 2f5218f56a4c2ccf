// Units counted from an anchor ("last week", "the next two days", "that year"), parts of longer stretches ("the end of
// 2011", "the first week of June") and words that narrow a date ("early 2011", "late last year", "later that day").

#include "when/grammar.h"

namespace nutgraf::when {

std::optional<Phrase> Grammar::read_shift(int i) const {
  Phrase phrase = start(i, Form::shifted, "");
  int at = is_word(i, "the") ? i + 1 : i;
  const bool has_the = at > i;
  if (is_word(at, "very")) ++at;
  std::optional<Amount> amount;
  // "the four previous weeks"
  if (has_the)
    if (auto before = read_plain_number(at); before && !before->is_ordinal && match(before->end, WordKind::shift))
      amount = before, at = before->end;
  Match shift = match(at, WordKind::shift);
  if (!shift) return std::nullopt;
  const bool is_that = is_word(at, "that"), is_this = is_word(at, "this"), is_last = is_word(at, "last"),
             is_past = is_word(at, "past"), is_next = is_word(at, "next");
  // "set to last weeks", but "in response to last week's raid".
  const bool is_infinitive = is_word(at - 1, "to") && upos_at(at - 1) != Upos::adp;
  if (is_last && (upos_at(at) == Upos::verb ||
                  (!has_the && (is_infinitive || is_any(at - 1, {"would", "will", "could", "may", "can", "not", "should", "might"})))))
    return std::nullopt;
  if (is_past && !has_the && !is_any(i - 1, {"the", "these", "those", "this", "in", "over", "during"}))
    return std::nullopt;
  // "arrests following April protests": after them, not the following April.
  if (!has_the && is_any(at, {"following", "preceding", "subsequent", "ensuing", "previous", "prior"}))
    return std::nullopt;
  const bool is_bare_same = is_word(at, "same") && !has_the;
  if (is_bare_same) return std::nullopt;
  Shift moved{shift.entry->number, shift.entry->from_speech};
  // "the next day", "the last day" in running text look at what was told before; "next week" at the filing day.
  if (has_the && is_next) moved.from_speech = false;
  at = shift.end;
  // "In the last year" runs up to today; "last year" is the calendar year before.
  const bool is_span = is_last && has_the && is_any(i - 1, {"in", "over", "during", "within"});
  bool is_length = is_past;
  if (const Match second = match(at, WordKind::shift); second && (is_this || is_that || is_bare_same)) {
    const bool is_same = is_word(at, "same");
    if (!is_same) moved = {second.entry->number, true};
    is_length = is_length || is_word(at, "past");
    at = second.end;
  }
  phrase.because = shift.entry->place.c_str();
  if (!amount) {
    // "said that 16 days ..."
    if (auto after = read_amount(at); after && !after->is_article && !is_that) amount = after, at = after->end;
  }
  at = skip_fillers(skip_hyphen(at));
  phrase.is_fiscal = is_any(at, {"fiscal", "financial"});
  if (phrase.is_fiscal || is_any(at, {"academic", "school", "tax", "calendar"})) ++at;

  if (const Match unit = read_unit(at)) {
    if (unit.entry->unit == Unit::second) return std::nullopt;
    // "last minute decisions", "on the last day", "on This Week" (a programme)
    if (is_last && !amount && (unit.entry->unit == Unit::minute || (has_the && unit.entry->unit == Unit::day)))
      return std::nullopt;
    if (!is_shouted_ && i > begin_ && is_capital(i) && is_capital(unit.end - 1) && is_letters(i - 1))
      return std::nullopt;
    if (is_span && unit.entry->unit != Unit::quarter && unit.entry->unit != Unit::half) is_length = true;
    // "for the next decade" is a length
    if (has_the && is_next && unit.entry->unit >= Unit::decade) is_length = true;
    if ((is_that || is_this) && unit.entry->is_plural) return std::nullopt;
    if (is_that && is_word(at - 1, "that") && is_mark(unit.end, '-')) return std::nullopt;
    phrase.unit = unit.entry->unit;
    phrase.shift = moved;
    phrase.last = unit.end;
    if (amount || unit.entry->is_plural || is_length) {
      phrase.form = Form::length;
      if (amount)
        phrase.amount = amount->count;
      else if (!unit.entry->is_plural)
        phrase.amount = 1;
      if (phrase.amount) *phrase.amount *= unit.entry->number;
      if (is_last && !amount && unit.entry->is_plural) return std::nullopt;
    } else if (unit.entry->number == 2) {
      phrase.shift->steps *= 2;
    }
    return phrase;
  }
  if (amount || phrase.is_fiscal) return std::nullopt;
  // "that" before a name of a day or month is more often "said that Monday's vote ..."
  std::optional<Phrase> named;
  if (const Match part = match(at, WordKind::part_of_day)) {
    if (is_mark(part.end, '-')) return std::nullopt;
    named = start(i, Form::calendar, "");
    named->part_code = part.entry->code, named->part = part.entry->part, named->last = part.end;
    if (is_last && part.entry->code != "NI" && part.entry->code != "EV") return std::nullopt;
  } else if (!is_that) {
    named = read_weekday(at);
    if (!named) named = read_month_first(at);
    if (!named) named = read_holiday(at);
  }
  if (const Match season = match(at, WordKind::season); !named && season && !season.entry->is_plural) {
    named = start(i, Form::calendar, "");
    named->season = season.entry->code, named->last = season.end;
  }
  if (!named || named->year || named->year_shift) return std::nullopt;
  named->first = i;
  named->shift = moved;
  named->because = phrase.because;
  return named;
}

// "the year", "the weekend": only where a longer phrase asks for one, but for weekends.
std::optional<Phrase> Grammar::read_the_unit(int i) const {
  if (!is_word(i, "the")) return std::nullopt;
  const Match unit = read_unit(i + 1);
  if (!unit || unit.entry->unit != Unit::weekend || unit.entry->is_plural) return std::nullopt;
  Phrase phrase = start(i, Form::shifted, "when.the_weekend");
  phrase.unit = unit.entry->unit, phrase.last = unit.end;
  return phrase;
}

// What "the end of ..." and "early in ..." may name.
std::optional<Phrase> Grammar::read_whole(int i) const {
  if (is_word(i, "the")) {
    const bool is_fiscal = is_any(i + 1, {"fiscal", "financial"});
    const Match unit = read_unit(is_fiscal ? i + 2 : i + 1);
    if (unit && !unit.entry->is_plural && unit.entry->unit >= Unit::day) {
      Phrase phrase = start(i, Form::shifted, "when.the_unit");
      phrase.unit = unit.entry->unit, phrase.last = unit.end, phrase.is_fiscal = is_fiscal;
      phrase.shift = Shift{0, false, true};
      return phrase;
    }
  }
  std::optional<Phrase> best;
  for (auto found : {read_shift(i), read_date(i), read_part(i)})
    if (found && found->form != Form::length && (!best || found->last > best->last)) best = std::move(found);
  return best;
}

std::optional<Phrase> Grammar::read_part_of_stretch(int i) const {
  int at = is_any(i, {"the", "its", "their"}) ? i + 1 : i;
  if (is_word(at, "very")) ++at;
  if (const Match edge = match(at, WordKind::edge); edge && is_word(edge.end, "of")) {
    auto whole = read_whole(edge.end + 1);
    // "by end of year"
    if (const Match unit = read_unit(edge.end + 1);
        !whole && unit && !unit.entry->is_plural && unit.entry->unit >= Unit::week) {
      whole = start(i, Form::shifted, "when.the_unit");
      whole->unit = unit.entry->unit, whole->last = unit.end, whole->shift = Shift{0, false, true};
    }
    if (!whole) return std::nullopt;
    whole->first = i;
    if (edge.entry->effect != Effect::none) whole->effect = edge.entry->effect;
    if (edge.entry->words.back() == "hours" && whole->part_code.empty())
      whole->part_code = "MO", whole->part = "early morning";
    return whole;
  }
  // "year's end", "year-end"
  if (const Match unit = read_unit(i); unit && !unit.entry->is_plural) {
    const int end = is_mark(unit.end, '\'') && is_word(unit.end + 1, "s") ? unit.end + 2
                    : is_mark(unit.end, '-')                              ? unit.end + 1
                                                                          : -1;
    if (end > 0 && is_word(end, "end") && unit.entry->unit >= Unit::month) {
      Phrase phrase = start(i, Form::shifted, "when.year_end");
      phrase.unit = unit.entry->unit, phrase.effect = Effect::end, phrase.last = end + 1,
      phrase.shift = Shift{0, false, true};
      return phrase;
    }
  }
  // "the first week of June", "the last two days of 2012", "the first ten months of the year"
  const bool is_last = is_any(at, {"last", "final"}), is_first_word = is_any(at, {"opening"});
  const auto ordinal = read_ordinal(at);
  if (!ordinal && !is_last && !is_first_word) return std::nullopt;
  int next = ordinal ? ordinal->end : at + 1;
  // "the first Tuesday of next month"
  if (const Match weekday = match(next, WordKind::weekday);
      weekday && !weekday.entry->is_plural && is_any(weekday.end, {"of", "in"})) {
    auto whole = read_whole(weekday.end + 1);
    const bool is_long = whole &&
                         (whole->month || whole->year || whole->unit == Unit::month || whole->unit == Unit::year) &&
                         !whole->day;
    if (!is_long || (ordinal && *ordinal->count > 5)) return std::nullopt;
    whole->first = i, whole->nth = ordinal ? static_cast<int>(*ordinal->count) : -1;
    whole->part_unit = Unit::day, whole->part_weekday = weekday.entry->number, whole->because = "when.nth_weekday";
    return whole;
  }
  std::optional<Amount> amount = read_amount(next);
  if (amount && amount->is_article) return std::nullopt;
  if (amount) next = amount->end;
  const Match unit = read_unit(skip_hyphen(next));
  if (!unit || unit.entry->unit < Unit::hour) return std::nullopt;
  auto whole = is_any(unit.end, {"of", "in"}) ? read_whole(unit.end + 1) : std::nullopt;
  if (!whole || whole->form == Form::offset || unit.entry->unit == Unit::quarter || unit.entry->unit == Unit::half) {
    // "the first three years of the war"
    if (!amount || !unit.entry->is_plural || at == i || is_last) return std::nullopt;
    Phrase length = start(i, Form::length, "when.first_units");
    length.amount = amount->count, length.unit = unit.entry->unit, length.last = unit.end;
    return length;
  }
  whole->first = i;
  whole->nth = ordinal ? static_cast<int>(*ordinal->count) : is_last ? -1 : 1;
  whole->because = "when.part_of_stretch";
  whole->part_unit = unit.entry->unit;
  whole->amount = amount ? amount->count : unit.entry->is_plural ? std::nullopt : std::optional<double>(1);
  return whole;
}

std::optional<Phrase> Grammar::read_modified(int i) const {
  int at = is_word(i, "the") ? i + 1 : i;
  // "later that day", "earlier this year", "later in 1990"
  if (at == i && is_any(at, {"later", "earlier"})) {
    const int next = at + 1;
    std::optional<Phrase> whole;
    if (is_word(next, "in") &&
        (is_word(next + 1, "the") || digits_at(next + 1) > 0 || match(next + 1, WordKind::month)))
      whole = read_whole(next + 1);
    else if (is_any(next, {"this", "that", "the"}))
      whole = read_shift(next);
    if (!whole || whole->form == Form::length) return std::nullopt;
    whole->first = i;
    return whole;
  }
  const Match modifier = match(at, WordKind::modifier);
  if (!modifier || !modifier.entry->before_calendar) return std::nullopt;
  at = skip_hyphen(skip_stop(modifier.end));
  const bool is_position = modifier.entry->effect == Effect::start || modifier.entry->effect == Effect::mid ||
                           modifier.entry->effect == Effect::end;
  if (!is_position && is_word(i, "the")) return std::nullopt;
  // "early in 1990", "late on Monday", "early in the morning of 5 May"
  if (is_position && is_any(at, {"in"})) ++at;
  std::optional<Phrase> whole = read_time_of_day(at);
  for (auto found : {read_shift(at), read_date(at)})
    if (found && (!whole || found->last > whole->last)) whole = std::move(found);
  if (is_position && at > modifier.end && is_word(at - 1, "in") && !whole) whole = read_whole(at);
  if (!is_position) {
    if (const auto stretch = read_part_of_stretch(at)) whole = stretch;
    if (whole && whole->form == Form::calendar && whole->weekday) return std::nullopt;
  }
  if (!whole || whole->form == Form::length) return std::nullopt;
  whole->first = i;
  if (whole->effect == Effect::none) whole->effect = modifier.entry->effect;
  return whole;
}

std::optional<Phrase> Grammar::read_reference(int i) const {
  Phrase phrase = start(i, Form::fixed, "");
  if (is_word(i, "recent") || (is_word(i, "past") && is_any(i - 1, {"in", "over"}))) {
    const Match unit = read_unit(i + 1);
    if (!unit || !unit.entry->is_plural) return std::nullopt;
    phrase.fixed = "PAST_REF", phrase.because = "when.recent_units", phrase.last = unit.end;
    return phrase;
  }
  const Match reference = match(i, WordKind::reference);
  if (!reference) return std::nullopt;
  if (is_word(i, "now") && is_any(reference.end, {"that"})) return std::nullopt;
  // "by the time he left": the clause tells which time, and that is not ours to place.
  if (is_word(i, "the") && is_word(i + 1, "time") && reference.end == i + 2) {
    const bool ends =
        !is_letters(reference.end) ||
        is_any(reference.end, {"and", "but", "in", "as", "for", "to", "with", "by", "because", "was", "were", "is"});
    if (!ends) return std::nullopt;
  }
  const bool needs_preposition =
      is_any(reference.end - 1, {"time", "period", "past", "future", "present"}) && !is_word(i, "at");
  if (needs_preposition && !is_any(i - 1, {"at", "by", "during", "in", "throughout", "until", "till", "from", "to",
                                           "around", "for", "since", "into"}))
    return std::nullopt;
  if (is_word(reference.end - 1, "past") && read_amount(reference.end)) return std::nullopt;
  if (is_any(reference.end - 1, {"past", "present"}) && read_unit(reference.end)) return std::nullopt;
  phrase.fixed = reference.entry->code, phrase.because = reference.entry->place.c_str(), phrase.last = reference.end;
  return phrase;
}

}  // namespace nutgraf::when
