// Loads the tables of lexicon/event that mentions are filled with.

#include "event/words.h"

#include <utility>

namespace nutgraf::event {

Result<Words> load_words(const TableSource& tables) {
  auto tolls = Tolls::load(tables);
  if (!tolls) return std::unexpected(tolls.error());
  auto spots = Spots::load(tables);
  if (!spots) return std::unexpected(spots.error());
  return Words{std::move(*tolls), std::move(*spots)};
}

}  // namespace nutgraf::event
