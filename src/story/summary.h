#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace nutgraf::story {

// One record of a story with the report that tells it.
struct Member {
  std::string report, record;  // ids
  std::string outlet;          // empty: unknown
  std::optional<Date> filed;
  std::string filed_at;        // as the report line gives it, with the time of day when told; sorts by time
  std::string wire;            // reports with the same non-empty mark are copies of one wire story: one source
  std::string json;            // the record, as `nutgraf read --format jsonl` prints it (with a person's changes)
};

// One report's answer to one field.
struct FieldValue {
  std::string value;  // comparable: a code, a name, days as "2021-03-08/2021-03-09", a figure as "killed 9"
  std::string text;   // the words, when the report has some
  std::string report, record, outlet, filed, speaker;
  bool agrees = false;  // it is the agreed value, or allows it
};

struct Field {
  std::string field;  // event, mode, status, certainty, actor, recipient, when, where
  std::vector<FieldValue> values;          // by filing
  std::vector<std::string> agreed;         // empty: nothing told
  int sources = 0;                         // independent ones that tell the agreed value
  bool is_disputed = false;                // two sources exclude one another
};

// One step in the history of a toll.
struct Count {
  std::string text, bound;
  std::optional<double> value, low, high;
  std::string report, record, outlet, filed, speaker;
  int copies = 1;       // reports of the same wire story that print it, folded into this one
  bool agrees = false;
};

struct Toll {
  std::string what;                        // killed, detained, ...
  std::vector<Count> history;              // by filing
  std::optional<double> low, high;         // agreed
  std::string text;                        // the words of the agreed figure
  bool is_disputed = false;                // figures of the last day told exclude one another
};

struct Summary {
  std::string title;  // the first evidence of the surest record
  std::string type, status;
  std::optional<Date> earliest, latest;
  std::string place;  // the name most sources give
  int reports = 0, sources = 0;  // copies of one wire story are one source
  std::vector<Field> fields;
  std::vector<Toll> tolls;
  std::vector<std::string> disputed;  // names of fields and counts that sources tell differently
};

// How values are agreed, in words, for the screen and the docs.
extern const std::string_view policy;

// A story's records side by side. Values: what most independent sources say, of equals what was filed first. Times: the days that the
// most sources allow. Counts: of the figures filed on the last day that has one, what most sources say, of equals the exact and higher
// one; a figure with a subgroup is no toll of the whole. Fails when a record is no JSON object or there is no member.
Result<Summary> summarise(std::vector<Member> members);

}  // namespace nutgraf::story
