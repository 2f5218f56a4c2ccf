#pragma once

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "event/mention.h"

namespace nutgraf::event {

// Head tokens of those who act in a happening, those it is done to, and its means.
struct Roles {
  std::vector<std::int32_t> actors, recipients, instruments;
};

// Decides which of a happening's phrases may stand in a record as parties.
class RoleFinder {
 public:
  RoleFinder(const Reading& reading, const Answers& answers);

  Roles roles_of(const what::Happening& happening) const;

  // True when the act stands under one that charges or tries somebody: "accused of killing".
  bool is_crime_charged(std::int32_t trigger) const;

  // True when it is what another act is for or about: "sentenced for attending protests", "warned of an attack".
  bool is_ground(const what::Happening& happening) const;

  // Who is blamed for an attack is its author when its own words name none.
  void blame(std::vector<Mention>& mentions) const;

  bool is_party(std::int32_t head) const { return party_heads_.contains(head); }

 private:
  std::int32_t head_of_name(std::int32_t token) const;
  bool is_party_or_count(std::int32_t head) const { return is_party(head) || count_heads_.contains(head); }
  bool may_act(const what::Happening& happening, const what::Filler& filler) const;
  bool may_suffer(const what::Happening& happening, std::int32_t head) const;
  std::int32_t author_of_document(std::int32_t head) const;
  std::int32_t owner_of_deed(const what::Happening& happening, std::int32_t deed) const;
  std::int32_t group_before(const what::Happening& happening) const;

  const Reading& reading_;
  const Answers& answers_;
  std::unordered_map<std::int32_t, std::size_t> party_heads_;  // index into Answers::who
  std::unordered_set<std::int32_t> count_heads_;
  std::unordered_map<std::int32_t, std::size_t> happening_at_;  // by trigger: index into Answers::what
  std::unordered_map<std::int32_t, std::size_t> country_at_;  // tokens of countries and demonyms: index into Answers::where
};

}  // namespace nutgraf::event
