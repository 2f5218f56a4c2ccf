#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "event/event.h"

namespace nutgraf::event {

// Says which of PLOVER's 37 contexts an event belongs to, from the words of the sentences that tell it and, less, of the
// whole report. Words and weights: lexicon/event/contexts.tsv.
class Contexts {
 public:
  static Result<Contexts> load(const TableSource& tables);

  // Sets `contexts` of every record, strongest first, at most three, each with the words that decided.
  void decide(std::vector<Record>& records, const Reading& reading) const;

 private:
  struct Cue {
    std::string context;
    double weight = 0;
  };
  std::unordered_multimap<std::string, Cue> cues_;  // by lemmas joined with blanks
};

}  // namespace nutgraf::event
