#pragma once

#include "event/flow.h"
#include "support/case_file.h"

namespace nutgraf::tests {

// The built-in knowledge with the given model, loaded once a test program; without a scout, so that a case of one sentence is read by the model it names. Aborts with the reason when it cannot be loaded.
const Knowledge& knowledge(ModelName model = ModelName::fast);

// The built-in reading model alone, loaded once a test program, for runners of one question. Aborts with the reason.
const Reader& reader(ModelName model = ModelName::fast);

// The case's text read as a report (keys: text, filed, headline, outlet).
ReportRead read_case(const Case& one, ModelName model = ModelName::fast);
// With the accurate model and the report network.
ReportRead read_case_with_network(const Case& one);

}  // namespace nutgraf::tests
