#pragma once

#include <string>

#include "event/flow.h"

namespace nutgraf::export_ {

// One report as one line of JSON: {"report": {...}, "answers": {...}, "events": [...]}, without a line end.
// Field names and spans as in the event record; docs/json.md lists every key.
std::string write_json(const ReportRead& read, const event::Plover& plover);

}  // namespace nutgraf::export_
