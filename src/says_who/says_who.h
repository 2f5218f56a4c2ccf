#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"

namespace nutgraf::says_who {

enum class Kind { direct, indirect, mixed };
enum class Manner { reports, says, claims_responsibility, denies, alleges, confirms };

inline constexpr std::string_view label_before_colon = "name before a colon";  // `because` of "Police: two die in Aldmoor"

// One statement that somebody else than the report makes.
struct Statement {
  std::optional<Span> speaker;         // the speaker's phrase; absent for "reportedly"
  std::int32_t speaker_head = no_token;
  Span cue;                            // "said", "according to", "reportedly"
  std::int32_t cue_head = no_token;
  std::vector<Span> content;           // with quotation marks
  std::vector<TokenRange> content_tokens;
  Kind kind = Kind::indirect;
  Manner manner = Manner::says;
  bool is_speech = true;               // told, not only thought or intended
  std::optional<Span> via;             // who relays it: "police told Anadolu"
  std::int32_t via_head = no_token;
  std::string because;
  double confidence = 1;
};

enum class Polarity { positive, negative };
enum class Certainty { certain, probable, possible, hypothetical };  // hypothetical: condition, demand, question, plan's content
enum class Time { past, present, future, none };

// What the text says of one predicate's truth, over the tree: negation, modality, suspicion, denial, future, condition.
struct Factuality {
  std::int32_t predicate = no_token;
  Span span;
  Polarity polarity = Polarity::positive;
  Certainty certainty = Certainty::certain;
  Time time = Time::none;
  bool is_alleged = false;  // hedged as suspicion or accusation
  bool is_planned = false;  // plotted, prepared, intended, about to
  bool is_foiled = false;   // tried and stopped or failed
  std::string because;
};

struct Answers {
  std::vector<Statement> statements;
  std::vector<Factuality> factuality;  // one per verb or event-like noun that is a predicate, by token
};

class Lexicon;
Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource& tables);

Answers find_statements(const Report& report, const Reading& reading, const Lexicon& lexicon);

}  // namespace nutgraf::says_who
