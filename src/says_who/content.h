#pragma once

#include <cstdint>
#include <vector>

#include "reading/reading.h"
#include "says_who/says_who.h"

namespace nutgraf::says_who {

using Words = std::vector<std::int32_t>;

// The tokens under `root` in text order, without the trees under `left_out`.
std::vector<std::int32_t> tree_words(const Reading& reading, std::int32_t root, const std::vector<std::int32_t>& left_out);

// Puts content words into a statement as spans: gaps of punctuation are closed, stray commas at the edges dropped,
// quotations that they touch taken whole with their marks. Sets `kind`.
void set_content(const Reading& reading, std::vector<std::int32_t> words, Statement& statement);

// Adds one whole quotation to the content.
void add_quote(const Reading& reading, const Quote& quote, Statement& statement);

// True when the token stands inside one of the content's spans.
bool is_in_content(const Statement& statement, std::int32_t token);

}  // namespace nutgraf::says_who
