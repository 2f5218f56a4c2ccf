#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "reading/reading.h"
#include "report/report.h"
#include "what/topics.h"
#include "what/what.h"

namespace nutgraf::what {

// What is true of a happening, as short texts ("type=ASSAULT", "det=the"), for the sense model and for learning it.
std::vector<std::string> features_of(const Report& report, const Reading& reading, const Lexicon& lexicon,
                                     const std::vector<Happening>& happenings, TopicSet topics, std::size_t index);

// The happenings of a report before the sense model weighs them.
std::vector<Happening> find_unweighed(const Report& report, const Reading& reading, const Lexicon& lexicon);

// A logistic model over those features (lexicon/what/sense.tsv, made by training/what/learn_sense.py) that says how
// likely a matched trigger tells a happening that a reader would note down.
class SenseModel {
 public:
  static Result<SenseModel> load(const TableSource& tables);

  bool is_empty() const { return weights_.empty(); }
  double confidence(const Report& report, const Reading& reading, const Lexicon& lexicon, const std::vector<Happening>& happenings,
                    TopicSet topics, std::size_t index) const;

 private:
  std::unordered_map<std::uint64_t, float> weights_;
};

}  // namespace nutgraf::what
