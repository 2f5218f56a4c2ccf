#pragma once

#include <string_view>
#include <vector>

#include "base/span.h"

namespace nutgraf::report {

// The lines of a text that hold something, without surrounding blanks.
std::vector<Span> find_lines(std::string_view text);

// The paragraphs of a text, in order, covering every non-blank character: runs of lines where the text is broken at
// a fixed width, as old archives are; single lines where every line is a paragraph or a sentence of its own.
std::vector<Span> find_paragraphs(std::string_view text);

// The span without blanks at its ends.
Span trim(std::string_view text, Span span);

}  // namespace nutgraf::report
