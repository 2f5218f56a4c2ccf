// Scenes without a name: "opened fire at a market", "was shot in a hallway". The noun must be one for a building, ground or
// way, and a preposition must make it a place.

#include "event/spots.h"

#include <algorithm>
#include <array>

namespace nutgraf::event {

namespace {

constexpr std::array<std::string_view, 14> prepositions = {"at",   "in",     "inside",  "outside", "near",   "on",    "into",
                                                           "by",   "beside", "across", "behind",  "around", "along", "opposite"};

bool stands_after_preposition(const Reading& reading, std::int32_t noun) {
  const Deprel relation = reading[noun].deprel;
  if (relation != Deprel::obl && relation != Deprel::nmod) return false;
  const std::int32_t preposition = child_with(reading, noun, Deprel::case_);
  return preposition != no_token && std::ranges::find(prepositions, reading[preposition].lower) != prepositions.end();
}

bool describes(Deprel relation) {
  switch (relation) {
    case Deprel::det: case Deprel::amod: case Deprel::compound: case Deprel::nummod: case Deprel::nmod_poss: case Deprel::flat: case Deprel::nmod_desc: return true;
    default: return false;
  }
}

// "Outside the court", "in front of the court" and "near the court" are other scenes than the court.
bool moves_scene(std::string_view preposition) {
  static constexpr std::array<std::string_view, 5> prepositions = {"outside", "near", "behind", "beside", "opposite"};
  return std::ranges::find(prepositions, preposition) != prepositions.end();
}

// Where the phrase begins once its preposition counts as part of the scene.
std::int32_t first_with_preposition(const Reading& reading, std::int32_t noun, std::int32_t first) {
  const std::int32_t preposition = child_with(reading, noun, Deprel::case_);
  if (preposition == no_token) return first;
  if (preposition == first - 1 && (moves_scene(reading[preposition].lower) || reading[noun].lower == "front")) return preposition;
  const bool is_front = preposition == first - 3 && reading[preposition].lower == "in" && reading[preposition + 1].lower == "front";
  return is_front ? preposition : first;
}

// The noun with what stands before it, and a name or noun that "of" or "near" adds.
TokenRange phrase_of(const Reading& reading, std::int32_t noun) {
  TokenRange range{noun, noun + 1};
  for (const std::int32_t child : children_of(reading, noun)) {
    const Deprel relation = reading[child].deprel;
    const TokenRange part = subtree_of(reading, child);
    if (child < noun && describes(relation) && part.last <= noun)
      range.first = std::min(range.first, part.first);
    const std::int32_t of = child_with(reading, child, Deprel::case_);
    const bool adds = of != no_token && (reading[of].lower == "of" || reading[of].lower == "near" || reading[of].lower == "between");
    if (relation == Deprel::nmod && adds && part.size() <= 6 && part.first == range.last)
      range.last = part.last;
  }
  range.first = first_with_preposition(reading, noun, range.first);
  return range;
}

}  // namespace

Spot spot_at(const Reading& reading, std::int32_t noun) {
  const TokenRange phrase = phrase_of(reading, noun);
  return {noun, phrase, span_of(reading, phrase)};
}

Result<Spots> Spots::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/event/spots.tsv", {.columns = {"noun"}, .key = {"noun"}, .required = {"noun"}});
  if (!table) return std::unexpected(table.error());
  Spots spots;
  for (const Row& row : table->rows) spots.nouns_.insert(row.cells[0]);
  return spots;
}

bool Spots::is_spot(const Reading& reading, std::int32_t noun) const {
  const Token& token = reading[noun];
  if (token.upos != Upos::noun && token.upos != Upos::propn) return false;
  if (nouns_.contains(token.lemma) || nouns_.contains(token.lower)) return true;
  const std::int32_t before = noun - 1;
  return before >= 0 && reading[before].head == noun && nouns_.contains(reading[before].lemma + " " + token.lemma);
}

namespace {

// "Sentenced to ten years in prison", "put behind bars": the sentence, not a scene.
bool tells_sentence(const Reading& reading, std::int32_t noun) {
  if (noun > 0 && reading[noun].lower == "bars" && reading[noun - 1].lower == "behind") return true;
  static constexpr std::array<std::string_view, 6> lengths = {"year", "month", "day", "life", "term", "sentence"};
  if (reading[noun].lemma != "prison" && reading[noun].lemma != "jail") return false;
  const std::int32_t above = reading[noun].head;
  const std::int32_t before = noun - 2;
  const auto is_length = [&](std::int32_t token) { return token >= 0 && std::ranges::find(lengths, reading[token].lemma) != lengths.end(); };
  return is_length(above) || is_length(before);
}

}  // namespace

std::vector<Spot> Spots::find(const Reading& reading) const {
  std::vector<Spot> spots;
  for (std::int32_t token = 0; token < reading.size(); ++token) {
    if (!is_spot(reading, token) || !stands_after_preposition(reading, token) || tells_sentence(reading, token)) continue;
    spots.push_back(spot_at(reading, token));
  }
  return spots;
}

}  // namespace nutgraf::event
