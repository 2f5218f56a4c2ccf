// Two or more at once: "June 5-7", "6–7 January 1916", "5 and 6 March", "1914–18", and fields that the second of two
// gives to the first ("from March to May 1990").

#include "when/grammar.h"

namespace nutgraf::when {

// Reads "June 5-7", "12 to 14 July", "1914-18" and the like into two or more phrases; false when there is no range
// here.
bool Grammar::read_range(int i, std::vector<Phrase>& found) const {
  const auto is_link = [&](int at) {
    return is_mark(at, '-') || is_mark(at, '/') || is_any(at, {"to", "and", "or", "through", "until", "till"}) ||
           is_mark(at, ',');
  };
  const auto ranges = [&](int at) { return !is_any(at, {"and", "or"}) && !is_mark(at, ','); };

  if (digits_at(i) < 0 && !is_word(i, "the") && !(kinds_at(i) & (bit_of(WordKind::month) | bit_of(WordKind::number))))
    return false;

  // "5-7 June [1990]", "5, 6 and 7 June"
  int day = 0;
  const int the = is_word(i, "the") ? 1 : 0;
  if (int end = read_day_number(i + the, &day);
      end > i + the && is_link(end) && (the == 0 || read_ordinal(i + 1)) && !(is_joined(i) && is_mark(i - 1, '.'))) {
    std::vector<Phrase> days;
    int at = i;
    while (end > at && is_link(end) && days.size() < 6) {
      Phrase one = start(at, Form::calendar, "when.day_range");
      one.day = day, one.last = end, one.starts_with_range = ranges(end);
      days.push_back(one);
      if (is_mark(end, ',') && (is_word(end + 1, "and") ? days.size() < 2 : digits_at(end + 1) < 0)) return false;
      at = is_mark(end, ',') && is_word(end + 1, "and") ? end + 2 : end + 1;
      if (auto last = read_day_first(at)) {
        if (is_mark(end, ',') && days.size() == 1) return false;
        for (Phrase& each : days) each.month = last->month, each.year = last->year, each.year_shift = last->year_shift;
        for (Phrase& each : days) found.push_back(std::move(each));
        read_time_tail(*last);
        found.push_back(std::move(*last));
        return true;
      }
      end = read_day_number(at, &day);
    }
  }
  // "June 5-7[, 1990]", "June 5 and 6"
  if (const Match month = match(i, WordKind::month); month && is_month(i, month)) {
    auto first = read_month_first(i);
    if (first && first->day && !first->year && is_link(first->last) && !is_mark(first->last, '/')) {
      const int at = is_mark(first->last, ',') && is_word(first->last + 1, "and") ? first->last + 2 : first->last + 1;
      int next = 0;
      const int end = read_day_number(at, &next);
      const bool is_comma = is_mark(first->last, ',') && at == first->last + 1;
      const bool is_other = is_lower_noun(end) || match(end, WordKind::month) || read_unit(skip_hyphen(end)) ||
                            (is_word(end, "of") && !ranges(first->last));
      if (end > at && !is_comma && !is_other && next > *first->day) {
        Phrase second = start(at, Form::calendar, "when.day_range");
        second.month = first->month, second.day = next, second.last = end;
        read_year_tail(second);
        first->year = second.year, first->year_shift = second.year_shift;
        first->starts_with_range = ranges(first->last);
        found.push_back(*first);
        found.push_back(second);
        return true;
      }
    }
  }
  // "1914-18", "1914/15", "1939 to 1945" (the second is read on its own)
  const int year_at = is_word(i, "the") && is_word(i + 1, "years") ? i + 2 : i;
  if (digits_at(year_at) > 0 && size_at(year_at) == 4 && (is_mark(year_at + 1, '-') || is_mark(year_at + 1, '/')) &&
      is_joined(year_at + 2)) {
    const int first = digits_at(year_at), second = digits_at(year_at + 2);
    const bool goes_on =
        is_joined(year_at + 3) && (is_letters(year_at + 3) || digits_at(year_at + 3) >= 0 || is_mark(year_at + 3, '-'));
    const bool is_short = size_at(year_at + 2) == 2 && second > first % 100 && !goes_on;
    const bool is_long = size_at(year_at + 2) == 4 && second > first && second < 2200;
    bool is_before_christ = false;
    if (first < 1000 || first > 2199 || second < 0 || (!is_short && !is_long) ||
        skip_era(year_at + 3, &is_before_christ) > year_at + 3)
      return false;
    if (is_mark(year_at + 3, '-') && digits_at(year_at + 4) >= 0) return false;
    Phrase one = start(i, Form::calendar, "when.year_range");
    one.first = year_at;
    one.year = first, one.last = year_at + 1, one.starts_with_range = true;
    Phrase two = start(year_at + 2, Form::calendar, "when.year_range");
    two.year = is_short ? first / 100 * 100 + second : second, two.last = year_at + 3;
    found.push_back(one);
    found.push_back(two);
    return true;
  }
  return false;
}

// "from March to May 1990": March is of 1990 too; "12 July to 3 August 1952"; "between Monday and Wednesday" is one
// stretch.
void Grammar::share_fields(std::vector<Phrase>& found) const {
  for (std::size_t k = 0; k + 1 < found.size(); ++k) {
    Phrase& first = found[k];
    const Phrase& second = found[k + 1];
    const Atom& last = atoms_[static_cast<std::size_t>(first.last - 1)];
    const Atom& next = atoms_[static_cast<std::size_t>(second.first)];
    if (last.sentence != next.sentence || second.first - first.last > 2) continue;
    const auto text = [&](int i) { return i < 0 ? std::string_view() : atoms_[static_cast<std::size_t>(i)].text; };
    int link = first.last;
    while (link < second.first && atoms_[static_cast<std::size_t>(link)].mark == ',') ++link;
    if (second.first - link != 1) continue;
    const std::string_view word = text(link);
    const char mark = atoms_[static_cast<std::size_t>(link)].mark;
    const std::string_view before = text(first.first - 1);
    const bool is_range = mark == '-' || word == "through" ||
                          ((word == "to" || word == "until" || word == "till") && before == "from") ||
                          (word == "and" && before == "between") || (word == "to" && first.form == second.form);
    if (!is_range && word != "and" && word != "or" && word != "to") continue;
    if (is_range && first.form != Form::length && first.form != Form::again && second.form != Form::length)
      first.starts_with_range = true;
    if (first.form != Form::calendar || second.form != Form::calendar) continue;
    const bool lacks_year =
        !first.year && !first.year_shift && !first.weekday && (first.month || !first.season.empty() || first.quarter);
    if (lacks_year && (second.year || second.year_shift)) {
      first.year = second.year, first.year_shift = second.year_shift;
      // "December to March 1991" starts the year before.
      if (first.year && is_range && first.month && second.month && *first.month > *second.month)
        first.year = *first.year - 1;
    }
    if (first.year && !first.month && !first.day && second.year && *second.year < 0 && *first.year > 0 && mark == '-')
      first.year = -*first.year;
  }
}

}  // namespace nutgraf::when
