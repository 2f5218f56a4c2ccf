// Cuts tokens into letters, digits and marks and looks the words up, once for the whole report. This is the only
// place that touches every word, so it is kept to one hash a word.

#include "when/atoms.h"

#include "base/utf8.h"

namespace nutgraf::when {

namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

char mark_of(char32_t c) {
  switch (c) {
    case U'\u2018':
    case U'\u2019':
    case U'\u02BC':
    case U'`':
      return '\'';
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2212':
      return '-';
    case U'\u2014':
    case U'\u2015':
      return '~';
    case U'\u00BD':
      return 'h';
    default:
      return c < 128 ? static_cast<char>(c) : '?';
  }
}

// One atom at the start of `text`; sets its kind, mark, number and text.
Atom read_atom(std::string_view text) {
  Atom atom;
  std::size_t end = 0;
  if (is_ascii_digit(text[0])) {
    atom.kind = Atom::Kind::digits;
    int value = 0;
    while (end < text.size() && is_ascii_digit(text[end]))
      value = end < 9 ? value * 10 + (text[end++] - '0') : (++end, -1);
    atom.number = value;
  } else {
    while (end < text.size()) {
      if (is_ascii_letter(text[end])) {
        ++end;
        continue;
      }
      if (static_cast<unsigned char>(text[end]) < 128) break;
      const Character character = read_character(text, end);
      if (!is_letter(character.code_point)) break;
      end += character.bytes;
    }
    if (end > 0) {
      atom.kind = Atom::Kind::word;
    } else {
      const Character character = read_character(text, 0);
      atom.mark = mark_of(character.code_point);
      end = character.bytes;
    }
  }
  atom.text = text.substr(0, end);
  return atom;
}

}  // namespace

std::vector<Atom> cut_atoms(const Reading& reading, const Lexicon& lexicon) {
  std::vector<Atom> atoms;
  atoms.reserve(reading.tokens.size() + reading.tokens.size() / 4);
  std::uint32_t last_end = 0;
  for (std::int32_t t = 0; t < reading.size(); ++t) {
    const Token& token = reading[t];
    // A lower-case form of another length than the word would put spans in the wrong place; no time word has one.
    const bool is_plain = token.lower.size() == token.span.size();
    std::size_t at = 0;
    while (at < token.lower.size()) {
      Atom atom = read_atom(is_plain ? std::string_view(token.lower).substr(at) : std::string_view("?"));
      const auto begin = token.span.begin + static_cast<std::uint32_t>(at);
      const auto end = is_plain ? begin + static_cast<std::uint32_t>(atom.text.size()) : token.span.end;
      atom.span = {begin, end};
      atom.token = t;
      atom.sentence = token.sentence;
      atom.is_joined = begin == last_end && begin > 0;
      if (atom.kind == Atom::Kind::word) atom.starts = lexicon.starting_with(atom.text);
      last_end = end;
      atoms.push_back(atom);
      at = is_plain ? at + atom.text.size() : token.lower.size();
    }
  }
  return atoms;
}

std::vector<std::string> split_phrase(std::string_view phrase) {
  std::vector<std::string> words;
  while (!phrase.empty()) {
    if (phrase.front() == ' ') {
      phrase.remove_prefix(1);
      continue;
    }
    const Atom atom = read_atom(phrase);
    words.emplace_back(atom.text);
    phrase.remove_prefix(atom.text.size());
  }
  return words;
}

}  // namespace nutgraf::when
