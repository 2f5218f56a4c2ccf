#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "base/span.h"
#include "base/table.h"

namespace nutgraf::reading {

// Whether a sentence may end at an abbreviation: never after "Gen.", sometimes after "Inc."; "No." is one only before
// a number.
enum class Abbreviation { none, goes_on, before_number, may_end };

// The word lists that splitting needs, from lexicon/reading/.
struct WordRules {
  std::unordered_map<std::string, Abbreviation> abbreviations;  // with the full stop, as printed
  std::unordered_set<std::string> prefixes;                     // lower case, without the hyphen
  std::unordered_set<std::string> units;                        // lower case

  // What kind of abbreviation a word with its full stop is ("Inc.", "U.S.", "J.").
  Abbreviation kind_of(std::string_view word) const;
};

Result<WordRules> load_word_rules(const TableSource& tables);

// One syntactic word of the text; `starts_` and `continues_multiword` as in Token.
struct Word {
  Span span;
  bool starts_multiword = false;
  bool continues_multiword = false;

  bool operator==(const Word&) const = default;
};

// The words of `part` of the text, as UD English parts them: "Turkish-led" is three words, "don't" two,
// "$8bn" three, "anti-terrorism", "U.S." and "11:30" one. Every non-blank byte belongs to exactly one word.
std::vector<Word> split_words(std::string_view text, Span part, const WordRules& rules);

}  // namespace nutgraf::reading
