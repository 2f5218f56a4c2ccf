// Sets lemmas right after the model. A small model cuts rare endings wrongly ("rose" -> "ros"), and every table of verbs is
// asked by lemma, so a wrong one loses the word.

#include "reading/lemmas.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace nutgraf::reading {

namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool is_consonant(char c) { return c >= 'a' && c <= 'z' && !is_vowel(c); }

bool keeps_double(std::string_view stem) {
  const char c = stem.back();
  return stem.size() == 3 || c == 'l' || c == 's' || c == 'z' || c == 'f';
}

// Endings that no English verb has without its silent e: "charg", "retir", "vot".
bool needs_silent_e(std::string_view stem) {
  constexpr std::array<std::string_view, 14> endings = {"v", "c", "g", "z", "at", "ur", "ut", "id", "iz", "is", "us", "ok", "ir", "ot"};
  const bool has_one = std::ranges::any_of(endings, [&](std::string_view ending) { return stem.ends_with(ending); });
  const bool has_two_vowels = stem.size() > 2 && is_vowel(stem[stem.size() - 2]) && is_vowel(stem[stem.size() - 3]) &&
                              !stem.ends_with("uat") && !stem.ends_with("iat");
  return has_one && !has_two_vowels && !stem.ends_with("ng") && !stem.ends_with("gg") && !stem.ends_with("zz");
}

// What may stand before a cut ending: "stopp" -> "stop", "vot" -> "vote", "carri" -> "carry", "march" as it is.
std::vector<std::string> stems_of(std::string_view stem) {
  const std::size_t size = stem.size();
  if (size < 2) return {};
  if (stem.ends_with('i')) return {std::string(stem.substr(0, size - 1)) + "y", std::string(stem)};
  const bool is_doubled = stem[size - 1] == stem[size - 2] && is_consonant(stem[size - 1]);
  if (is_doubled && !keeps_double(stem)) return {std::string(stem.substr(0, size - 1)), std::string(stem)};
  if (is_doubled) return {std::string(stem), std::string(stem.substr(0, size - 1)), std::string(stem) + "e"};
  if (needs_silent_e(stem)) return {std::string(stem) + "e"};
  return {std::string(stem), std::string(stem) + "e"};
}

// All lemmas that a regular verb form may have.
std::vector<std::string> regular_lemmas(std::string_view form) {
  std::vector<std::string> lemmas{std::string(form)};
  const auto add = [&](std::size_t cut) {
    for (std::string& stem : stems_of(form.substr(0, form.size() - cut)))
      if (!(stem.ends_with('i') || (stem.size() > 2 && stem[stem.size() - 1] == stem[stem.size() - 2] &&
                                    !keeps_double(stem) && is_consonant(stem.back()))))
        lemmas.push_back(std::move(stem));
  };
  if (form.size() > 4 && form.ends_with("ed")) add(2);
  if (form.size() > 5 && form.ends_with("ing")) add(3);
  if (form.size() > 4 && form.ends_with("ies")) lemmas.push_back(std::string(form.substr(0, form.size() - 3)) + "y");
  if (form.size() > 4 && form.ends_with("es")) lemmas.emplace_back(form.substr(0, form.size() - 2));
  if (form.size() > 3 && form.ends_with("s")) lemmas.emplace_back(form.substr(0, form.size() - 1));
  return lemmas;
}

// All lemmas that a regular noun form may have.
std::vector<std::string> plural_lemmas(std::string_view form) {
  std::vector<std::string> lemmas{std::string(form)};
  if (form.size() > 4 && form.ends_with("ies")) lemmas.push_back(std::string(form.substr(0, form.size() - 3)) + "y");
  if (form.size() > 4 && form.ends_with("es")) lemmas.emplace_back(form.substr(0, form.size() - 2));
  if (form.size() > 3 && form.ends_with("s") && !form.ends_with("ss")) lemmas.emplace_back(form.substr(0, form.size() - 1));
  return lemmas;
}

// Gives the token the last of its possible lemmas that is a known word. False when none is.
bool prefer_known(Token& token, const std::vector<std::string>& lemmas, const std::unordered_set<std::string>& known) {
  for (auto lemma = lemmas.rbegin(); lemma != lemmas.rend(); ++lemma)
    if (known.contains(*lemma)) {
      token.lemma = *lemma;
      return true;
    }
  return false;
}

// The likeliest stem of a regular form whose lemma the model got wrong.
std::string guess(std::string_view form) {
  const std::size_t cut = form.ends_with("ing") ? 3 : form.ends_with("ed") ? 2 : 0;
  const auto stems = cut == 0 ? std::vector<std::string>{} : stems_of(form.substr(0, form.size() - cut));
  return stems.empty() ? std::string(form) : stems.front();
}

}  // namespace

Result<IrregularForms> load_irregular_forms(const TableSource& tables) {
  const auto table = tables.read("lexicon/reading/irregular.tsv",
                                 {.columns = {"form", "tag", "lemma"}, .key = {"form", "tag"}, .required = {"form", "tag", "lemma"}});
  if (!table) return std::unexpected(table.error());
  IrregularForms forms;
  for (const Row& row : table->rows) {
    if (auto wrong = explain_unknown(*table, row, "tag", row.cells[1], {"verb", "noun"}); !wrong.empty()) return fail(wrong);
    (row.cells[1] == "verb" ? forms.verbs : forms.nouns).emplace(row.cells[0], row.cells[2]);
  }
  const auto known = tables.read("lexicon/reading/lemmas.tsv", {.columns = {"lemma", "tag"}, .key = {"lemma", "tag"}, .required = {"lemma", "tag"}});
  if (!known) return std::unexpected(known.error());
  for (const Row& row : known->rows) {
    if (auto wrong = explain_unknown(*known, row, "tag", row.cells[1], {"verb", "noun"}); !wrong.empty()) return fail(wrong);
    (row.cells[1] == "verb" ? forms.known_verbs : forms.known_nouns).insert(row.cells[0]);
  }
  return forms;
}

void correct_lemmas(Reading& reading, const IrregularForms& forms) {
  for (Token& token : reading.tokens) {
    if (token.upos == Upos::noun) {
      if (const auto found = forms.nouns.find(token.lower); found != forms.nouns.end()) token.lemma = found->second;
      else if (!forms.known_nouns.contains(token.lemma)) prefer_known(token, plural_lemmas(token.lower), forms.known_nouns);
      continue;
    }
    if (token.upos != Upos::verb) continue;
    if (const auto found = forms.verbs.find(token.lower); found != forms.verbs.end()) {
      token.lemma = found->second;
      continue;
    }
    if (forms.known_verbs.contains(token.lemma)) continue;
    const auto lemmas = regular_lemmas(token.lower);
    if (prefer_known(token, lemmas, forms.known_verbs)) continue;
    if (std::ranges::find(lemmas, token.lemma) == lemmas.end()) token.lemma = guess(token.lower);
  }
}

}  // namespace nutgraf::reading
