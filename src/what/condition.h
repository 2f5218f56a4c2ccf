#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "reading/reading.h"
#include "what/classes.h"
#include "what/clause.h"
#include "what/topics.h"

namespace nutgraf::what {

// What a row asks of the words around its trigger.
struct Condition {
  enum class Kind { slot_class, slot_word, near_class, near_word, topic, passive, filled };
  Kind kind = Kind::filled;
  Slot slot = Slot::subject;
  bool is_negated = false;
  bool allows_empty = false;           // `none` among the classes: an empty slot will do
  bool allows_any = false;             // `any` among the classes: a filled slot will do
  ClassSet classes = 0;
  TopicSet topics = 0;
  std::vector<std::string> words;
};

// Where a condition is asked: the trigger, what stands beside it, and the sentence's words.
struct Setting {
  const Reading& reading;
  const Classes& classes;
  TopicSet topics = 0;
  std::int32_t trigger = no_token;
  const Arguments& arguments;
};

// Reads the `needs` cell of a row: conditions parted by blanks. Errors say what is wrong, without the place.
Result<std::vector<Condition>> read_conditions(std::string_view needs, const Classes& classes, const Topics& topics);

bool holds(const Condition& condition, const Setting& setting);
bool hold_all(const std::vector<Condition>& conditions, const Setting& setting);

}  // namespace nutgraf::what
