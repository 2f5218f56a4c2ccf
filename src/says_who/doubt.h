#pragma once

#include <vector>

#include "reading/report_view.h"
#include "says_who/says_who.h"

namespace nutgraf::says_who {

// Sets what the words over the tree say of each predicate's truth against what the report network expects, which learned from the judgements of UDS "It Happened".
// Where the network is sure of the opposite, what the words call certain becomes possible, and what they leave open becomes probable.
void weigh_factuality(std::vector<Factuality>& predicates, const reading::ReportView& view);

}  // namespace nutgraf::says_who
