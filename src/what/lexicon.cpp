// Reads the tables of triggers: lexicon/what/verbs.tsv, nouns.tsv, phrases.tsv, frames.tsv, instruments.tsv and accidents.tsv.

#include "what/lexicon.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/split.h"
#include "what/forms.h"

namespace nutgraf::what {

namespace {

const std::vector<std::string>& known_types() {
  static const std::vector<std::string> types = {"AGREE",   "CONSULT", "SUPPORT", "CONCEDE",  "COOPERATE", "AID",      "RETREAT", "REQUEST", "ACCUSE",
                                                 "REJECT",  "THREATEN", "PROTEST", "SANCTION", "MOBILIZE",  "COERCE",   "ASSAULT", "NONE"};
  return types;
}

std::optional<Role> role_named(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Role>, 6> roles = {{{"actor", Role::actor},
                                                                              {"recipient", Role::recipient},
                                                                              {"instrument", Role::instrument},
                                                                              {"place", Role::place},
                                                                              {"figure", Role::figure},
                                                                              {"target", Role::target}}};
  for (const auto& [known, role] : roles)
    if (known == name) return role;
  return std::nullopt;
}

std::vector<std::string> all_forms(const std::string& word) {
  std::vector<std::string> forms = verb_forms(word);
  for (std::string& form : noun_forms(word)) forms.push_back(std::move(form));
  std::ranges::sort(forms);
  const auto extra = std::ranges::unique(forms);
  forms.erase(extra.begin(), extra.end());
  return forms;
}

// The bit of a word's first letter; all that is no letter shares one.
std::uint32_t initial_of(std::string_view word) {
  const char c = word.empty() ? '-' : word.front();
  return std::uint32_t{1} << (c >= 'a' && c <= 'z' ? c - 'a' : 26);
}

template <typename Rows>
void sort_by_conditions(Rows& rows, auto conditions_of) {
  std::ranges::stable_sort(rows, [&](const auto* a, const auto* b) { return conditions_of(a) > conditions_of(b); });
}

}  // namespace

bool PhraseRow::Word::is(std::string_view word) const {
  return initials & initial_of(word) && std::ranges::binary_search(forms, word);
}

std::optional<Role> Frame::role_of(Slot slot) const {
  for (const auto& [place, role] : places)
    if (place == slot) return role;
  return std::nullopt;
}

Result<void> Lexicon::load_frames(const TableSource& tables) {
  const auto table = tables.read("lexicon/what/frames.tsv", {.columns = {"frame", "slot", "role", "note"},
                                                             .key = {"frame", "slot"},
                                                             .required = {"frame", "slot", "role"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    const auto slot = slot_named(row.cells[1]);
    const auto role = role_named(row.cells[2]);
    if (!slot) return fail(fmt::format("{}: unknown slot \"{}\"", table->place_of(row), row.cells[1]));
    if (!role) return fail(fmt::format("{}: unknown role \"{}\"", table->place_of(row), row.cells[2]));
    auto frame = std::ranges::find_if(frames_, [&](const auto& f) { return f->name == row.cells[0]; });
    if (frame == frames_.end()) {
      frames_.push_back(std::make_unique<Frame>(Frame{row.cells[0], {}}));
      frame = std::prev(frames_.end());
    }
    (*frame)->places.emplace_back(*slot, *role);
  }
  return {};
}

Result<TriggerRow> Lexicon::read_row(const Table& table, const Row& row) const {
  TriggerRow trigger{.place = table.place_of(row), .words = row.cells[0], .type = row.cells[1]};
  if (std::ranges::find(known_types(), row.cells[1]) == known_types().end())
    return fail(explain_unknown(table, row, "type", row.cells[1], known_types()));
  if (row.cells[1] == "NONE") trigger.type.clear();
  if (row.cells[2] == "by_content") trigger.mode_by_content = true;
  else trigger.modes = split<std::string>(row.cells[2], '+');
  if (!trigger.type.empty()) {
    const auto frame = std::ranges::find_if(frames_, [&](const auto& f) { return f->name == row.cells[3]; });
    if (frame == frames_.end()) return fail(fmt::format("{}: unknown frame \"{}\"", trigger.place, row.cells[3]));
    trigger.frame = frame->get();
  }
  trigger.figure_role = row.cells[4];
  auto conditions = read_conditions(row.cells[5], classes_, topics_);
  if (!conditions) return fail(fmt::format("{}: {}", trigger.place, conditions.error().message));
  trigger.conditions = std::move(*conditions);
  if (const auto also = split<std::string>(row.cells[6], ':'); !also.empty())
    trigger.also = TypeAndMode{also[0], also.size() > 1 ? split<std::string>(also[1], '+') : std::vector<std::string>{}};
  trigger.example = row.cells[7];
  return trigger;
}

Result<void> Lexicon::load_words(const TableSource& tables, const std::string& path, WordMap<std::vector<const TriggerRow*>>& index,
                                 bool are_verbs) {
  const auto table = tables.read(path, {.columns = {"lemma", "type", "mode", "frame", "figure", "needs", "also", "example"},
                                        .key = {"lemma", "type", "mode", "needs"},
                                        .required = {"lemma", "type"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    auto trigger = read_row(*table, row);
    if (!trigger) return std::unexpected(trigger.error());
    if (row.cells[0].find('-') != std::string::npos) {
      // The reading has "sit-in" and "machine-gunned" as three words, of which the first inflects in neither.
      add_phrase(row.cells[0], std::move(*trigger), true);
      continue;
    }
    rows_.push_back(std::make_unique<TriggerRow>(std::move(*trigger)));
    auto& rows = index[row.cells[0]];
    rows.push_back(rows_.back().get());
    for (std::string& form : are_verbs ? verb_forms(row.cells[0]) : noun_forms(row.cells[0])) {
      auto& known = are_verbs ? uses_[std::move(form)].verbs : uses_[std::move(form)].nouns;
      if (!known) known = &rows;
    }
  }
  for (auto& [lemma, rows] : index) sort_by_conditions(rows, [](const TriggerRow* row) { return row->rank(); });
  return {};
}

void Lexicon::add_phrase(const std::string& words, TriggerRow row, bool is_noun) {
  auto phrase = std::make_unique<PhraseRow>();
  phrase->is_noun = is_noun;
  bool after_object = false;
  for (const std::string& part : split<std::string>(words, ' ')) {
    bool after_hyphen = false;
    for (std::string& word : split<std::string>(part, '-')) {
      if (after_hyphen) phrase->rest.push_back({{"-"}, false, initial_of("-")});
      after_hyphen = true;
      if (word == "{obj}") after_object = true;
      else if (phrase->first.empty()) phrase->first = std::move(word);
      else {
        phrase->rest.push_back({all_forms(word), after_object, 0});
        for (const std::string& form : phrase->rest.back().forms) phrase->rest.back().initials |= initial_of(form);
        after_object = false;
      }
    }
  }
  phrase->row = std::move(row);
  auto& rows = phrases_[phrase->first];
  rows.push_back(phrase.get());
  for (std::string& form : is_noun ? noun_forms(phrase->first) : verb_forms(phrase->first))
    if (auto& known = uses_[std::move(form)].phrases; !known) known = &rows;
  phrase_rows_.push_back(std::move(phrase));
}

Result<void> Lexicon::load_phrases(const TableSource& tables) {
  const auto table = tables.read("lexicon/what/phrases.tsv",
                                 {.columns = {"phrase", "type", "mode", "frame", "figure", "needs", "also", "example", "pos"},
                                  .key = {"phrase", "type", "mode", "needs"},
                                  .required = {"phrase", "type"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) {
    auto trigger = read_row(*table, row);
    if (!trigger) return std::unexpected(trigger.error());
    if (row.cells[8] != "noun" && !row.cells[8].empty()) return fail(explain_unknown(*table, row, "pos", row.cells[8], {"noun"}));
    add_phrase(row.cells[0], std::move(*trigger), row.cells[8] == "noun");
  }
  // Longer phrases first, then those with more conditions.
  for (auto& [first, rows] : phrases_)
    sort_by_conditions(rows, [](const PhraseRow* row) { return row->rest.size() * 64 + row->row.rank(); });
  return {};
}

Result<void> Lexicon::load_instruments(const TableSource& tables) {
  const auto table = tables.read("lexicon/what/instruments.tsv",
                                 {.columns = {"word", "mode"}, .key = {"word"}, .required = {"word", "mode"}});
  if (!table) return std::unexpected(table.error());
  for (const Row& row : table->rows) instruments_.emplace(row.cells[0], split<std::string>(row.cells[1], '+'));
  return {};
}

Result<std::shared_ptr<const Lexicon>> Lexicon::load(const TableSource& tables) {
  auto lexicon = std::make_shared<Lexicon>();
  auto classes = Classes::load(tables);
  if (!classes) return std::unexpected(classes.error());
  auto topics = Topics::load(tables);
  if (!topics) return std::unexpected(topics.error());
  lexicon->classes_ = std::move(*classes);
  lexicon->topics_ = std::move(*topics);
  auto accidents = Accidents::load(tables);
  if (!accidents) return std::unexpected(accidents.error());
  lexicon->accidents_ = std::move(*accidents);
  if (auto done = lexicon->load_frames(tables); !done) return std::unexpected(done.error());
  if (auto done = lexicon->load_words(tables, "lexicon/what/verbs.tsv", lexicon->verbs_, true); !done)
    return std::unexpected(done.error());
  if (auto done = lexicon->load_words(tables, "lexicon/what/nouns.tsv", lexicon->nouns_, false); !done)
    return std::unexpected(done.error());
  if (auto done = lexicon->load_phrases(tables); !done) return std::unexpected(done.error());
  if (auto done = lexicon->load_instruments(tables); !done) return std::unexpected(done.error());
  return lexicon;
}

Lexicon::Uses Lexicon::uses_of(const Token& token) const {
  Uses uses;
  if (const auto found = uses_.find(token.lower); found != uses_.end()) uses = found->second;
  if (token.lemma == token.lower) return uses;
  if (const auto found = uses_.find(token.lemma); found != uses_.end()) {
    if (!uses.verbs) uses.verbs = found->second.verbs;
    if (!uses.nouns) uses.nouns = found->second.nouns;
    if (!uses.phrases) uses.phrases = found->second.phrases;
  }
  return uses;
}

const std::vector<std::string>& Lexicon::modes_of_instrument(std::string_view lemma) const {
  static const std::vector<std::string> none;
  const auto found = instruments_.find(lemma);
  return found == instruments_.end() ? none : found->second;
}

std::vector<const TriggerRow*> Lexicon::all_rows() const {
  std::vector<const TriggerRow*> all;
  for (const auto& row : rows_) all.push_back(row.get());
  for (const auto& phrase : phrase_rows_) all.push_back(&phrase->row);
  return all;
}

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables) { return Lexicon::load(tables); }

}  // namespace nutgraf::what
