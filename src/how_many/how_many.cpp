#include "how_many/how_many.h"

namespace nutgraf::how_many {

class Lexicon {};

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource&) { return std::make_shared<const Lexicon>(); }

std::vector<Figure> find_figures(const Report&, const Reading&, const Lexicon&) { return {}; }

}  // namespace nutgraf::how_many
