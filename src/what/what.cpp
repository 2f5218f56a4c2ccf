#include "what/what.h"

namespace nutgraf::what {

class Lexicon {};

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource&) { return std::make_shared<const Lexicon>(); }

std::vector<Happening> find_happenings(const Report&, const Reading&, const Lexicon&) { return {}; }

}  // namespace nutgraf::what
