#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nutgraf::reading {

// The characters of a run of text without blanks, with the byte at which each starts. Looking past the end gives 0.
class Letters {
 public:
  void add(char32_t c, std::uint32_t offset) {
    characters_.push_back(c);
    offsets_.push_back(offset);
  }
  void close(std::uint32_t end) { offsets_.push_back(end); }
  void clear() {
    characters_.clear();
    offsets_.clear();
  }
  bool empty() const { return characters_.empty(); }
  std::size_t size() const { return characters_.size(); }
  char32_t operator[](std::size_t i) const { return i < characters_.size() ? characters_[i] : U'\0'; }
  std::uint32_t offset(std::size_t i) const { return offsets_[i]; }

 private:
  std::vector<char32_t> characters_;
  std::vector<std::uint32_t> offsets_;
};

// Blanks between words: spaces, control characters and marks without width.
bool is_blank(char32_t c);
bool is_apostrophe(char32_t c);
// Letters, marks on letters and the underscore: what a word is made of besides digits.
bool is_wordlike(char32_t c);

// Where a web address, e-mail address or file name that starts at `first` ends; `first` when none does. `rest` is the
// text from there on.
std::size_t find_address_end(const Letters& letters, std::size_t first, std::string_view rest);
// Where an emoticon that starts at `first` ends; `first` when none does.
std::size_t find_emoticon_end(const Letters& letters, std::size_t first);
// Where the number that starts at `first` ends: "1,200", "11:30", "9/11", "713-555-0199".
std::size_t find_number_end(const Letters& letters, std::size_t first);

// Where the clitics of the word [first, end) start: "don't" has one at "n't". `lower` is the word in lower case.
std::vector<std::size_t> find_clitics(const Letters& letters, std::size_t first, std::size_t end,
                                      const std::string& lower);
bool is_clitic(std::string_view lower);  // without the apostrophe: "s", "re"
bool is_elided(std::string_view lower);  // what may follow a leading apostrophe: "em", "90s"

}  // namespace nutgraf::reading
