#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "base/word_map.h"
#include "reading/reading.h"

namespace nutgraf::what {

// A set of classes of nouns ("person", "force", "weapon"), one bit each.
using ClassSet = std::uint64_t;

// What kinds of thing nouns name, from lexicon/what/classes.tsv; nouns for people from lexicon/who/agents.tsv too. `name`, `number` and `person` are always known.
class Classes {
 public:
  static Result<Classes> load(const TableSource& tables);

  // The bit of a class; 0 when there is none of that name.
  ClassSet named(std::string_view name) const;
  const std::vector<std::string>& names() const { return names_; }

  // The classes of a word: by the table, its kind of name, pronouns and endings ("-er", "-man"); looks through
  // counting heads ("dozens of rebels"). A pronoun that may stand for any party ("they") has all classes of parties.
  ClassSet of_token(const Reading& reading, std::int32_t token) const;
  ClassSet of_word(std::string_view lemma) const;

 private:
  ClassSet bits(std::initializer_list<std::string_view> names) const;
  ClassSet classes_of_person(std::string_view sectors) const;
  ClassSet of_name(const Reading& reading, std::int32_t token) const;

  std::vector<std::string> names_;
  WordMap<ClassSet> words_;
  ClassSet any_party_ = 0, any_thing_ = 0, person_ = 0, location_ = 0, organisation_ = 0, named_person_ = 0, number_ = 0, name_ = 0;
  ClassSet counting_ = 0;
};

}  // namespace nutgraf::what
