#pragma once

#include <optional>
#include <string>

#include "when/anchor.h"
#include "when/phrase.h"
#include "when/when.h"

namespace nutgraf::when {

// A phrase placed on the calendar as far as it can be.
struct Resolved {
  Type type = Type::date;
  std::string value;
  std::optional<Date> earliest, latest;
  Precision precision = Precision::vague;
  Basis basis = Basis::stated;
  std::optional<Period> period;  // what later times may count from
  bool is_approximate = false;
  bool states_year = false;
};

// `sentence` is where the phrase stands.
Resolved resolve(const Phrase& phrase, const Anchor& anchor, Direction direction, std::int32_t sentence);

// By form (calendar in resolve.cpp, the others in relative.cpp).
Resolved resolve_calendar(const Phrase& phrase, const Anchor& anchor, Direction direction, std::int32_t sentence);
Resolved resolve_shifted(const Phrase& phrase, const Anchor& anchor, Direction direction);
Resolved resolve_offset(const Phrase& phrase, const Anchor& anchor);
Resolved resolve_length(const Phrase& phrase, const Anchor& anchor);
Resolved resolve_again(const Phrase& phrase);
Resolved resolve_fixed(const Phrase& phrase, const Anchor& anchor);

// A stretch with its value and days; `basis` says how its place was found.
Resolved placed(const Period& period, Basis basis);

// The first, middle or last third that "early", "mid" and "late" leave of a stretch.
Period narrow(const Period& period, Effect effect);

}  // namespace nutgraf::when
