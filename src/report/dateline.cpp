// Reads datelines: a place, perhaps its country or state, a day, an agency in brackets, and a dash. Places are known by their
// form alone (capitals before a dash), because names of towns have no end; `where` then finds the place's name in the gazetteer.

#include "report/dateline.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "report/layout.h"
#include "report/times.h"

namespace nutgraf::report {

namespace {

constexpr std::array<std::string_view, 10> dashes = {"---", "--", "—", "–", "―", "‒", "-", "|", "//", ":"};

// Words before a colon or dash that are no places: "Police: 18-year-old man shot", "UPDATE - Five held".
constexpr std::array<std::string_view, 52> no_places = {
    "a",        "an",      "the",      "police",   "update",  "updated", "video",   "photo",    "photos",   "watch",   "live",
    "breaking", "opinion", "analysis", "comment",  "exclusive", "note",  "editor",  "q",        "question", "answer",  "summary",
    "background", "report", "reports", "official", "officials", "source", "sources", "just",    "new",      "file",    "read",
    "listen",   "warning", "correction", "factbox", "timeline", "profile", "explainer", "gallery", "pictures", "image", "caption",
    "advertisement", "alert", "quote", "mayor", "sheriff", "prosecutors", "poll", "review"};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const Character c = read_character(text, at);
    if (!is_space(c.code_point)) break;
    at += c.bytes;
  }
  return at;
}

// The dash or other mark at `at` that closes a dateline; its size, or 0. A hyphen and a colon must not stand inside a word.
std::size_t mark_size(std::string_view text, std::size_t at) {
  for (const std::string_view mark : dashes) {
    if (text.substr(at, mark.size()) != mark) continue;
    if (mark == "-" && at > 0 && !is_space(static_cast<unsigned char>(text[at - 1])) && text[at - 1] != ')' && text[at - 1] != '.' &&
        !(at + 1 < text.size() && text[at + 1] == ' '))
      return 0;
    return mark.size();
  }
  return 0;
}

enum class Case { upper, mixed };

// One comma-free piece of the place: "SAN SALVADOR", "Port-au-Prince", "N.Y.", "Brazil".
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  Case letters = Case::mixed;
  std::size_t words = 0;
};

bool is_small_joint(std::string_view word) {
  constexpr std::array<std::string_view, 16> joints = {"of", "the", "and", "de", "del", "la", "le", "du", "al", "el", "in", "on", "upon", "da", "do", "es"};
  return std::ranges::find(joints, word) != joints.end();
}

// A run of up to five capitalised words at `at`, nothing when it starts otherwise.
std::optional<Piece> read_piece(std::string_view text, std::size_t at) {
  Piece piece{.begin = at, .end = at};
  bool all_upper = true;
  for (std::size_t word_at = at; word_at < text.size() && piece.words < 6;) {
    std::size_t end = word_at;
    while (end < text.size()) {
      const Character c = read_character(text, end);
      const bool hyphen_in_word = c.code_point == '-' && end > word_at && end + 1 < text.size() && text[end + 1] != '-' &&
                                  is_letter(read_character(text, end + 1).code_point);
      if (!is_letter(c.code_point) && c.code_point != '.' && c.code_point != '\'' && c.code_point != U'’' && !hyphen_in_word) break;
      if (c.code_point == '.' && end == word_at) break;
      end += c.bytes;
    }
    if (end == word_at) break;
    const std::string_view word = text.substr(word_at, end - word_at);
    if (!is_capitalised(word)) {
      if (piece.words == 0 || !is_small_joint(word)) break;
    } else if (!is_all_upper(word)) {
      all_upper = false;
    }
    piece.end = end;
    ++piece.words;
    if (end >= text.size() || text[end] != ' ') break;
    word_at = end + 1;
  }
  if (piece.words == 0 || piece.words > 5) return std::nullopt;
  piece.letters = all_upper ? Case::upper : Case::mixed;
  return piece;
}

struct Bracketed {
  std::string_view words;
  std::size_t begin = 0;
  std::size_t end = 0;  // past the closing bracket
};

std::optional<Bracketed> read_bracketed(std::string_view text, std::size_t at, char open, char close) {
  if (at >= text.size() || text[at] != open) return std::nullopt;
  const std::size_t end = text.find(close, at);
  if (end == std::string_view::npos || end - at > 160) return std::nullopt;
  return Bracketed{text.substr(at + 1, end - at - 1), at + 1, end + 1};
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    words += !blank && !inside;
    inside = !blank;
  }
  return words;
}

// What was read between the place and the dash.
struct Middle {
  std::size_t end = 0;
  bool has_day = false;
  bool has_brackets = false;
  std::optional<Told> agency;
  std::optional<Date> date;
};

Told told(std::string_view text, std::size_t begin, std::size_t end) {
  return {std::string(text.substr(begin, end - begin)), Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

// Without brackets two letters are a state ("YORK, PA -"), not an agency.
bool is_agency(std::string_view words, const Lexicon& lexicon) { return words.size() > 2 && lexicon.find_agency(words); }

// ", Feb. 5 (Reuters)", " (AP)", ", 12 JAN 90 (ACAN-EFE)", ", NO DATE (FBIS)".
Middle read_middle(std::string_view text, std::size_t at, const Lexicon& lexicon) {
  Middle middle{.end = at};
  for (int parts = 0; parts < 4; ++parts) {
    std::size_t next = skip_blanks(text, middle.end);
    if (next < text.size() && (text[next] == ',' || text[next] == '/')) next = skip_blanks(text, next + 1);
    if (const auto day = read_day_at(text, next); day && !middle.has_day) {
      middle.has_day = true;
      middle.date = day->date;
      middle.end = day->end;
    } else if (const auto brackets = read_bracketed(text, next, '(', ')'); brackets && count_words(brackets->words) <= 8) {
      middle.has_brackets = true;
      if (const auto day = read_day_at(text, brackets->begin); day && !middle.has_day) {
        middle.has_day = true;
        middle.date = day->date;
      } else if (!middle.agency) {
        middle.agency = told(text, brackets->begin, brackets->end - 1);
      }
      middle.end = brackets->end;
    } else if (text.substr(next, 7) == "NO DATE") {
      middle.has_day = true;
      middle.end = next + 7;
    } else {
      // "ANKARA, Anadolu Agency -": an agency without brackets.
      const auto name = read_piece(text, next);
      if (!name || !is_agency(text.substr(name->begin, name->end - name->begin), lexicon)) break;
      middle.agency = told(text, name->begin, name->end);
      middle.has_brackets = true;
      middle.end = name->end;
    }
  }
  return middle;
}

// "[REPORT] [ALVARO AYALA] [TEXT]" after the dash, as FBIS prints it; returns where the prose begins.
std::size_t skip_square_brackets(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (const auto brackets = read_bracketed(text, skip_blanks(text, end), '[', ']')) end = brackets->end;
  return end;
}

bool is_no_place(std::string_view words) {
  const std::string lower = lower_case(words.substr(0, words.find(' ')));
  return std::ranges::find(no_places, lower) != no_places.end() || month_of(lower) > 0 || is_weekday(lower);
}

// Whether what follows the mark can start a report: a capital, a digit, a quotation or a bracket.
bool starts_prose(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  if (at >= text.size()) return false;
  const char32_t c = read_character(text, at).code_point;
  return is_upper(c) || is_digit(c) || c == '"' || c == '\'' || c == U'“' || c == U'‘' || c == '[' || c == '`' || c == '$' || c == U'£' || c == U'€' || c == '-';
}

std::optional<FoundDateline> read_at(std::string_view text, std::size_t begin, const Lexicon& lexicon) {
  auto first = read_piece(text, begin);
  if (!first) return std::nullopt;
  if (first->end > begin && text[first->end - 1] == '.' && first->words == 1 && first->end - begin > 6) return std::nullopt;
  std::size_t place_end = first->end;
  bool has_region = false;
  // Regions: "KABUL, Afghanistan", "FERGUSON, MISSOURI", "MADRID (SPAIN)".
  for (int regions = 0; regions < 2; ++regions) {
    const std::size_t comma = skip_blanks(text, place_end);
    if (comma >= text.size() || text[comma] != ',') break;
    const std::size_t next = skip_blanks(text, comma + 1);
    if (read_day_at(text, next)) break;
    const auto piece = read_piece(text, next);
    if (!piece || piece->words > 4) break;
    const std::string_view words = text.substr(piece->begin, piece->end - piece->begin);
    if (is_agency(words, lexicon) || words.starts_with("NO DATE") || is_weekday(words.substr(0, words.find(' ')))) break;
    place_end = piece->end;
    has_region = true;
  }
  if (const auto brackets = read_bracketed(text, skip_blanks(text, place_end), '(', ')');
      brackets && brackets->words.size() > 3 && is_all_upper(brackets->words) && !lexicon.find_agency(brackets->words)) {
    const Middle after = read_middle(text, brackets->end, lexicon);
    if (after.has_day) place_end = brackets->end;  // a second bracket or a day follows: this one is the country
  }
  const Middle middle = read_middle(text, place_end, lexicon);
  const std::size_t mark_at = skip_blanks(text, middle.end);
  if (mark_at > middle.end + 3) return std::nullopt;
  std::size_t size = mark_size(text, mark_at);
  const bool fbis = text.substr(skip_blanks(text, middle.end), 6) == "[TEXT]";
  if (size == 0 && !fbis) return std::nullopt;
  const std::string_view mark = text.substr(mark_at, size);
  const std::string_view place = text.substr(begin, place_end - begin);
  std::size_t end = mark_at + size;
  if (is_no_place(place)) return std::nullopt;

  const bool dated = middle.has_day || middle.has_brackets;
  const bool spaced = mark_at > middle.end || (mark != "-" && mark != "|" && mark != ":" && mark != "//");
  const bool caps_in_mixed = first->letters == Case::upper && !is_all_upper(text.substr(end, std::min<std::size_t>(200, text.size() - end)));
  if (!dated && !caps_in_mixed) {
    // A mixed-case place with nothing but a mark: one or two words and a clear mark.
    if (first->words > 3 || mark == "-" ? !spaced || first->words > 2 : first->words > 3) return std::nullopt;
    if (first->letters == Case::upper && mark != "—" && mark != "–" && mark != "--") return std::nullopt;
  }
  if (caps_in_mixed && !dated && first->words > 4) return std::nullopt;
  if (place.size() < 3 || !starts_prose(text, end)) return std::nullopt;
  if (mark == ":" && (dated ? false : has_region || first->words > 2)) return std::nullopt;

  FoundDateline found{.dateline = {.place = told(text, begin, place_end), .whole = {}}, .agency = middle.agency, .date = middle.date,
                      .is_plain = dated || caps_in_mixed || mark == "—" || mark == "–"};
  end = skip_square_brackets(text, end);
  // Scraped "MOSCOW — -At a night rehearsal": the second dash belongs to the dateline.
  if (const std::size_t again = skip_blanks(text, end); again < text.size() && text[again] == '-' && text.substr(again, 2) != "--") end = again + 1;
  found.dateline.whole = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return found;
}

}  // namespace

std::optional<FoundDateline> read_dateline(std::string_view text, Span paragraph, const Lexicon& lexicon) {
  const std::string_view upto = text.substr(0, paragraph.end);
  auto found = read_at(upto, paragraph.begin, lexicon);
  if (!found) return std::nullopt;
  // A relay names two places: "MADRID (SPAIN), 15 NOV 89 (EFE) -- [EXCERPT] LA PAZ, 15 NOV (EFE) --". The report was
  // written at the second one.
  const std::size_t next = skip_blanks(upto, found->dateline.whole.end);
  if (next < upto.size() && upto[found->dateline.whole.end - 1] == ']') {
    if (auto second = read_at(upto, next, lexicon); second && second->agency) {
      second->dateline.whole.begin = found->dateline.whole.begin;
      if (found->date) second->date = found->date;  // but it was filed on the day of the first
      return second;
    }
  }
  return found;
}

std::optional<std::uint32_t> find_glued_dateline(std::string_view text, Span line, const Lexicon& lexicon) {
  const std::string_view upto = text.substr(0, line.end);
  const std::size_t limit = std::min<std::size_t>(line.end, line.begin + 220);
  for (std::size_t at = line.begin + 10; at < limit; ++at) {
    const char before = upto[at - 1];
    const bool small_before = (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9') || before == '?' || before == '!' ||
                              before == '\'' || before == '-' || static_cast<unsigned char>(before) >= 0x80 ||
                              (before >= 'A' && before <= 'Z' && at >= 2 && (upto[at - 2] == ' ' || (upto[at - 2] >= 'A' && upto[at - 2] <= 'Z')));
    if (!small_before || !is_upper(read_character(upto, at).code_point)) continue;
    const auto piece = read_piece(upto, at);
    if (!piece || piece->letters != Case::upper || piece->end - piece->begin < 4) continue;
    if (before >= 'A' && before <= 'Z') continue;
    if (const auto found = read_at(upto, at, lexicon); found && found->dateline.whole.end < line.end) return static_cast<std::uint32_t>(at);
  }
  return std::nullopt;
}

}  // namespace nutgraf::report
