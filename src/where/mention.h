#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/reading.h"
#include "report/report.h"
#include "where/gazetteer.h"

namespace nutgraf::where {

enum class CaseMode : std::uint8_t { mixed, all_upper, all_lower, title };

// A word as this folder looks at it.
struct WordView {
  std::string squeezed;  // see squeeze(); empty for punctuation
  std::string word;      // lower case, without dots at the end: the key into cues
  std::uint32_t cues = 0;  // a bit a Cue
  bool is_capitalised = false;
  bool is_upper = false;
  bool begins_sentence = false;
};

// The report's words, prepared once.
struct Page {
  const Report& report;
  const Reading& reading;
  const Gazetteer& gazetteer;
  std::vector<WordView> words;
  std::vector<CaseMode> modes;  // by sentence
  std::unordered_set<std::string_view> small_letter_words;  // of the capitalised words, those that stand in small letters too

  Page(const Report& report, const Reading& reading, const Gazetteer& gazetteer);

  const WordView& operator[](std::int32_t token) const { return words[static_cast<std::size_t>(token)]; }
  CaseMode mode_of(std::int32_t token) const;
  TokenRange sentence_of(std::int32_t token) const;
  // The cue word at a token; false outside the sentence of `near`.
  bool is_cue(std::int32_t near, std::int32_t token, Cue cue) const;
  bool is_form(std::int32_t near, std::int32_t token, std::string_view form) const;
  // The token lies in the sentence of `near`.
  bool is_beside(std::int32_t near, std::int32_t token) const;
  std::string squeeze_range(TokenRange tokens) const;
  std::string_view text_of(TokenRange tokens) const;
};

// What the words around a name say the place is.
enum class Level : std::uint8_t { untold, admin1, admin2, town, water, land, site };

// Words that may be a place name, and the places that bear it.
struct Mention {
  TokenRange tokens;
  std::string squeezed;
  std::vector<Posting> postings;
  Level level = Level::untold;
  bool is_short_form = false;   // "Calif."
  bool is_extended = false;     // with a word that the gazetteer's name lacks ("Nyanza Province", "Congo River")
  bool is_from_names = false;   // marked by the reading alone
  bool is_told_by_level = false;  // "the town of Tell Rifaat", "Julan neighbourhood": a place, known or not
  double score = 0;             // of the recogniser; above 0 it is a place
};

// Every run of words that a place name may be, overlapping ones too, in text order.
std::vector<Mention> propose_mentions(const Page& page);

}  // namespace nutgraf::where
