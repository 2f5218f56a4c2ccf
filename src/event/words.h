#pragma once

#include "event/spots.h"
#include "event/tolls.h"

namespace nutgraf::event {

// The word tables by which mentions are filled.
struct Words {
  Tolls tolls;
  Spots spots;
};

Result<Words> load_words(const TableSource& tables);

}  // namespace nutgraf::event
