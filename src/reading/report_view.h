#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "reading/reading.h"

namespace nutgraf::reading {

class ReportNetwork;

// What the report network says of one reading: of each word whether it tells an event of which type, and of each pair of words what the second is to
// the event that the first tells.
class ReportView {
 public:
  // The network learned from whole reports; of a sentence or two it knows less than the rules, so what makes records leaves shorter texts alone.
  static constexpr std::size_t least_sentences = 4;

  ReportView(const Reading& reading, std::shared_ptr<const ReportNetwork> network);

  // The numbers of labels: signs of words ("ASSAULT", "happened"), roles of pairs ("same_event", "actor", "killed"). A label that the network does
  // not know has the number of their count.
  std::size_t sign_named(std::string_view name) const;
  std::size_t role_named(std::string_view name) const;
  std::size_t role_count() const;
  // The signs "TYPE/mode" of a type, by mode.
  std::vector<std::pair<std::string_view, std::size_t>> modes_of(std::string_view type) const;

  // Log-odds of a sign of a word.
  float sign(std::int32_t token, std::size_t label) const;

  // Log-odds of every role that each of the words has for the event which `event` tells: rows of role_count() numbers.
  void roles(std::int32_t event, std::span<const std::int32_t> words, std::vector<float>& log_odds) const;

 private:
  std::vector<std::int32_t> sentence_of_;  // of each word
  std::shared_ptr<const ReportNetwork> network_;
  std::vector<float> signs_, pairs_;  // a row a word
};

}  // namespace nutgraf::reading
