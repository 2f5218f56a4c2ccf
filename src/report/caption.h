#pragma once

#include <string_view>

#include "report/lexicon.h"

namespace nutgraf::report {

// True for the words under a picture, told by their credit or opening: "... on Feb. 5. (Jane Doe/AP)", "FILE - ...",
// "Image: Getty Images", "... Photograph: Jane Doe/Reuters".
bool is_caption(std::string_view words, const Lexicon& lexicon);

}  // namespace nutgraf::report
