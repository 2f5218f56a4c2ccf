#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "event/event.h"

namespace nutgraf::event {

// A count of people whose state tells what an attack did to them: "nine people were dead", "a death toll of 11".
struct Toll {
  std::size_t figure = 0;  // index into Answers::how_many
  std::string what;        // "killed", "injured", "missing", "displaced", "casualties"
  std::string because;
  bool is_sure = false;  // a verb of harm right before the count ("injuring 20") or a wound ("another with burns") outweighs the tree
};

// Words from lexicon/event/tolls.tsv.
class Tolls {
 public:
  static Result<Tolls> load(const TableSource& tables);

  // The tolls among the counts of a report, in text order.
  std::vector<Toll> find(const Reading& reading, const std::vector<how_many::Figure>& figures) const;

 private:
  enum class Kind { state, victim, toll, blow, care, act, flight, end, spared };
  struct Word {
    Kind kind = Kind::state;
    std::string role;
    std::string row;
  };
  const Word* word_at(const Reading& reading, std::int32_t token, Kind kind) const;
  const Word* word_below(const Reading& reading, std::int32_t token, Kind kind) const;
  const Word* verb_before(const Reading& reading, const how_many::Figure& figure) const;
  const Word* state_beside(const Reading& reading, const how_many::Figure& figure) const;
  const Word* state_after(const Reading& reading, const how_many::Figure& figure) const;
  const Word* harm_spared(const Reading& reading, const how_many::Figure& figure) const;
  const Word* state_before(const Reading& reading, const how_many::Figure& figure) const;
  const Word* word_of_group(const Reading& reading, const how_many::Figure& figure) const;
  const Word* life() const;
  const Word* harm_at(const Reading& reading, std::int32_t token) const;
  const Word* rising_toll(const Reading& reading, std::int32_t head) const;
  const Word* reason_for(const Reading& reading, std::int32_t head) const;
  const Word* reason_of_subject(const Reading& reading, std::int32_t head) const;
  const Word* reason_for_list(const Reading& reading, std::int32_t head) const;

  std::unordered_multimap<std::string, Word> words_;
};

}  // namespace nutgraf::event
