// The words around a name that tell whether it is a place and of what kind: "in Helmand province", "President Lincoln".

#include "where/cues.h"

#include <algorithm>
#include <vector>

namespace nutgraf::where {

namespace {

const std::vector<std::string> cue_names = {"in",   "from", "admin1",    "admin2",     "town",          "water",
                                            "land", "site", "organisation", "title",  "says",          "direction",
                                            "government", "person_origin", "qualifies", "month"};
const std::vector<std::string> trap_names = {"person", "common"};

std::uint32_t bits_of(const Cues::Words& words, std::string_view word) {
  const auto found = words.find(word);
  return found == words.end() ? 0 : found->second;
}

Result<Cues::Words> read_words(const TableSource& tables, const std::string& path,
                                                                  const std::vector<std::string>& kinds) {
  const auto table = tables.read(path, {.columns = {"word", "kind", "example", "answer"}, .key = {"word", "kind"}});
  if (!table) return std::unexpected(table.error());
  Cues::Words words;
  for (const Row& row : table->rows) {
    if (auto why = explain_unknown(*table, row, "kind", row.cells[1], kinds); !why.empty()) return fail(std::move(why));
    words[row.cells[0]] |= 1u << (std::ranges::find(kinds, row.cells[1]) - kinds.begin());
  }
  return words;
}

}  // namespace

Result<Cues> Cues::load(const TableSource& tables) {
  Cues cues;
  auto words = read_words(tables, "lexicon/where/cues.tsv", cue_names);
  if (!words) return std::unexpected(words.error());
  cues.words_ = std::move(*words);
  auto traps = read_words(tables, "lexicon/where/traps.tsv", trap_names);
  if (!traps) return std::unexpected(traps.error());
  cues.traps_ = std::move(*traps);
  return cues;
}

std::uint32_t Cues::cues_of(std::string_view word) const { return bits_of(words_, word); }

std::uint32_t Cues::traps_of(std::string_view word) const { return bits_of(traps_, word); }

}  // namespace nutgraf::where
