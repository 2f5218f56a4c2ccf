#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "event/event.h"
#include "event/mention.h"
#include "reading/report_view.h"

namespace nutgraf::event {

// Mentions of one event, as indices into the list of mentions, in text order.
using Cluster = std::vector<std::size_t>;

// What the report network says of the mentions of a report: whether each tells an event, which tell the same one, and what the report's nouns, names and
// numbers are to them. All chances are log-odds. Without a network, and of
// texts too short for it, nothing is known.
class Outlook {
 public:
  // `view` may be null.
  Outlook(const reading::ReportView* view, const std::vector<Mention>& mentions, const Reading& reading, const Answers& answers);

  bool is_known() const { return view_ != nullptr; }

  // That the mention tells an event of its type.
  double tells(std::size_t mention) const;
  // That two mentions tell the same event.
  double same(std::size_t a, std::size_t b) const;
  // That a word has a role ("actor", "killed") in the event of a cluster, by its mentions together; `unasked` for words that cannot.
  double role(const Cluster& cluster, std::int32_t token, std::size_t role) const;
  static constexpr double unasked = -20;

  // Log-odds beyond `reach` say no more.
  static constexpr double reach = 6;
  static double clamped(double log_odds) { return std::clamp(log_odds, -reach, reach); }

  // That the event of a cluster is of a mode of its type, and those modes; none without a network.
  std::vector<std::pair<std::string_view, double>> modes(const Cluster& cluster) const;

  std::size_t role_named(std::string_view name) const { return view_ ? view_->role_named(name) : 0; }

 private:
  float at(std::size_t mention, std::int32_t token, std::size_t role) const;

  const reading::ReportView* view_;
  const std::vector<Mention>& mentions_;
  std::size_t same_event_ = 0;  // the role's number
  std::vector<std::int32_t> row_;             // of each token among the words asked for, or -1
  std::vector<std::vector<float>> log_odds_;  // for each mention a row of roles a word asked for
};

// The word at which the network tells a count's role: its last numeral, else the noun that is counted.
std::int32_t word_of_count(const how_many::Figure& figure, const Reading& reading);

}  // namespace nutgraf::event
