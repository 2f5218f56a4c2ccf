#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "event/contexts.h"
#include "event/event.h"
#include "event/plover.h"
#include "event/words.h"
#include "reading/reader.h"

namespace nutgraf {

// Everything the program knows before it reads: the reading model, the tables and the gazetteer.
// Loaded once, never changed, shared by all threads.
struct Knowledge {
  std::shared_ptr<const Reader> reader;
  std::shared_ptr<const Reader> scout;  // the fast reader beside a slow one, to see whether there is anything to read for; null beside a fast one
  std::shared_ptr<const when::Lexicon> when;
  std::shared_ptr<const where::Gazetteer> where;
  std::shared_ptr<const who::Lexicon> who;
  std::shared_ptr<const how_many::Lexicon> how_many;
  std::shared_ptr<const says_who::Lexicon> says_who;
  std::shared_ptr<const what::Lexicon> what;
  std::shared_ptr<const event::Plover> plover;
  std::shared_ptr<const event::Contexts> contexts;
  std::shared_ptr<const event::Words> words;
};

// `folder` stands for a repository with lexicon/ and models/ to use in place of the built-in ones; empty: built in. `with_network`:
// the report network too, beside the accurate model.
Result<Knowledge> load_knowledge(ModelName model, const std::string& folder, bool with_network = false);

// A report with all that was read out of it.
struct ReportRead {
  Report report;
  Reading reading;
  Answers answers;
  std::vector<event::Record> events;
  std::vector<event::LeftOut> left_out;  // happenings without a record, and why
  std::shared_ptr<const reading::ReportView> view;  // what the report network says; null without it
};

// The whole flow: report, reading, answers, events. A report in which the scout sees no happening is not read again by the slow reader; its reading
// and answers are the scout's.
ReportRead read_report(Report report, const Knowledge& knowledge);

}  // namespace nutgraf
