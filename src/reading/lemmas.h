#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"

namespace nutgraf::reading {

// Irregular forms and their lemmas: "fled" -> "flee".
struct IrregularForms {
  std::unordered_map<std::string, std::string> verbs, nouns;
  std::unordered_set<std::string> known_verbs, known_nouns;  // lemmas that are words
};

Result<IrregularForms> load_irregular_forms(const TableSource& tables);

// Sets right the lemmas of verbs and nouns that the model cut badly: irregular forms by the table, and regular ones to the
// nearest form that their ending allows ("fled" never becomes "fl", "voted" never "vot").
void correct_lemmas(Reading& reading, const IrregularForms& forms);

}  // namespace nutgraf::reading
