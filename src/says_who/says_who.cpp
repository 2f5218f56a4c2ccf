#include "says_who/says_who.h"

namespace nutgraf::says_who {

class Lexicon {};

Result<std::shared_ptr<const Lexicon>> load_lexicon(const TableSource&) { return std::make_shared<const Lexicon>(); }

Answers find_statements(const Report&, const Reading&, const Lexicon&) { return {}; }

}  // namespace nutgraf::says_who
