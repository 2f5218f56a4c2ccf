#pragma once

#include <optional>
#include <string>

#include "when/phrase.h"
#include "when/when.h"

namespace nutgraf::when {

// "P3D", "PT2H", "P2.5Y", "PXW"; an absent amount is X.
std::string write_length(std::optional<double> amount, Unit unit);

// "17:30", "06", "21:34:10"; TIMEX3's time without the T.
std::string write_clock(const Clock& clock);

// The letters that stand for an unknown stretch: "XXXX-XX-XX", "XXXX-WXX", "XXXX-XX", "XXXX".
std::string unknown_value(Unit unit);

Precision precision_of(Unit unit);

}  // namespace nutgraf::when
