#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/told_report.h"

namespace nutgraf::report {

// Reads JSON objects with the keys doc_id or id; text or event_text; title or headline; filed, date or pub_date; publisher or
// outlet; url; byline or author; updated; section. Holds simdjson's buffers, so one serves many lines.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();

  // One object. Bad UTF-8 is repaired and counted. Errors: no JSON (with the byte), no object, no text, a key of the wrong kind.
  Result<ToldReport> read_object(std::string& json);

  // A JSON value that is an object or an array of objects, one result each.
  Result<std::vector<Result<ToldReport>>> read_value(std::string& json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nutgraf::report
