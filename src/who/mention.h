#pragma once

#include <span>
#include <string>
#include <vector>

#include "who/lexicon.h"
#include "who/matches.h"

namespace nutgraf::who {

enum class MentionForm : std::uint8_t { name, noun, number, pronoun };

// A party in the making, with what the joining of mentions needs besides.
struct Mention {
  Party party;
  MentionForm form = MentionForm::noun;
  const Entry* entry = nullptr;      // the row that it is read by; null for names of no table
  std::vector<const Entry*> others;  // further rows with the same name
  TokenRange name;                   // the tokens of the name or noun itself, without title and modifiers
  Number number = Number::none;
  Gender gender = Gender::unknown;
  bool is_definite = false;        // "the", "this", "his"
  bool is_indefinite = false;      // "a", a number, nothing before a plural
  bool is_default_sector = false;  // nothing in the text tells the sector
  bool is_modifier = false;        // stands before another noun: "police raid"
  int age = -1;
  std::string noun;                // for nouns: the phrase of the row; for pronouns: the lower-case word
  std::vector<std::string> words;  // for names: folded words
  std::int32_t belongs_to = -1;    // index of the mention that it is a part or member of
  std::int32_t sentence = 0;
};

// All that the steps read.
struct Page {
  const Report& report;
  const Reading& reading;
  const Lexicon& lexicon;
  std::vector<Letters> letters;
  Matches matches;
  int year = 0;  // of filing; 0 when not told
  std::vector<std::int32_t>
      place_at;  // by token: index into matches.places of the country, people or region there, or -1
  std::vector<std::pair<std::string, int>> countries;  // how often the report names each, most often first
};

Page make_page(const Report& report, const Reading& reading, const Lexicon& lexicon);

// The tokens that hang directly on `token`, in text order, without a copy.
inline std::span<const std::int32_t> children(const Reading& reading, std::int32_t token) {
  const auto first = static_cast<std::size_t>(reading.child_start[static_cast<std::size_t>(token)]);
  const auto last = static_cast<std::size_t>(reading.child_start[static_cast<std::size_t>(token) + 1]);
  return std::span(reading.children).subspan(first, last - first);
}

// True when the token hangs on its head as a modifier that stands before a noun.
bool stands_before_noun(const Reading& reading, std::int32_t token);

// The words of a noun phrase from its first modifier to its head, with "of ..." when `takes_of`.
TokenRange noun_phrase(const Reading& reading, TokenRange core, std::int32_t head, bool takes_of);

// "Hundreds of protesters", "a group of militants": the counting word becomes the head of the noun's phrase.
void take_quantity(const Reading& reading, Mention& mention);

// The token of a range whose own head lies outside it.
std::int32_t head_of(const Reading& reading, TokenRange tokens);

// Steps of find_parties, in this order.
std::vector<Mention> find_names(const Page& page);
void add_nouns(const Page& page, std::vector<Mention>& mentions);
void add_pronouns(const Page& page, std::vector<Mention>& mentions);
void read_traits(const Page& page, std::vector<Mention>& mentions);
void join_mentions(const Page& page, std::vector<Mention>& mentions);
void fill_countries(const Page& page, std::vector<Mention>& mentions);

}  // namespace nutgraf::who
