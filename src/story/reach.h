#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace nutgraf::story {

// What one source allows: a count or a day between two bounds, both inclusive; a missing bound is open.
struct Reach {
  std::optional<double> low, high;
  std::string source;
};

struct Agreed {
  std::optional<double> low, high;  // what the most sources allow together
  std::vector<bool> allows;         // beside each reach: it allows something of that
  int sources = 0;                  // that do
  bool is_disputed = false;         // two reaches exclude one another
};

// Intersects what the most sources allow. Of equally many sources the narrower wins, then the higher; empty for no reach.
Agreed agree_on_reach(const std::vector<Reach>& reaches);

// Days as numbers, and back.
int day_number(Date day);
Date day_of(double number);

}  // namespace nutgraf::story
