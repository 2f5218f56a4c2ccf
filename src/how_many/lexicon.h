#pragma once

#include <optional>
#include <string>

#include "how_many/how_many.h"
#include "how_many/phrases.h"

namespace nutgraf::how_many {

struct Hedge {
  Bound bound = Bound::exact;
  std::string because;
};

// "dozens", "several hundred", "half": an amount without a number.
struct VagueAmount {
  bool is_share = false;
  std::optional<double> low, high;
  std::string because;
};

struct Unit {
  Kind kind = Kind::other;
  std::string name;  // "kilometre", "USD"
  std::string because;
};

class Lexicon {
 public:
  PhraseTable<Hedge> hedges_before, hedges_after;
  PhraseTable<VagueAmount> vague;
  PhraseTable<Unit> unit_words, unit_symbols, currency_words, currency_symbols;
  WordMap<Change> changes;  // by lemma
  WordSet labels, persons, peoples, zero_nouns;
};

std::string_view name_of(Kind kind);
std::string_view name_of(Bound bound);
std::string_view name_of(Change change);

}  // namespace nutgraf::how_many
