#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "export/codebook.h"

namespace nutgraf::export_ {

// A person whose name is not to leave the program.
struct PrivatePerson {
  std::vector<std::string> names;  // as written; the fullest first
  std::string pseudonym;           // "private person 1a2b3c4d"
};

inline constexpr std::string_view pseudonym_start = "private person ";

// "private person " and eight hexadecimal digits of SHA-256 over salt and name.
std::string make_pseudonym(std::string_view salt, std::string_view name);

// One word of a text: letters and digits, folded.
struct MaskWord {
  std::size_t begin = 0, end = 0;
  std::string folded;
  bool has_capital = false;
};
std::vector<MaskWord> split_words(std::string_view text);

// Finds the names of private people in any text, whole or in part, in any case, and puts pseudonyms in their place.
class NameMasker {
 public:
  // `kept` are names that stay where they stand whole: of public people, organisations and places.
  NameMasker(const Codebook& book, std::vector<PrivatePerson> people, const std::vector<std::string>& kept, std::string salt);

  std::string mask(std::string_view text) const;

  // True when a word of a private person's name stands in the text, also inside a longer word ("freehanslo"); for addresses
  // and file names, which have no capitals or spaces to go by.
  bool shows(std::string_view text) const;

  bool is_empty() const { return people_.empty(); }

 private:
  struct Piece {
    std::vector<std::size_t> people;  // whose names have it
    NameWord sort = NameWord::plain;
  };

  bool is_whole_name(const std::vector<MaskWord>& words) const;
  std::vector<bool> find_kept(const std::vector<MaskWord>& words) const;
  const Piece* piece_of(const MaskWord& word) const;
  std::string pseudonym_of(const std::vector<MaskWord>& words, std::size_t first, std::size_t last) const;

  const Codebook* book_;
  std::vector<PrivatePerson> people_;
  std::unordered_map<std::string, Piece> pieces_;
  std::set<std::string> whole_names_;     // folded
  std::vector<std::string> long_pieces_;  // plain ones of five letters and more, sorted
  std::vector<std::vector<std::string>> kept_;
  std::string salt_;
};

// Puts "[age withheld]" for the age of a person under 18 ("a 12-year-old girl", "aged nine"), or of any person when `all_ages`.
std::string mask_ages(std::string text, bool all_ages);

// Cuts a text after so many words, with an ellipsis.
std::string shorten(std::string text, std::size_t words);

}  // namespace nutgraf::export_
