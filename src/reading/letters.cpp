// The small patterns that word splitting looks for: addresses, emoticons, numbers and clitics.

#include "reading/letters.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace nutgraf::reading {

bool is_blank(char32_t c) {
  return is_space(c) || c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x200B || c == 0xFEFF || c == 0x2060;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == U'’' || c == U'‘' || c == '`' || c == U'´' || c == U'ʼ'; }

bool is_wordlike(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return !is_digit(c) && !is_punctuation(c) && !is_blank(c);
}

namespace {

bool is_address_mark(char32_t c) {
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' || c == '>' ||
         c == '"' || c == '\'' || c == U'”' || c == U'’' || c == '}' || c == '(' || c == '<' || c == '*';
}

std::size_t trim_address(const Letters& letters, std::size_t first, std::size_t end) {
  while (end > first && is_address_mark(letters[end - 1])) --end;
  return end;
}

// The first of these marks from `first` on, or the end.
std::size_t find_any(const Letters& letters, std::size_t first, std::u32string_view marks) {
  while (first < letters.size() && marks.find(letters[first]) == std::u32string_view::npos) ++first;
  return first;
}

bool is_domain_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

constexpr std::array<std::string_view, 42> domain_ends = {
    "com", "org", "net", "edu", "gov", "mil", "int",  "info", "biz", "uk",  "de",  "fr",  "au",  "ca",
    "us",  "nz",  "in",  "ru",  "jp",  "cn",  "tv",   "me",   "io",  "eu",  "es",  "it",  "nl",  "se",
    "doc", "pdf", "txt", "xls", "exe", "zip", "html", "htm",  "jpg", "gif", "png", "csv", "ppt", "docx"};

// "example.org", "notes.doc": dotted parts of which the last is a known ending, with a path if one follows.
std::size_t find_domain_end(const Letters& letters, std::size_t first) {
  std::size_t end = first;
  std::size_t last_dot = first;
  while (is_domain_letter(letters[end]) || (letters[end] == '.' && is_domain_letter(letters[end + 1]))) {
    if (letters[end] == '.') last_dot = end;
    ++end;
  }
  if (last_dot == first || end - last_dot < 3) return first;
  std::string ending;
  bool is_mixed = false;
  for (std::size_t i = last_dot + 1; i < end; ++i) {
    ending.push_back(static_cast<char>(letters[i]));
    is_mixed = is_mixed || (i > last_dot + 1 && is_lower(letters[i]) != is_lower(letters[last_dot + 1]));
  }
  ending = lower_case(ending);
  if (is_mixed || std::ranges::find(domain_ends, ending) == domain_ends.end()) return first;
  if (ending.size() == 2 && (last_dot - first < 4 || is_upper(letters[last_dot + 1]))) return first;  // "A.in", "U.S"
  if (letters[end] == '/' && is_wordlike(letters[end + 1]))
    return trim_address(letters, first, find_any(letters, end, U"<>\"”“"));
  return end;
}

}  // namespace

std::size_t find_address_end(const Letters& letters, std::size_t first, std::string_view rest) {
  if (first > 0 && (is_wordlike(letters[first - 1]) || is_digit(letters[first - 1]))) return first;
  const std::string start = lower_case(rest.substr(0, 8));
  if (start.starts_with("http://") || start.starts_with("https://") || start.starts_with("www.") ||
      start.starts_with("ftp://") || start.starts_with("mailto:"))
    return trim_address(letters, first, find_any(letters, first, U"<>\"”“"));
  if (!is_domain_letter(letters[first])) return first;
  const std::size_t stop = find_any(letters, first, U"<>\"”“()[],;:");
  const std::size_t at = find_any(letters, first, U"@");
  if (at > first && at < stop && is_domain_letter(letters[at - 1]) && is_domain_letter(letters[at + 1]))
    return trim_address(letters, first, stop);
  return rest.find('.') == std::string_view::npos ? first : find_domain_end(letters, first);
}

std::size_t find_emoticon_end(const Letters& letters, std::size_t first) {
  const char32_t eyes = letters[first];
  if ((eyes != ':' && eyes != ';' && eyes != '=') || (first > 0 && is_digit(letters[first - 1]))) return first;
  const std::size_t mouth = first + (letters[first + 1] == '-' ? 2 : 1);
  constexpr std::u32string_view mouths = U")(DPpoO/\\|";
  if (mouths.find(letters[mouth]) == std::u32string_view::npos || mouth >= letters.size()) return first;
  const bool is_lettered = is_letter(letters[mouth]) || letters[mouth] == '/';
  if (is_lettered && mouth + 1 < letters.size()) return first;
  if (eyes == '=' && letters[mouth] != ')' && letters[mouth] != '(') return first;
  std::size_t end = mouth + 1;
  while (letters[end] == letters[mouth] && !is_letter(letters[mouth])) ++end;
  return end;
}

namespace {

std::size_t skip_digits(const Letters& letters, std::size_t i) {
  while (is_digit(letters[i])) ++i;
  return i;
}

// "713-555-0199", "2004-11-20", "555-0199": digits and hyphens that are one number.
std::size_t find_hyphened_end(const Letters& letters, std::size_t first) {
  std::size_t end = skip_digits(letters, first);
  std::size_t groups = 1, last_size = 0;
  const std::size_t first_size = end - first;
  while (letters[end] == '-' && is_digit(letters[end + 1])) {
    const std::size_t next = skip_digits(letters, end + 1);
    last_size = next - end - 1;
    end = next;
    ++groups;
  }
  const bool is_telephone = groups == 2 && first_size == 3 && last_size == 4;
  return is_telephone || groups > 2 ? end : first;
}

int value_of(const Letters& letters, std::size_t first, std::size_t end) {
  int value = 0;
  for (std::size_t i = first; i < end && value < 10000; ++i) value = value * 10 + static_cast<int>(letters[i] - '0');
  return value;
}

// "9/11", "2/5/2017" are one word; "1/2" and "3/4" are three.
std::size_t find_slashed_end(const Letters& letters, std::size_t first) {
  const std::size_t slash = skip_digits(letters, first);
  if (letters[slash] != '/' || !is_digit(letters[slash + 1])) return first;
  const std::size_t second = skip_digits(letters, slash + 1);
  if (letters[second] == '/' && is_digit(letters[second + 1])) return skip_digits(letters, second + 1);
  const int month = value_of(letters, first, slash), day = value_of(letters, slash + 1, second);
  const bool is_fraction = month < day && (day <= 5 || day == 8 || day == 10 || day == 16) && month < 8;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && !is_fraction ? second : first;
}

}  // namespace

std::size_t find_number_end(const Letters& letters, std::size_t first) {
  if (const std::size_t end = find_hyphened_end(letters, first); end > first) return end;
  if (const std::size_t end = find_slashed_end(letters, first); end > first) return end;
  std::size_t end = first;
  while (end < letters.size()) {
    const char32_t c = letters[end];
    if (is_digit(c)) {
      ++end;
    } else if ((c == ',' || c == '.' || c == ':') && is_digit(letters[end + 1])) {
      if (c == ',' && skip_digits(letters, end + 1) - end < 3) break;
      ++end;
    } else {
      break;
    }
  }
  return std::max(end, first + 1);
}

bool is_clitic(std::string_view lower) {
  return lower == "s" || lower == "m" || lower == "re" || lower == "ve" || lower == "ll" || lower == "d";
}

bool is_elided(std::string_view lower) {
  if (lower == "em" || lower == "til" || lower == "cause" || lower == "n" || lower == "tis" || lower == "twas")
    return true;
  const bool is_decade = lower.size() == 3 && lower[0] >= '0' && lower[0] <= '9' && lower.ends_with("0s");
  return is_decade;
}

namespace {

// Words written as one without an apostrophe, with the letters before the cut.
struct Fused {
  std::string_view word;
  std::size_t cut;
};
constexpr std::array<Fused, 32> fused_words = {
    {{"cannot", 3}, {"gonna", 3},  {"wanna", 3},   {"gotta", 3},   {"gimme", 3},    {"lemme", 3}, {"dont", 2},
     {"doesnt", 4}, {"didnt", 3},  {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"isnt", 2},  {"wasnt", 3},
     {"arent", 3},  {"werent", 4}, {"havent", 4},  {"hasnt", 3},   {"wont", 2},     {"cant", 2},  {"im", 1},
     {"ive", 1},    {"youre", 3},  {"theyre", 4},  {"thats", 4},   {"theres", 5},   {"whats", 4}, {"hes", 2},
     {"shes", 3},   {"youve", 3},  {"dunno", 2},   {"oughta", 4}}};

}  // namespace

std::vector<std::size_t> find_clitics(const Letters& letters, std::size_t first, std::size_t end,
                                      const std::string& lower) {
  for (const Fused& fused : fused_words)
    if (lower == fused.word && (lower != "im" || letters[first + 1] == 'm')) return {first + fused.cut};
  std::vector<std::size_t> cuts;
  while (end > first + 2) {
    std::size_t mark = end - 1;
    while (mark > first && !is_apostrophe(letters[mark])) --mark;
    if (mark == first) break;
    std::string after;
    for (std::size_t i = mark + 1; i < end; ++i) append_character(after, letters[i]);
    after = lower_case(after);
    const bool is_negation = after == "t" && mark > first + 1 && (letters[mark - 1] == 'n' || letters[mark - 1] == 'N');
    if (!is_negation && !is_clitic(after)) break;
    const std::size_t cut = is_negation ? mark - 1 : mark;
    if (cut == first) break;
    cuts.insert(cuts.begin(), cut);
    end = cut;
  }
  return cuts;
}

}  // namespace nutgraf::reading
