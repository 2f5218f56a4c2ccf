#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "what/accidents.h"
#include "what/classes.h"
#include "what/condition.h"
#include "what/slot.h"
#include "what/topics.h"
#include "what/what.h"

namespace nutgraf::what {

// Which place in the clause plays which role, from frames.tsv.
struct Frame {
  std::string name;
  std::vector<std::pair<Slot, Role>> places;

  std::optional<Role> role_of(Slot slot) const;
};

// A type with its mode: the second happening that some triggers tell.
struct TypeAndMode {
  std::string type;
  std::vector<std::string> modes;
};

// One row of verbs.tsv, nouns.tsv or phrases.tsv.
struct TriggerRow {
  std::string place;   // "lexicon/what/verbs.tsv:31"
  std::string words;   // lemma, or the phrase as written
  std::string type;    // empty: this use tells no happening
  std::vector<std::string> modes;
  bool mode_by_content = false;  // THREATEN: the mode is that of what is threatened
  const Frame* frame = nullptr;
  std::string figure_role;
  std::vector<Condition> conditions;
  std::optional<TypeAndMode> also;
  std::string example;

  // Rows that veto go first, then those with most conditions.
  std::size_t rank() const { return conditions.size() + (type.empty() ? 32 : 0); }
};

// A multiword trigger: the words after the first in all their forms, and before which of them {obj} may stand.
struct PhraseRow {
  struct Word {
    std::vector<std::string> forms;  // sorted
    bool after_object = false;
    std::uint32_t initials = 0;  // of the forms, one bit a letter: most words of a text are told apart by it

    bool is(std::string_view word) const;
  };
  std::string first;
  bool is_noun = false;  // begins with a noun or adjective ("state of emergency"), not with a verb
  std::vector<Word> rest;
  TriggerRow row;
};

class Lexicon {
 public:
  static Result<std::shared_ptr<const Lexicon>> load(const TableSource& tables);

  // The rows that a written form or lemma may stand for.
  struct Uses {
    const std::vector<const TriggerRow*>* verbs = nullptr;  // those with most conditions first
    const std::vector<const TriggerRow*>* nouns = nullptr;
    const std::vector<const PhraseRow*>* phrases = nullptr;  // that it begins; longest first
  };
  // The uses of a token by its form ("stabbed"), and by its lemma where the form is not known as such.
  Uses uses_of(const Token& token) const;

  // The ASSAULT mode that a weapon gives ("knife": primitive); empty when it is no weapon.
  const std::vector<std::string>& modes_of_instrument(std::string_view lemma) const;

  const Classes& classes() const { return classes_; }
  const Topics& topics() const { return topics_; }
  const Accidents& accidents() const { return accidents_; }
  // All rows, for tests and `explain`.
  std::vector<const TriggerRow*> all_rows() const;

 private:
  Result<void> load_frames(const TableSource& tables);
  Result<void> load_words(const TableSource& tables, const std::string& path, WordMap<std::vector<const TriggerRow*>>& index, bool are_verbs);
  void add_phrase(const std::string& words, TriggerRow row, bool is_noun);
  Result<void> load_phrases(const TableSource& tables);
  Result<void> load_instruments(const TableSource& tables);
  Result<TriggerRow> read_row(const Table& table, const Row& row) const;

  Classes classes_;
  Topics topics_;
  Accidents accidents_;
  std::vector<std::unique_ptr<Frame>> frames_;
  std::vector<std::unique_ptr<TriggerRow>> rows_;
  std::vector<std::unique_ptr<PhraseRow>> phrase_rows_;
  WordMap<std::vector<const TriggerRow*>> verbs_, nouns_;
  WordMap<std::vector<const PhraseRow*>> phrases_;
  WordMap<Uses> uses_;  // by written form
  WordMap<std::vector<std::string>> instruments_;
};

}  // namespace nutgraf::what
