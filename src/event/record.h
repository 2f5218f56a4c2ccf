#pragma once

#include <vector>

#include "event/cluster.h"

namespace nutgraf::event {

// The record of one event from its mentions; ids are given later.
Record make_record(const std::vector<Mention>& mentions, const Cluster& cluster, const Context& context);

// The day from which "more than a week ago" is judged: the filing day, else the latest day that the report names, else nothing.
std::optional<Date> reference_day(const Report& report, const Answers& answers);

}  // namespace nutgraf::event
