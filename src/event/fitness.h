#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "event/outlook.h"
#include "event/same_event.h"

namespace nutgraf::event {

// The fields of a record whose values are weighed one by one.
enum class Field : std::size_t { actor, recipient, where, when, how_many, says_who, mode, count_ };
constexpr std::size_t field_count = static_cast<std::size_t>(Field::count_);
constexpr std::array<std::string_view, field_count> field_names = {"actor", "recipient", "where", "when", "how_many", "says_who", "mode"};

// What speaks for and against a value of a record being one that a careful reader would give. Odds are the report network's log-odds that the
// value's word has its field's role in the event.
enum class Trait : std::size_t {
  by_network,                      // only the network gives it
  odds_by_rule, odds_by_network,   // clamped; of values that a rule gives, and of those that only the network gives
  no_word,                         // the network could not be asked about it
  most_odds,                       // at the mention where they are highest, less the odds
  odds_against,                    // that an actor is a recipient, or the other way round
  lead,                            // before the likeliest other value of the field
  lead_elsewhere,                  // before the event of the report, of any type, where the word is likeliest to have this role
  several_in_field, many_in_field, same_sentence, log_sentences_apart, tells, several_mentions, only_noun,
  is_name, is_pronoun, is_listed, is_number,
  kind_1, kind_2, kind_3, kind_4,  // by field: see kind_of in fitness.cpp
  is_assault, is_coerce, is_protest, is_accuse, is_threaten, is_mobilize, is_sanction, is_retreat, is_background, is_planned, is_told_by_somebody, count_
};
constexpr std::size_t trait_count = static_cast<std::size_t>(Trait::count_);
using Traits = std::array<double, trait_count>;

// One value of a record: its field and its place in it (in Record::actors, ::modes ...; 0 for the time).
struct Value {
  Field field = Field::actor;
  std::size_t index = 0;
  Traits traits{};
};

// The probability that the value is right; weights by training/event/learn_weights.py.
double fitness_of(const Value& value);

// Weighs the values of the records of one report, by what the report network says of them and how they stand there. Without a network there is nothing to weigh.
class Fitness {
 public:
  Fitness(const std::vector<Mention>& mentions, const std::vector<Cluster>& clusters, const Outlook& outlook, const Context& context);

  // All values of the record made from `clusters[number]`, field by field; empty without a network.
  std::vector<Value> values_of(const Record& record, std::size_t number) const;

  // Takes out of the record the values that are less fit than `least_fitness` asks of their field.
  void drop_unfit(Record& record, std::size_t number) const;

 private:
  struct Role;
  Role role_of(Field field, const Record& record, std::size_t index) const;
  double odds_at(std::size_t cluster, const Role& role) const;
  Value weigh(Field field, const Record& record, std::size_t index, std::size_t number, const std::vector<Role>& roles, const std::vector<double>& all_odds) const;

  const std::vector<Mention>& mentions_;
  const std::vector<Cluster>& clusters_;
  const Outlook& outlook_;
  const Context& context_;
  std::unordered_map<std::string, std::vector<std::int32_t>> heads_of_;  // of every party told, by identity
};

// By field. F1 of single facts is highest when those are told that are right with half the chance that F1 is.
constexpr std::array<double, field_count> least_fitness = {0.27, 0.27, 0.24, 0.25, 0.25, 0.25, 0.27};
constexpr double least_fitness_of_other_town = 0.4;  // of places that only the network gives beside one that the words around tell

}  // namespace nutgraf::event
