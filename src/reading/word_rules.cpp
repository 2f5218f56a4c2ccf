// The word lists behind splitting: abbreviations, prefixes and units, and what counts as an abbreviation
// without standing in a list ("J.", "U.S.", "p.m.").

#include "base/utf8.h"
#include "reading/words.h"

namespace nutgraf::reading {

namespace {

// "U.S.", "p.m.", "J.": single letters, each with its full stop.
bool is_lettered(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size()) {
    const Character c = read_character(word, at);
    if (!is_letter(c.code_point)) return false;
    at += c.bytes;
    if (at >= word.size() || word[at] != '.') return false;
    ++at;
  }
  return !word.empty();
}

Result<void> read_abbreviations(const TableSource& tables, WordRules& rules) {
  auto table = tables.read("lexicon/reading/abbreviations.tsv",
                           {.columns = {"abbreviation", "kind"}, .key = {"abbreviation"}, .required = {"kind"}});
  if (!table) return std::unexpected(table.error());
  const std::vector<std::string> kinds{"title", "number", "month", "day", "state", "company"};
  for (const Row& row : table->rows) {
    if (std::string wrong = explain_unknown(*table, row, "kind", row.cells[1], kinds); !wrong.empty())
      return fail(std::move(wrong));
    rules.abbreviations[row.cells[0]] = row.cells[1] == "title"    ? Abbreviation::goes_on
                                        : row.cells[1] == "number" ? Abbreviation::before_number
                                                                   : Abbreviation::may_end;
  }
  return {};
}

Result<void> read_set(const TableSource& tables, const std::string& path, const std::string& column,
                      std::unordered_set<std::string>& words) {
  auto table = tables.read(path, {.columns = {column}, .key = {column}, .required = {column}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) words.insert(row.cells[0]);
  return {};
}

// "GEN." -> "Gen.", for archives printed in capitals.
std::string in_title_case(std::string_view word) {
  std::string title = lower_case(word);
  title.front() = word.front();
  return title;
}

}  // namespace

Abbreviation WordRules::kind_of(std::string_view word) const {
  if (word.size() < 2 || word.size() > 16 || word.back() != '.') return Abbreviation::none;
  if (const auto found = abbreviations.find(std::string(word)); found != abbreviations.end()) return found->second;
  if (is_lettered(word)) {
    const bool is_initial = word.find('.') + 1 == word.size() && is_upper(read_character(word, 0).code_point);
    return is_initial ? Abbreviation::goes_on : Abbreviation::may_end;
  }
  if (!is_all_upper(word)) return Abbreviation::none;
  const auto found = abbreviations.find(in_title_case(word));
  return found == abbreviations.end() || word.size() > 5 ? Abbreviation::none : found->second;
}

Result<WordRules> load_word_rules(const TableSource& tables) {
  WordRules rules;
  if (auto read = read_abbreviations(tables, rules); !read) return std::unexpected(read.error());
  if (auto read = read_set(tables, "lexicon/reading/prefixes.tsv", "prefix", rules.prefixes); !read)
    return std::unexpected(read.error());
  if (auto read = read_set(tables, "lexicon/reading/units.tsv", "unit", rules.units); !read)
    return std::unexpected(read.error());
  return rules;
}

}  // namespace nutgraf::reading
