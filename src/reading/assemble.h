#pragma once

#include <string_view>

#include "reading/reading.h"
#include "reading/words.h"

namespace nutgraf::reading {

// Adds the sentences and tokens of one block of `text` (no tags, heads or names yet).
void add_block(Reading& reading, std::string_view text, Span block, std::int32_t block_index, const WordRules& rules);

// Adds one token; its sentence is the last one of the reading.
void add_token(Reading& reading, std::string_view text, const Word& word);

// Fills child lists and sentence roots from the heads.
void link_tree(Reading& reading);

}  // namespace nutgraf::reading
