#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/span.h"
#include "how_many/how_many.h"
#include "reading/report_view.h"
#include "says_who/says_who.h"
#include "what/what.h"
#include "when/when.h"
#include "where/where.h"
#include "who/who.h"

namespace nutgraf {

// The answers of the six questions for one report.
struct Answers {
  std::vector<when::TimeExpression> when;
  std::vector<where::Place> where;
  std::vector<who::Party> who;
  std::vector<how_many::Figure> how_many;
  says_who::Answers says_who;
  std::vector<what::Happening> what;
};

}  // namespace nutgraf

namespace nutgraf::event {

enum class Status { happened, planned, foiled, negated, hypothetical };
enum class Certainty { stated, alleged, claimed, disputed };
enum class TimeBasis { stated, relative, filing };
enum class SpeakerKind { news_agency, media, police, military, government, court, armed_group, ngo, witness, victim,
                         suspect, document, social_media, other };
enum class Sums { agree, parts_below_total, parts_above_total };

// A value's words and reason. A value without words of its own is inferred and says from what.
struct Source {
  std::optional<Span> span;
  std::string because;
  bool is_inferred = false;
};

struct Party {
  std::string text;
  std::optional<std::string> name;
  who::Kind kind = who::Kind::person;
  std::optional<std::string> country;
  std::vector<std::string> sectors;
  std::optional<std::string> group;
  bool is_suspected = false;
  bool is_minor = false;
  Source source;
  std::int32_t head = no_token;  // for merging
};

struct When {
  std::optional<Date> earliest, latest;
  when::Precision precision = when::Precision::day;
  std::optional<std::string> part_of_day;
  TimeBasis basis = TimeBasis::filing;
  bool is_ongoing = false;
  std::string text;
  Source source;
};

struct Where {
  std::string text;
  where::Candidate place;  // its name is empty when the place is not known
  bool is_resolved = false;
  std::vector<where::Candidate> runners_up;
  Source source;
};

struct Attribution {
  std::string speaker;
  SpeakerKind kind = SpeakerKind::other;
  says_who::Manner manner = says_who::Manner::says;
  std::optional<std::string> via;
  Source source;
  std::int32_t head = no_token;  // for merging
};

struct Figure {
  std::string id;    // "f1", unique in the report
  std::string what;  // detained, killed, injured, ...
  std::optional<std::string> unit;
  std::optional<double> value, low, high;
  how_many::Bound bound = how_many::Bound::exact;
  std::optional<std::string> subgroup;
  std::optional<std::string> of;  // id of the figure that this one is a part of
  std::optional<Attribution> says_who;
  bool is_best = false;
  std::string text;
  Source source;
};

struct Evidence {
  Span span;
  std::string because;
};

// One event as one report tells it; shared/event-record.md, section 1.
struct Record {
  std::string id;
  std::string type;               // PLOVER: "COERCE"
  std::vector<std::string> modes;
  std::vector<std::string> contexts;
  std::vector<std::string> contexts_because;  // beside each context, the words that decided: "legal: court, verdict"
  Status status = Status::happened;
  bool is_background = false;
  Certainty certainty = Certainty::stated;
  std::vector<Party> actors, recipients;
  std::vector<Evidence> instruments;
  std::optional<When> when;
  std::vector<Where> where;
  std::vector<Figure> how_many;
  std::vector<Attribution> says_who;
  std::optional<std::string> part_of;
  std::optional<Sums> sums;
  std::optional<double> remainder_low, remainder_high;  // with parts_below_total
  std::vector<Evidence> evidence;  // the first is the best
  double confidence = 0;
};

// A happening that no record tells, and why.
struct LeftOut {
  std::size_t happening = 0;  // index of Answers::what
  std::string because;
};

struct Events {
  std::vector<Record> records;
  std::vector<LeftOut> left_out;  // sorted by happening
};

// The event records of one report: happenings with their parties, times, places, figures and speakers,
// mentions of one event joined, parts under their wholes. Sorted by where they are first told.
struct Words;
// `view`: what the report network says of the reading; null without one.
Events join_events(const Report& report, const Reading& reading, const Answers& answers, const Words& words, const reading::ReportView* view);

}  // namespace nutgraf::event
