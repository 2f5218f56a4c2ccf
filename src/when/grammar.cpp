// Walks over the atoms sentence by sentence and keeps, at each place, the longest temporal expression that starts
// there. What the expressions look like is in the files beside: amounts, lengths, shifts, dates, years, clock, ranges.

#include "when/grammar.h"

#include <algorithm>

#include "base/utf8.h"

namespace nutgraf::when {

namespace {

bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool Grammar::is_any(int i, std::initializer_list<std::string_view> words) const {
  if (!has(i)) return false;
  const std::string_view text = atoms_[static_cast<std::size_t>(i)].text;
  for (const std::string_view word : words)
    if (word.size() == text.size() && word[0] == text[0] && word == text) return true;
  return false;
}

bool Grammar::is_mark(int i, char mark) const {
  return has(i) && atoms_[static_cast<std::size_t>(i)].kind == Atom::Kind::mark &&
         atoms_[static_cast<std::size_t>(i)].mark == mark;
}

bool Grammar::is_letters(int i) const { return has(i) && atoms_[static_cast<std::size_t>(i)].kind == Atom::Kind::word; }

int Grammar::digits_at(int i) const { return has(i) ? atoms_[static_cast<std::size_t>(i)].number : -1; }

std::size_t Grammar::size_at(int i) const { return has(i) ? atoms_[static_cast<std::size_t>(i)].text.size() : 0; }

bool Grammar::is_capital(int i) const {
  if (!is_letters(i)) return false;
  const Atom& atom = atoms_[static_cast<std::size_t>(i)];
  const Token& token = reading_[atom.token];
  return is_ascii_upper(token.form[atom.span.begin - token.span.begin]);
}

bool Grammar::is_in_name(int i, int end) const {
  if (is_shouted_ || !is_capital(i)) return false;
  return (i > begin_ && is_capital(i - 1) && i - 1 > begin_) || is_capital(end);
}

Upos Grammar::upos_at(int i) const {
  return has(i) ? reading_[atoms_[static_cast<std::size_t>(i)].token].upos : Upos::x;
}

bool Grammar::is_lower_noun(int i) const {
  if (!is_letters(i)) return false;
  const Atom& atom = atoms_[static_cast<std::size_t>(i)];
  if (upos_at(i) != Upos::x) return upos_at(i) == Upos::noun && reading_[atom.token].number == Number::plural;
  if (is_any(i, {"people", "men", "women", "children", "police"})) return true;
  return (is_shouted_ || !is_capital(i)) && atom.text.size() >= 4 && atom.text.ends_with("s") &&
         !atom.text.ends_with("ss") && !is_any(i, {"this", "does", "less", "plus", "as", "its"});
}

Grammar::Match Grammar::match(int i, WordKind kind) const {
  if (!has(i)) return {};
  const Starts* starts = atoms_[static_cast<std::size_t>(i)].starts;
  if (!starts || !(starts->kinds & bit_of(kind))) return {};
  for (const Entry& entry : starts->entries) {
    if (entry.kind != kind) continue;
    int at = i;
    bool fits = true;
    for (const std::string& word : entry.words) {
      fits =
          has(at) && (atoms_[static_cast<std::size_t>(at)].text == word || (word.size() == 1 && is_mark(at, word[0])));
      if (!fits) break;
      ++at;
    }
    if (fits) return {&entry, at};
  }
  return {};
}

int Grammar::skip_stop(int i) const { return is_mark(i, '.') && is_joined(i) ? i + 1 : i; }

int Grammar::skip_fillers(int i) const {
  for (int skipped = 0; skipped < 2; ++skipped) {
    if (is_any(i, {"full",   "consecutive", "straight", "more",          "additional", "long",   "whole",
                   "entire", "extra",       "further",  "successive",    "solid",      "single", "short",
                   "other",  "different",   "working",  "business",      "calendar",   "odd",    "plus",
                   "mere",   "entire",      "complete", "uninterrupted", "bloody",     "brutal"}) ||
        (upos_at(i) == Upos::adj && !match(i, WordKind::unit))) {
      if (is_word(i, "more") && is_word(i + 1, "than")) return i;
      i = skip_hyphen(i + 1);
    } else {
      break;
    }
  }
  return i;
}

Phrase Grammar::start(int i, Form form, const char* because) const {
  Phrase phrase;
  phrase.first = i;
  phrase.last = i;
  phrase.form = form;
  phrase.because = because;
  return phrase;
}

bool Grammar::is_sentence_shouted(int first, int last) const {
  std::int32_t token = -1;
  int upper = 0, lower = 0;
  for (int i = first; i < last; ++i) {
    const Atom& atom = atoms_[static_cast<std::size_t>(i)];
    if (atom.kind != Atom::Kind::word || atom.token == token) continue;
    token = atom.token;
    const std::string& form = reading_[token].form;
    if (is_all_upper(form))
      ++upper;
    else if (is_all_lower(form))
      ++lower;
    else
      return false;
  }
  return (upper == 0) != (lower == 0) && upper + lower > 2;
}

// What can start a temporal expression at one place, told from the first word alone.
struct Grammar::Opening {
  std::uint32_t kinds = 0;
  bool is_number = false;
  bool is_article = false;  // the, a, these: only with something after it
  bool is_word = false;     // a word of the grammar that is in no table
  bool any(std::initializer_list<WordKind> wanted) const {
    for (const WordKind kind : wanted)
      if (kinds & bit_of(kind)) return true;
    return false;
  }
};

std::uint32_t Grammar::kinds_at(int i) const {
  return has(i) && atoms_[static_cast<std::size_t>(i)].starts ? atoms_[static_cast<std::size_t>(i)].starts->kinds : 0;
}

Grammar::Opening Grammar::opening_at(int i) const {
  Opening opening{.kinds = kinds_at(i), .is_number = digits_at(i) >= 0};
  opening.is_number = opening.is_number || opening.any({WordKind::number, WordKind::amount});
  opening.is_word = opening.any({WordKind::opener}) || is_mark(i, '\'');
  opening.is_article = opening.any({WordKind::article});
  if (opening.is_article) {
    const std::uint32_t of_time = ~bit_of(WordKind::article);
    const bool has_more =
        (kinds_at(i + 1) & of_time) || (kinds_at(i + 2) & of_time) || digits_at(i + 1) >= 0 || digits_at(i + 2) >= 0;
    opening.is_article = has_more;
    if (!has_more) opening.kinds &= bit_of(WordKind::reference) | bit_of(WordKind::holiday), opening.is_number = false;
  }
  return opening;
}

// The longest of what can start here; the first of equals.
std::optional<Phrase> Grammar::read_one(int i, const Opening& opening) const {
  using enum WordKind;
  const bool is_open = opening.is_article || opening.is_number || opening.is_word;
  std::optional<Phrase> best;
  const auto keep = [&](std::optional<Phrase> found) {
    if (found && (!best || found->last > best->last)) best = std::move(found);
  };
  if (is_open || opening.any({edge, unit, shift})) keep(read_part_of_stretch(i));
  if (opening.is_article || opening.is_word || opening.any({modifier, offset})) keep(read_modified(i));
  if (is_open || opening.any({clock_word, part_of_day, modifier, unit})) keep(read_time_of_day(i));
  if (is_open || opening.any({month, weekday, season, holiday, day_word, unit, modifier, shift})) keep(read_date(i));
  if (opening.is_article || opening.any({shift})) keep(read_shift(i));
  if (opening.is_number || opening.is_word || opening.any({set})) keep(read_again(i));
  if (is_open || opening.any({unit, modifier})) {
    auto length = read_length(i);
    if (length) keep(read_offset(*length));
    if (opening.is_article) keep(read_day_before(i));
    if (opening.is_article) keep(read_the_unit(i));
    keep(std::move(length));
  }
  if (opening.is_word || opening.any({reference, shift})) keep(read_reference(i));
  return best;
}

std::vector<Phrase> Grammar::read_all() {
  std::vector<Phrase> found;
  const int size = static_cast<int>(atoms_.size());
  for (begin_ = 0; begin_ < size; begin_ = end_) {
    end_ = begin_;
    bool may_have_times = false;
    while (end_ < size &&
           atoms_[static_cast<std::size_t>(end_)].sentence == atoms_[static_cast<std::size_t>(begin_)].sentence) {
      const Atom& atom = atoms_[static_cast<std::size_t>(end_++)];
      may_have_times = may_have_times || atom.starts || atom.number >= 0;
    }
    if (!may_have_times) continue;
    is_shouted_ = is_sentence_shouted(begin_, end_);
    for (int i = begin_; i < end_;) {
      const Atom& atom = atoms_[static_cast<std::size_t>(i)];
      if (!atom.starts && atom.number < 0 && atom.mark != '\'') {
        ++i;
        continue;
      }
      const Opening opening = opening_at(i);
      const std::size_t before = found.size();
      if ((opening.kinds || opening.is_number || opening.is_article || opening.is_word) && !read_range(i, found))
        if (auto one = read_one(i, opening)) found.push_back(std::move(*one));
      i = found.size() > before ? found.back().last : i + 1;
    }
  }
  share_fields(found);
  return found;
}

}  // namespace nutgraf::when
