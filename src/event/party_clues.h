#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "event/same_event.h"

namespace nutgraf::event {

// The roles of a record that a party told elsewhere in the report may fill.
enum class PartyRole { actor, recipient };

// A party of the report with all its mentions.
struct Cast {
  std::string identity;               // as PartyBook gives it
  std::vector<std::size_t> mentions;  // indices of Answers::who, pronouns among them, in text order
  std::size_t best = 0;               // the mention that tells best who it is
};

// What speaks for and against a party having a role in a record that does not tell the role itself: what the party is, how near it is told, what
// it does and suffers in other records. The clues' names are the rows of lexicon/event/missing_parties.tsv.
class PartyClues {
 public:
  // `records` must outlive it.
  PartyClues(const std::vector<Record>& records, const Context& context);

  const std::vector<Cast>& casts() const { return casts_; }

  // False for who cannot be meant: in the record already, only a pronoun, nobody.
  bool may_have_role(const Cast& cast, const Record& record) const;

  // One value a name.
  std::vector<double> clues_of(const Cast& cast, const Record& record, PartyRole role) const;

  static const std::vector<std::string>& names();

 private:
  struct Part {  // what a party does in one record
    std::size_t record = 0;
    PartyRole role = PartyRole::actor;
  };

  const std::vector<Record>& records_;
  const Context& context_;
  std::vector<Cast> casts_;
  std::vector<std::vector<Part>> parts_;                  // by cast
  std::vector<std::vector<std::int32_t>> sentences_of_;   // by record
  std::vector<int> of_class_;                             // casts of each class
  std::vector<bool> speaks_;                              // by cast
  std::vector<bool> is_subject_;                          // by index of Answers::who
};

}  // namespace nutgraf::event
