#include "who/who.h"

namespace nutgraf::who {

class Lexicon {};

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource&) { return std::make_shared<const Lexicon>(); }

std::vector<Party> find_parties(const Report&, const Reading&, const Lexicon&) { return {}; }

}  // namespace nutgraf::who
