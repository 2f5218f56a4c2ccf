// Times of the day: "5:30 p.m. GMT", "0300 hours", "half past six", "noon", "the night of 5 March", "Monday at dawn".

#include "when/grammar.h"

namespace nutgraf::when {

// Past "a.m.", "pm", "p.m"; back to `i` when there is none.
int Grammar::read_meridiem(int i, bool* is_afternoon) const {
  *is_afternoon = is_any(i, {"pm", "p"});
  if (is_any(i, {"am", "pm"})) return i + 1;
  if (is_any(i, {"a", "p"}) && is_mark(i + 1, '.') && is_word(i + 2, "m")) return skip_stop(i + 3);
  if (is_any(i, {"a", "p"}) && is_word(i + 1, "m") && is_mark(i + 2, '.')) return i + 3;
  return i;
}

// " GMT", " (1630 GMT)" is left alone, "+02:00".
void Grammar::read_zone(Phrase& phrase) const {
  if (const Match zone = match(phrase.last, WordKind::zone); zone && is_capital(phrase.last)) {
    phrase.clock->zone_minutes = zone.entry->number;
    phrase.last = zone.end;
    return;
  }
  if (is_joined(phrase.last) && is_word(phrase.last, "z")) {
    phrase.clock->zone_minutes = 0;
    ++phrase.last;
  }
}

std::optional<Phrase> Grammar::read_clock(int i) const {
  Phrase phrase = start(i, Form::calendar, "when.clock");
  if (const Match word = match(i, WordKind::clock_word)) {
    if (is_mark(word.end, '-')) return std::nullopt;
    phrase.clock = Clock{.hour = word.entry->code == "24:00" ? 24 : 12, .minute = 0};
    phrase.because = word.entry->place.c_str();
    phrase.last = word.end;
    read_zone(phrase);
    return phrase;
  }
  if (is_any(i, {"half", "quarter"}) || (is_word(i, "a") && is_word(i + 1, "quarter"))) {
    const int at = is_word(i, "a") ? i + 1 : i;
    if (!is_any(at + 1, {"past", "to"})) return std::nullopt;
    const auto hour = read_plain_number(at + 2);
    if (!hour || hour->is_ordinal || *hour->count > 12 || *hour->count < 1 || read_unit(hour->end)) return std::nullopt;
    if (is_word(at, "half") && is_word(at + 1, "to")) return std::nullopt;
    const bool is_to = is_word(at + 1, "to");
    phrase.clock = Clock{.hour = static_cast<int>(*hour->count) - (is_to ? 1 : 0),
                         .minute = is_word(at, "half") ? 30
                                   : is_to             ? 45
                                                       : 15};
    phrase.last = hour->end;
  } else if (const auto hour = read_plain_number(i);
             hour && !hour->is_ordinal && *hour->count == static_cast<int>(*hour->count) && *hour->count >= 0) {
    const int value = static_cast<int>(*hour->count);
    if (hour->is_digits && size_at(i) <= 2 && hour->end == i + 1 && value <= 24 && is_mark(i + 1, ':') &&
        is_joined(i + 1) && is_joined(i + 2) && size_at(i + 2) == 2 && digits_at(i + 2) < 60) {
      if ((is_mark(i - 1, ':') || is_mark(i - 1, '.')) && is_joined(i)) return std::nullopt;
      phrase.clock = Clock{.hour = value, .minute = digits_at(i + 2)};
      phrase.last = i + 3;
      // "0:01:08" is how long a film runs.
      if (is_mark(phrase.last, ':') && is_joined(phrase.last) && size_at(i) == 1 && value == 0) return std::nullopt;
      if (is_mark(phrase.last, ':') && is_joined(phrase.last) && size_at(phrase.last + 1) == 2 &&
          digits_at(phrase.last + 1) >= 0 && digits_at(phrase.last + 1) < 60)
        phrase.clock->second = digits_at(phrase.last + 1), phrase.last += 2;
    } else if (hour->is_digits && size_at(i) == 4 && hour->end == i + 1 && value % 100 < 60 && value <= 2400 &&
               (is_any(i + 1, {"hrs", "hours"}) || (match(i + 1, WordKind::zone) && is_capital(i + 1)))) {
      phrase.clock = Clock{.hour = value / 100, .minute = value % 100};
      phrase.last = i + 1;
    } else if (value >= 1 && value <= 12) {
      bool is_afternoon = false;
      const bool has_clock_word =
          is_word(hour->end, "o") && is_mark(hour->end + 1, '\'') && is_word(hour->end + 2, "clock");
      if (has_clock_word)
        phrase.last = hour->end + 3;
      else if (read_meridiem(hour->end, &is_afternoon) > hour->end)
        phrase.last = hour->end;
      else if (hour->is_digits && is_mark(i + 1, '.') && is_joined(i + 1) && size_at(i + 2) == 2 &&
               read_meridiem(i + 3, &is_afternoon) > i + 3) {
        phrase.clock = Clock{.hour = value, .minute = digits_at(i + 2)};
        phrase.last = i + 3;
      } else
        return std::nullopt;
      if (!phrase.clock) phrase.clock = Clock{.hour = value};
    } else if (hour->is_digits && hour->end > i + 1 && size_at(i) <= 2 && is_mark(i + 1, '.') &&
               digits_at(i + 2) >= 0) {
      return std::nullopt;
    } else {
      return std::nullopt;
    }
  } else if (hour && hour->is_digits && size_at(i) <= 2 && digits_at(i) >= 1 && digits_at(i) <= 12 &&
             is_mark(i + 1, '.') && is_joined(i + 1) && size_at(i + 2) == 2 && digits_at(i + 2) < 60) {
    // "9.30 a.m.", which reads as a decimal number first
    bool is_afternoon = false;
    if (read_meridiem(i + 3, &is_afternoon) == i + 3) return std::nullopt;
    phrase.clock = Clock{.hour = digits_at(i), .minute = digits_at(i + 2)};
    phrase.last = i + 3;
  } else {
    return std::nullopt;
  }
  bool is_afternoon = false;
  if (const int end = read_meridiem(phrase.last, &is_afternoon); end > phrase.last) {
    if (phrase.clock->hour <= 12) phrase.clock->hour = phrase.clock->hour % 12 + (is_afternoon ? 12 : 0);
    phrase.last = end;
  } else if (is_any(phrase.last, {"hrs", "hours"})) {
    ++phrase.last;
  }
  if (is_mark(phrase.last, '(')) return phrase;
  read_zone(phrase);
  return phrase;
}

// "the night", "dawn", "early morning"; what may stand without a date is decided by the caller.
std::optional<Phrase> Grammar::read_part(int i) const {
  const int at = is_any(i, {"the", "one"}) ? i + 1 : i;
  Phrase phrase = start(i, Form::calendar, "");
  int part_at = at;
  if (const Match modifier = match(at, WordKind::modifier);
      modifier && modifier.entry->before_calendar && modifier.entry->effect != Effect::approx) {
    phrase.effect = modifier.entry->effect;
    part_at = skip_hyphen(modifier.end);
  }
  const Match part = match(part_at, WordKind::part_of_day);
  if (!part) return std::nullopt;
  // "the overnight raid": the article belongs to the raid.
  if (at > i && is_any(part.end - 1, {"overnight", "predawn"})) return std::nullopt;
  phrase.part_code = part.entry->code, phrase.part = part.entry->part, phrase.because = part.entry->place.c_str();
  phrase.has_article = at > i;
  if (phrase.effect == Effect::start && phrase.part_code == "MO") phrase.part = "early morning";
  phrase.last = part.end;
  if (is_word(phrase.last, "hours")) ++phrase.last;
  return phrase;
}

// A clock time or a part of the day, with the day after it if it has one: "9 a.m. on Monday", "the night of 5 March".
std::optional<Phrase> Grammar::read_time_of_day(int i) const {
  auto phrase = read_clock(i);
  const bool is_clock = phrase.has_value();
  if (!phrase) phrase = read_part(i);
  if (!phrase) return std::nullopt;
  int at = phrase->last;
  // "at 11 in the morning", "9:30 Monday morning"
  if (is_clock && is_word(at, "in") && is_word(at + 1, "the")) {
    if (const auto part = read_part(at + 1); part && !read_unit(part->last)) {
      if ((part->part_code == "AF" || part->part_code == "EV") && phrase->clock->hour < 12) phrase->clock->hour += 12;
      at = phrase->last = part->last;
    }
  }
  const bool has_joiner = is_mark(at, ',') || is_any(at, {"on", "of"});
  if (has_joiner) ++at;
  std::optional<Phrase> day;
  const auto keep = [&](std::optional<Phrase> found) {
    const bool is_day =
        found && !found->clock &&
        ((found->day && (found->month || is_word(at, "the"))) || found->weekday || found->holiday ||
         (found->form == Form::shifted && found->unit == Unit::day && (found->part_code.empty() || is_clock)) ||
         (is_clock && found->shift && !found->part_code.empty()));
    if (is_day && !found->is_plural && (!day || found->last > day->last)) day = std::move(found);
  };
  keep(read_date(at));
  keep(read_shift(at));
  if (day) {
    // "at dawn, Monday's ..." is rare; a comma joins only clock times and dates.
    if (is_mark(at - 1, ',') && !is_clock) return phrase;
    day->first = i;
    if (is_clock) {
      if ((day->part_code == "AF" || day->part_code == "EV" || day->part_code == "NI") && phrase->clock->hour < 12 &&
          phrase->clock->hour > 4)
        phrase->clock->hour += 12;
      day->clock = phrase->clock, day->part = {}, day->part_code = {};
      if (!day->shift || day->shift->from_speech) read_zone(*day);
    } else {
      day->part_code = phrase->part_code, day->part = phrase->part;
    }
    if (day->effect == Effect::none) day->effect = phrase->effect;
    // "11 a.m. on 11 November 1918" is two expressions; "the night of 5 March" and "9 a.m. Monday" are one.
    if (is_clock && is_word(at - 1, "on")) return phrase;
    return day;
  }
  if (is_clock) return phrase;
  // A bare part of the day: "in the morning", "at night", "pre-dawn raids"; not "night club", "evening paper".
  const bool has_the = is_word(i, "the");
  const bool is_phrase = is_word(i, "one") ||
                         (has_the && is_any(i - 1, {"in", "during", "by", "until", "through", "throughout", "over",
                                                    "into", "before", "after", "for", "of"})) ||
                         (!has_the && is_any(i - 1, {"at", "by", "before", "after", "until", "till", "since", "from",
                                                     "to", "around", "in", "during"}));
  const bool stands_alone = phrase->part == "pre-dawn" || phrase->part == "overnight";
  if (is_mark(phrase->last, '-') ||
      is_any(phrase->last, {"club", "clubs", "shift", "news", "post", "standard", "times", "star", "newspaper", "sky"}))
    return std::nullopt;
  if (stands_alone || (is_phrase && !match(phrase->last, WordKind::unit))) return phrase;
  return std::nullopt;
}

// "Monday | morning", "5 May | at 6 p.m.", "yesterday | evening", "Sunday | at dawn".
void Grammar::read_time_tail(Phrase& phrase) const {
  const bool is_day = phrase.weekday || (phrase.day && phrase.month) ||
                      (phrase.unit == Unit::day && phrase.part_code.empty()) || (phrase.holiday != nullptr);
  if (!is_day || phrase.clock) return;
  const int at = phrase.last;
  if (const auto part = read_part(at);
      part && !is_word(at, "the") && !is_mark(part->last, '-') && !is_any(part->last, {"club", "shift"})) {
    phrase.part_code = part->part_code, phrase.part = part->part, phrase.last = part->last;
    if (phrase.effect == Effect::none) phrase.effect = part->effect;
    return;
  }
  if (phrase.is_plural) return;
  int from = at;
  if (is_mark(from, ',')) ++from;
  const int word = from;
  if (is_any(from, {"at", "around", "about"})) ++from;
  if (is_any(from, {"around", "about"}) && from > word) ++from;
  if (from == word && from > at && !phrase.day) return;  // "Monday, 5 people ..."
  if (const auto clock = read_clock(from); clock && (from > word || digits_at(from) >= 0 || from == at)) {
    phrase.clock = clock->clock, phrase.last = clock->last;
    return;
  }
  if (is_word(word, "at"))
    if (const auto part = read_part(word + 1); part && !is_word(word + 1, "the"))
      phrase.part_code = part->part_code, phrase.part = part->part, phrase.last = part->last;
}

}  // namespace nutgraf::when
