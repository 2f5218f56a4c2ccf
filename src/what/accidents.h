#pragma once

#include <string_view>

#include "base/result.h"
#include "base/table.h"
#include "base/word_map.h"
#include "reading/reading.h"
#include "what/classes.h"
#include "what/topics.h"
#include "what/what.h"

namespace nutgraf::what {

// Words for what kills with nobody acting ("quake", "capsize"), from lexicon/what/accidents.tsv.
class Accidents {
 public:
  static Result<Accidents> load(const TableSource& tables);

  bool reaches_sentence(const Token& token) const;  // told anywhere in the sentence it is the cause
  bool reaches_clause(const Token& token) const;    // it must govern the killing or hang on it

 private:
  struct Word {
    bool reaches_sentence = false, is_verb = true, is_noun = true;
  };
  const Word* find(const Token& token) const;

  WordMap<Word> words_;
};

// Takes out killings and injuries that nobody did: "killed when a bus overturned", "the quake left 200 dead", and, in a report
// of a disaster that tells no violence, all that have no doer.
std::vector<Happening> without_accidents(const Reading& reading, const Accidents& accidents, const Classes& classes, const Topics& topics,
                                         std::vector<Happening> happenings);

}  // namespace nutgraf::what
