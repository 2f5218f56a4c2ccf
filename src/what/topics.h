#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "what/classes.h"

namespace nutgraf::what {

// A set of topics of a report ("sport", "market"), one bit each.
using TopicSet = std::uint32_t;

// Words that show what a report is about (lexicon/what/topics.tsv).
class Topics {
 public:
  static Result<Topics> load(const TableSource& tables);

  // The bit of a topic; 0 when there is none of that name.
  TopicSet named(std::string_view name) const;

  // The topics of a report: those of which several words make up enough of the text.
  TopicSet of_report(const Reading& reading) const;

 private:
  std::vector<std::string> names_;
  WordMap<TopicSet> words_;
};

}  // namespace nutgraf::what
