#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace nutgraf::event {

// What PLOVER derives from a type and mode: quad class (1 verbal cooperation, 2 material cooperation, 3 verbal
// conflict, 4 material conflict), intensity, and the nearest CAMEO code ("" when CAMEO has none).
struct PloverCode {
  std::string type;
  std::string mode;  // empty: the type as such
  std::string quad;
  double scale = 0;
  std::string cameo;
};

// The table of all type-mode pairs, from lexicon/event/plover.tsv.
// source: PLOVER manual 2.0 draft, Open Event Data Alliance (CC BY-SA 4.0).
class Plover {
 public:
  static Result<Plover> load(const TableSource& tables);

  // The code of a type with its most intense mode; the type's own when it has none of these modes. Nothing for an
  // unknown type.
  std::optional<PloverCode> code_of(std::string_view type, const std::vector<std::string>& modes) const;

 private:
  std::vector<PloverCode> codes_;
};

}  // namespace nutgraf::event
