#pragma once

#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::when {

// The words of the report that the reading leaves out because they are no prose: time stamps, datelines, bylines.
// Tokens are runs of non-blank characters with no tags and no tree; a sentence is one such part.
// Blocks that repeat an earlier one are left out here too.
Reading read_margins(const Report& report, const Reading& reading);

}  // namespace nutgraf::when
