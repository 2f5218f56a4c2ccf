#pragma once

#include <optional>
#include <string>
#include <vector>

#include "who/phrases.h"
#include "who/who.h"

namespace nutgraf::who {

// Which table a row is from; what it is read as follows from that.
enum class Source : std::uint8_t { agent, body, organisation, armed_group, party, leader, title, country, region };

enum class Gender : std::uint8_t { unknown, male, female };

// One row of the tables, ready to use.
struct Entry {
  Source source = Source::agent;
  std::string name;  // canonical; for agents the phrase
  Kind kind = Kind::person;
  std::vector<std::string> sectors;    // empty for agents and titles that take theirs from elsewhere
  std::vector<std::string> countries;  // alpha-3, the main one first
  std::string group;                   // of leaders
  std::string office;                  // of leaders
  int from = 0, until = 9999;          // years
  bool is_minor = false, is_collective = false, inherits = false, is_suspect = false, is_weak = false;
  Gender gender = Gender::unknown;
  std::string because;  // the row
};

enum class FormKind : std::uint8_t { name, alias, acronym, plural, adjective, people, people_plural, capital };
enum class Capitals : std::uint8_t { any, first, all };

// One written form of an entry.
struct Form {
  std::uint32_t entry = 0;
  FormKind kind = FormKind::name;
  Capitals capitals = Capitals::any;
  bool is_ordinary = false;   // also an ordinary word
  bool ends_capital = false;  // the last word has a capital too
};

// What a word before a noun says about a party.
struct Modifier {
  std::string sector;  // empty when it says none
  bool is_suspected = false, is_minor = false;
  std::string because;
};

// What a definite noun can stand for: nouns of its class, names with one of the sectors.
struct Description {
  std::string word_class;
  std::vector<std::string> sectors;
  std::string because;
};

// A verb that people do or suffer, and what it says of a person of whom nothing else is told: `suspect` and `convict`
// of the one who suffers it, `attack` of the one who does it.
struct PersonVerb {
  std::string subject;
  std::string because;
};

struct NameWord {
  Kind kind = Kind::organisation;
  std::vector<std::string> sectors;
  std::string because;
};

class Lexicon {
 public:
  std::vector<Entry> entries;
  std::vector<Form> forms;  // a phrase's values are indexes into this
  Phrases phrases;
  WordMap<Modifier> modifiers;
  WordMap<NameWord> name_words;
  WordMap<Gender> first_names;
  WordMap<PersonVerb> person_verbs;
  WordMap<Description> descriptions;

  const Entry& entry_of(const Form& form) const { return entries[form.entry]; }
  // The canonical names' entries, for leaders' groups.
  const Entry* named(std::string_view name) const;
  WordMap<std::uint32_t> by_name;
  WordMap<std::vector<std::uint32_t>> surnames;  // of leaders: their entries
};

}  // namespace nutgraf::who
