#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/linear.h"
#include "reading/piece_encoder.h"
#include "reading/reading.h"
#include "reading/wordpiece.h"

namespace nutgraf::reading {

// A small BERT that reads a whole report, window by window, and says of each word whether it tells an event and of each pair of words what the second is
// to the event that the first tells. Trained by training/report; docs/models.md says what it computes. Not changed after loading; safe to share.
class ReportNetwork {
 public:
  // From its own file and that of `accurate`, whose word pieces and table it shares. Errors: another model, features that this program does not
  // compute, missing or misshapen tensors.
  static Result<std::shared_ptr<const ReportNetwork>> load(std::shared_ptr<const engine::WeightFile> file,
                                                           std::shared_ptr<const engine::WeightFile> accurate,
                                                           engine::Precision precision = engine::Precision::rounded);

  const std::vector<std::string>& signs() const { return signs_; }  // what is said of a word: "ASSAULT", "happened"
  const std::vector<std::string>& roles() const { return roles_; }  // what is said of a pair: "actor", "killed", "same_event"
  std::size_t width() const { return encoder_.width(); }

  // A state of width() numbers for each word of the reading, one row after another.
  std::vector<float> encode(const Reading& reading) const;

 private:
  friend class ReportView;
  ReportNetwork(std::shared_ptr<const engine::WeightFile> file, std::shared_ptr<const engine::WeightFile> accurate, engine::Precision precision);
  struct Segment;
  std::vector<Segment> segments_of(const Reading& reading) const;

  std::shared_ptr<const engine::WeightFile> file_, accurate_;
  std::shared_ptr<engine::Products> products_;
  WordPieces pieces_;
  PieceEncoder encoder_;
  std::vector<std::string> signs_, roles_;
  std::size_t pair_width_ = 0, gate_width_ = 0, reach_ = 0, sentence_reach_ = 0;
  engine::Linear sign_, pair_, pair_out_;
  const float* distance_ = nullptr;
  const float* sentence_ = nullptr;
};

}  // namespace nutgraf::reading
