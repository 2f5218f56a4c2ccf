#pragma once

#include "reading/reading.h"

namespace nutgraf::reading {

// Finds the numbers in words and digits ("1.2 million", "forty-five", "a dozen", "21st") of a reading with tokens.
std::vector<NumberWords> find_numbers(const Reading& reading);

// Finds the quotations of a reading with tokens and sentences, and says for each token which one it stands in
// (Token::quote). A quotation opened again in each paragraph and closed in the last is one.
std::vector<Quote> find_quotes(Reading& reading);

}  // namespace nutgraf::reading
