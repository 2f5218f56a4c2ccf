#pragma once

#include <array>
#include <string_view>

#include "event/mention.h"
#include "event/party_book.h"
#include "event/wording.h"

namespace nutgraf::event {

// What two mentions of the same type have in common and where they differ; the input of the pairwise score.
enum class Clue : std::size_t {
  same_trigger_word, same_modes, other_modes, no_modes_on_one_side, same_recipient, other_recipient, same_actor, other_actor,
  same_place, other_place, same_time, other_time, same_figure, other_figure, same_sentence, linked_in_sentence, next_sentence,
  far_apart, definite_noun, indefinite_noun, one_in_headline, other_status, same_block,
  told_as_same, later_has_no_parties, either_presupposed, both_main, other_count_elsewhere,
  same_parties, other_parties, one_is_background, lists_several, other_count, unclear_recipient, unclear_actor,
  nothing_between, later_tells_nothing, killed_and_injured, is_coerce, is_protest, many_of_type, other_number,
  both_verbs, one_in_accusation, other_accused, other_accuser, other_held, turned_round, one_is_sum,
  far_other_count, told_under,
  // Words in common; see CommonWords.
  common_words, common_rare_words, weight_of_common_words, common_names, shares_a_name, has_other_names, near_share, common_near_words,
  common_numbers, earlier_parties_near, later_parties_near, later_recipient_told, earlier_recipient_told,
  // Where they stand.
  log_sentences_apart, three_sentences_apart, side_by_side, earlier_in_first_sentence, earlier_in_lead, later_in_lead,
  // What each tells.
  earlier_has_actor, later_has_actor, earlier_has_recipient, later_has_recipient, earlier_has_place, later_has_place, earlier_has_time, later_has_time,
  earlier_has_figure, later_has_figure,
  // What the report network says.
  network_knows, same_by_network, count_
};
constexpr std::size_t clue_count = static_cast<std::size_t>(Clue::count_);
using Clues = std::array<double, clue_count>;

struct Context {
  const Report& report;
  const Reading& reading;
  const Answers& answers;
  const PartyBook& parties;
};

// What a pair of mentions of one type have to do with each other and with the rest of the report.
struct Surroundings {
  std::size_t between = 0;  // of the type, told between the two
  std::size_t of_type = 0;  // in the report
  bool one_is_sum = false;  // one tells what many events come to, the other does not
  CommonWords common;       // of the two mentions' sentences
  bool network_knows = false;
  double same_by_network = 0;  // log-odds by the report network that both tell one event
};

// "Have killed hundreds in the past three years", "at least 448 have been killed since September": what many events come to.
bool is_sum_of_events(const Mention& mention, const Context& context);

// Clues for an earlier and a later mention of the same type.
Clues compare(const Mention& earlier, const Mention& later, const Context& context, const Surroundings& surroundings);

// True when one gives roughly the large count that the other gives exactly: "over 440", "a total of 445".
bool tell_one_total(const Mention& a, const Mention& b, const Answers& answers);

// Log-odds that two mentions tell the same event, from the clues. Weights by training/event/.
double score_of(const Clues& clues);

// True when two times exclude one another: their intervals are both known and have no day in common.
bool exclude_each_other(const when::TimeExpression& a, const when::TimeExpression& b);

// True when both are known and neither can hold the other: another country, or far apart at the precision told.
bool exclude_each_other(const where::Candidate& a, const where::Candidate& b);

}  // namespace nutgraf::event
