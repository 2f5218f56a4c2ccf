#pragma once

#include <string>

#include "serve/answer.h"

namespace nutgraf::serve {

// A file of the screen: "/" and "/index.html" are the page, "/app.js" the file web/app.js built into the program. 404 for every
// other path: no file of the machine is ever opened.
Answer answer_screen(const Request& request);

}  // namespace nutgraf::serve
