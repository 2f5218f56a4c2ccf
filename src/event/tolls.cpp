// Counts the dead and injured where no act has them as its object: "nine people were dead", "left one man dead", "the 130
// injured", "the number of victims is 59", "11 people were taken to hospital".

#include "event/tolls.h"

#include <algorithm>

#include <fmt/format.h>

#include "event/attach.h"

namespace nutgraf::event {

Result<Tolls> Tolls::load(const TableSource& tables) {
  const auto table = tables.read("lexicon/event/tolls.tsv", {.columns = {"word", "kind", "role", "example"},
                                                              .key = {"word", "kind"},
                                                              .required = {"word", "kind", "role"}});
  if (!table) return std::unexpected(table.error());
  const std::vector<std::string> kinds = {"state", "victim", "toll", "blow", "care"};
  Tolls tolls;
  for (const Row& row : table->rows) {
    if (const std::string wrong = explain_unknown(*table, row, "kind", row.cells[1], kinds); !wrong.empty()) return fail(wrong);
    const auto kind = static_cast<Kind>(std::ranges::find(kinds, row.cells[1]) - kinds.begin());
    tolls.words_.emplace(row.cells[0], Word{kind, row.cells[2], table->place_of(row)});
  }
  return tolls;
}

const Tolls::Word* Tolls::word_at(const Reading& reading, std::int32_t token, Kind kind) const {
  for (const std::string* key : {&reading[token].lemma, &reading[token].lower}) {
    const auto [first, last] = words_.equal_range(*key);
    for (auto word = first; word != last; ++word)
      if (word->second.kind == kind) return &word->second;
  }
  return nullptr;
}

const Tolls::Word* Tolls::word_below(const Reading& reading, std::int32_t token, Kind kind) const {
  for (const std::int32_t child : children_of(reading, token))
    if (const Word* word = word_at(reading, child, kind)) return word;
  return nullptr;
}

const Tolls::Word* Tolls::reason_for(const Reading& reading, const how_many::Figure& figure) const {
  const std::int32_t head = figure.counted == no_token ? head_of(reading, figure.tokens) : figure.counted;
  for (const Kind kind : {Kind::victim, Kind::state})
    if (const Word* word = word_at(reading, head, kind)) return word;
  if (const Word* word = word_below(reading, head, Kind::state)) return word;
  if (const Word* word = word_below(reading, head, Kind::blow)) return word;  // "one man with stab wounds"
  const std::int32_t above = reading[head].head;
  if (above == no_token) return nullptr;
  const Deprel relation = reading[head].deprel;
  const bool is_subject = relation == Deprel::nsubj || relation == Deprel::nsubj_pass;
  if (is_subject) {
    if (const Word* word = word_at(reading, above, Kind::state)) return word;   // "nine people were dead"
    if (const Word* word = word_at(reading, above, Kind::care)) return word;    // "11 were still in hospital"
    if (const Word* word = word_below(reading, above, Kind::care)) return word; // "were taken to hospital"
    if (const Word* word = word_below(reading, above, Kind::blow)) return word; // "suffered injuries"
  }
  if (relation == Deprel::obj)
    if (const Word* word = word_below(reading, above, Kind::state)) return word;  // "left one man dead"
  for (std::int32_t token = above, steps = 0; token != no_token && steps < 2; token = reading[token].head, ++steps)
    if (const Word* word = word_at(reading, token, Kind::toll)) return word;  // "a death toll of 11"
  // "The number of victims is 59."
  if (relation == Deprel::root || reading[head].upos == Upos::num)
    if (const std::int32_t subject = child_with(reading, head, Deprel::nsubj); subject != no_token) {
      if (const Word* word = word_at(reading, subject, Kind::toll)) return word;
      if (reading[subject].lemma == "number")
        if (const Word* word = word_below(reading, subject, Kind::victim)) return word;
    }
  return nullptr;
}

std::vector<Toll> Tolls::find(const Reading& reading, const std::vector<how_many::Figure>& figures) const {
  std::vector<Toll> tolls;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (figures[i].kind != how_many::Kind::count) continue;
    if (const Word* word = reason_for(reading, figures[i])) tolls.push_back({i, word->role, word->row});
  }
  return tolls;
}

}  // namespace nutgraf::event
