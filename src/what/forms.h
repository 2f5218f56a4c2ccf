#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nutgraf::what {

// The written forms of a verb: "stab" gives stabs, stabbing, stabbed; irregular verbs by a list.
std::vector<std::string> verb_forms(std::string_view lemma);

// The plural forms of a noun: "clash" gives clashes.
std::vector<std::string> noun_forms(std::string_view lemma);

}  // namespace nutgraf::what
