#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "where/mention.h"

namespace nutgraf::where {

// The names of the features of recognise.tsv, in order.
std::span<const std::string_view> recogniser_features();

// What speaks for and against each proposal being a place, by recogniser_features(): one row a proposal.
std::vector<std::vector<float>> describe_mentions(const Page& page, const std::vector<Mention>& mentions);

// The proposals that are places: judged by the learned weights, the surest first, none overlapping another. In text order.
std::vector<Mention> choose_mentions(const Page& page, std::vector<Mention> mentions);

}  // namespace nutgraf::where
