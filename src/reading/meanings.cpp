// Turns a model's label sets into the types that the rest of the program uses: "Number=Plur|Tense=Past", "l1:y",
// "B-ORG".

#include "reading/meanings.h"

#include <fmt/format.h>

#include <charconv>

namespace nutgraf::reading {

namespace {

void set_feature(Morphology& morphology, std::string_view feature) {
  if (feature == "Number=Sing") morphology.number = Number::singular;
  if (feature == "Number=Plur" || feature == "Number=Ptan") morphology.number = Number::plural;
  if (feature == "Tense=Past") morphology.tense = Tense::past;
  if (feature == "Tense=Pres") morphology.tense = Tense::present;
  if (feature == "VerbForm=Fin") morphology.verb_form = VerbForm::finite;
  if (feature == "VerbForm=Inf") morphology.verb_form = VerbForm::infinitive;
  if (feature == "VerbForm=Part") morphology.verb_form = VerbForm::participle;
  if (feature == "VerbForm=Ger") morphology.verb_form = VerbForm::gerund;
  if (feature == "Voice=Pass") morphology.voice = Voice::passive;
  if (feature == "Mood=Ind") morphology.mood = Mood::indicative;
  if (feature == "Mood=Imp") morphology.mood = Mood::imperative;
  if (feature == "Mood=Sub") morphology.mood = Mood::subjunctive;
}

std::optional<NameLabel> read_name_label(std::string_view label) {
  if (label == "O") return NameLabel{};
  if (!label.starts_with("B-") && !label.starts_with("I-")) return std::nullopt;
  for (const NameKind kind : {NameKind::person, NameKind::organisation, NameKind::location})
    if (label.substr(2) == name_of(kind)) return NameLabel{true, label.front() == 'B', kind};
  return std::nullopt;
}

std::string with_plain_apostrophes(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("’")) {
      plain.push_back('\'');
      at += std::string_view("’").size();
    } else {
      plain.push_back(text[at++]);
    }
  }
  return plain;
}

bool is_inside_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Reads every label of a set, or names the first that cannot be read.
template <typename Value, typename Read>
Result<std::vector<Value>> read_all(std::string_view set, const std::vector<std::string>& labels, Read read) {
  std::vector<Value> values;
  for (const std::string& label : labels) {
    auto value = read(label);
    if (!value) return fail(fmt::format("unknown {} label \"{}\"", set, label));
    values.push_back(std::move(*value));
  }
  if (values.empty()) return fail(fmt::format("no {} labels", set));
  return values;
}

}  // namespace

Morphology read_morphology(std::string_view features) {
  Morphology morphology;
  if (features == "_") return morphology;
  morphology.features = features;
  for (std::size_t from = 0; from < features.size();) {
    const std::size_t end = std::min(features.find('|', from), features.size());
    set_feature(morphology, features.substr(from, end - from));
    from = end + 1;
  }
  return morphology;
}

std::string LemmaRule::apply(std::string_view form, std::string_view lower) const {
  if (is_as_written) return with_plain_apostrophes(form);
  std::string lemma = with_plain_apostrophes(lower);
  std::size_t end = lemma.size();
  for (std::size_t left = cut; left > 0; --left) {
    if (end == 0) return lemma;
    --end;
    while (end > 0 && is_inside_character(lemma[end])) --end;
  }
  lemma.resize(end);
  return lemma + ending;
}

std::optional<LemmaRule> read_lemma_rule(std::string_view label) {
  if (label == "a") return LemmaRule{true, 0, {}};
  const std::size_t colon = label.find(':');
  if (!label.starts_with('l') || colon == std::string_view::npos) return std::nullopt;
  LemmaRule rule;
  const auto read = std::from_chars(label.data() + 1, label.data() + colon, rule.cut);
  if (read.ec != std::errc() || read.ptr != label.data() + colon) return std::nullopt;
  rule.ending = label.substr(colon + 1);
  return rule;
}

Result<Meanings> read_meanings(const LabelSets& labels) {
  auto upos = read_all<Upos>("upos", labels.upos, upos_named);
  if (!upos) return std::unexpected(upos.error());
  auto morph = read_all<Morphology>("morph", labels.morph,
                                    [](std::string_view label) { return std::optional(read_morphology(label)); });
  if (!morph) return std::unexpected(morph.error());
  auto lemma = read_all<LemmaRule>("lemma", labels.lemma, read_lemma_rule);
  if (!lemma) return std::unexpected(lemma.error());
  auto deprel = read_all<Deprel>("deprel", labels.deprel, deprel_named);
  if (!deprel) return std::unexpected(deprel.error());
  auto name = read_all<NameLabel>("name", labels.name, read_name_label);
  if (!name) return std::unexpected(name.error());
  return Meanings{*upos, *morph, *lemma, *deprel, *name};
}

}  // namespace nutgraf::reading
