// When two spellings of a place name are the same name: case, marks, dashes, dots and blanks do not count,
// "St." is "Saint", and an Arabic or English article in front may be missing ("Raqqa", "Ar-Raqqa").

#include "where/place_name.h"

#include <array>
#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"

namespace nutgraf::where {

namespace {

constexpr std::array<std::string_view, 16> articles = {"ad", "adh", "al", "an", "ar",  "as", "ash", "at",
                                                       "az", "ed",  "el", "es", "esh", "et", "the", "ul"};

std::string_view written_out(std::string_view word) {
  if (word == "st" || word == "ste") return "saint";
  if (word == "mt") return "mount";
  if (word == "ft") return "fort";
  if (word == "&") return "and";
  return word;
}

// The short way for one word of ASCII letters and digits, which most words are.
bool squeeze_plain_word(std::string_view name, std::string& squeezed) {
  if (name.size() > 40) return false;
  char letters[40];
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c >= 'A' && c <= 'Z') letters[i] = static_cast<char>(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters[i] = c;
    else return false;
  }
  squeezed = written_out({letters, name.size()});
  return true;
}

// Calls `take` with each run of letters and digits of the folded name; an apostrophe does not part words.
template <typename Take>
void for_each_word(std::string_view name, Take take) {
  const std::string folded = fold(name);
  std::string word;
  const auto close = [&] {
    if (!word.empty()) take(word);
    word.clear();
  };
  for (std::size_t at = 0; at < folded.size();) {
    const Character c = read_character(folded, at);
    if (is_letter(c.code_point) || is_digit(c.code_point) || c.code_point == '&')
      word.append(folded, at, c.bytes);
    else if (c.code_point == ' ' || c.code_point == '-' || c.code_point == ',' || c.code_point == '/' || c.code_point == '(')
      close();
    at += c.bytes;
  }
  close();
}

}  // namespace

std::string squeeze(std::string_view name) {
  std::string squeezed;
  if (squeeze_plain_word(name, squeezed)) return squeezed;
  for_each_word(name, [&](std::string_view word) { squeezed += written_out(word); });
  return squeezed;
}

std::string squeeze_without_article(std::string_view name) {
  std::string rest;
  std::size_t words = 0;
  bool has_article = false;
  for_each_word(name, [&](std::string_view word) {
    if (words++ == 0 && std::ranges::find(articles, word) != articles.end())
      has_article = true;
    else
      rest += written_out(word);
  });
  return has_article && rest.size() > 2 ? rest : std::string();
}

std::uint64_t hash_name(std::string_view squeezed) { return mix_hash(hash_text(squeezed)); }

}  // namespace nutgraf::where
