#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "reading/words.h"

namespace nutgraf::reading {

// How many words a sentence has at most; longer ones are cut.
constexpr std::size_t longest_sentence = 512;

// Parts the words of one block into sentences: the result holds, for each sentence, the index after its last word.
// A full stop that ends both an abbreviation and a sentence ("by 5 p.m.") becomes a word of its own, so `words` may
// grow.
std::vector<std::size_t> split_sentences(std::string_view text, std::vector<Word>& words, const WordRules& rules);

}  // namespace nutgraf::reading
