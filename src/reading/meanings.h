#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/heads.h"
#include "reading/reading.h"

namespace nutgraf::reading {

// A morphology label: the features as printed and the ones that later stages ask for.
struct Morphology {
  std::string features;
  Number number = Number::none;
  Tense tense = Tense::none;
  VerbForm verb_form = VerbForm::none;
  Voice voice = Voice::none;
  Mood mood = Mood::none;
};
Morphology read_morphology(std::string_view features);

// A lemma label: the word as it is, or in lower case with some letters cut from its end and others put there.
struct LemmaRule {
  bool is_as_written = false;
  std::size_t cut = 0;
  std::string ending;

  std::string apply(std::string_view form, std::string_view lower) const;
};
// Nothing when the label is none of "a" and "l<k>:<s>".
std::optional<LemmaRule> read_lemma_rule(std::string_view label);

struct NameLabel {
  bool is_name = false, begins = false;
  NameKind kind = NameKind::person;
};

// What the labels of a model's sets mean.
struct Meanings {
  std::vector<Upos> upos;
  std::vector<Morphology> morph;
  std::vector<LemmaRule> lemma;
  std::vector<Deprel> deprel;
  std::vector<NameLabel> name;
};
// Errors: a label that this program does not know.
Result<Meanings> read_meanings(const LabelSets& labels);

}  // namespace nutgraf::reading
