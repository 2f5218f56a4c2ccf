#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::who {

enum class Kind { person, group, organisation, state_body, crowd, object };
enum class Link { none, same_name, alias, acronym, description, pronoun };

// One mention of a party: a name, a noun phrase with an agent or body as its head, or a pronoun.
struct Party {
  Span span;  // the shortest phrase that identifies the party
  TokenRange tokens;
  std::int32_t head = no_token;     // the head noun, name or pronoun
  std::optional<std::string> name;  // canonical, when it is a known or named party
  Kind kind = Kind::person;
  std::optional<std::string> country;  // ISO 3166-1 alpha-3
  std::vector<std::string> sectors;    // PLOVER: COP GOV JUD LEG MIL ... CVL; the first is the main one
  std::optional<std::string> group;    // the organisation that it belongs to or is said to belong to
  bool is_suspected = false;           // only a suspect: "suspected ISIS members"
  bool is_minor = false;               // a person under age
  std::int32_t chain = -1;             // parties with the same number are the same; -1 when alone
  std::int32_t refers_to = -1;         // index of the earlier or fuller mention that this one stands for, or -1
  Link link = Link::none;              // how it refers
  std::string because;
  double confidence = 1;
};

class Lexicon;
Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables);

// Every mention of a party in text order. Nested ones are given too ("police of Aksu" and "Aksu" is not a party,
// but "the interior ministry's spokesman" and "the interior ministry" are two).
std::vector<Party> find_parties(const Report& report, const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::who
