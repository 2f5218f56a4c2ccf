#pragma once

#include <cstdint>
#include <vector>

#include "event/event.h"

namespace nutgraf::event {

// Decides over the tree which happening a place, a time or a figure belongs to.
class Attachment {
 public:
  // `triggers`: the trigger tokens of the happenings; `cues`: heads of speech cues, which part what is said from the saying.
  Attachment(const Reading& reading, const std::vector<std::int32_t>& triggers, const std::vector<std::int32_t>& cues);

  // Steps over the tree between two tokens of one sentence; each other trigger on the way costs more; `unreachable` when
  // a speech cue stands between or the sentences differ.
  // A relative clause keeps the times told in it, not the places.
  enum class Item { place, time };
  int distance(std::int32_t trigger, std::int32_t token, Item item = Item::place) const;
  static constexpr int unreachable = 1000;

 private:
  int clauses_left(std::int32_t token, std::int32_t meeting) const;
  int steps_up(std::int32_t from, std::int32_t to, std::int32_t trigger) const;

  const Reading& reading_;
  std::vector<char> is_trigger_;
  std::vector<char> is_cue_;
};

// "14 kilos of heroin", "$310,000 in cash": what may be seized.
bool measures_goods(const how_many::Figure& figure);

// The head of a range of tokens: the one whose head lies outside of it; the last one when there are several.
std::int32_t head_of(const Reading& reading, TokenRange tokens);

}  // namespace nutgraf::event
