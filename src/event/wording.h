#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "event/mention.h"

namespace nutgraf::event {

// What the words around two mentions have in common. All is zero for mentions of one sentence.
struct CommonWords {
  double words = 0;        // content words that both sentences have
  double rare_words = 0;   // of these, the ones that at most three sentences of the report's happenings have
  double weight = 0;       // their inverse frequencies among these sentences: the sum of ln(sentences / sentences with the word)
  double names = 0;        // words of names that both sentences have
  bool has_other_names = false;  // both sentences name somebody or something, and nothing in common
  double near_words = 0;   // content words that both have within eight words of the trigger
  double near_share = 0;   // of those that the poorer of the two has there
  double numbers = 0;      // numbers that both sentences have
  bool later_parties_near = false;      // a party of the later mention stands near the trigger of the earlier one, by its head word
  bool earlier_parties_near = false;    // the other way round
  bool later_recipient_told = false;    // a recipient of the later mention stands in the earlier one's sentence
  bool earlier_recipient_told = false;  // the other way round
};

// The words of each mention's sentence, gathered once a report.
class Wording {
 public:
  Wording(const std::vector<Mention>& mentions, const Reading& reading);

  CommonWords common(std::size_t earlier, std::size_t later) const;

 private:
  using WordSet = std::vector<std::int32_t>;  // numbers of words, sorted, each once

  struct Profile {
    std::int32_t sentence = 0;
    WordSet content, names, near, numbers, parties, recipients;
  };

  std::vector<Profile> profiles_;
  std::vector<int> sentences_with_;  // by number of word
  std::size_t sentences_ = 0;
};

}  // namespace nutgraf::event
