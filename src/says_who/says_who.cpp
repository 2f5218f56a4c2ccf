// Who says what, and what is said to have happened. Statements and factuality are read apart, over the same tree.

#include "says_who/says_who.h"

#include "says_who/lexicon.h"

namespace nutgraf::says_who {

Answers find_statements(const Report&, const Reading& reading, const Lexicon& lexicon) {
  return {.statements = find_all_statements(reading, lexicon), .factuality = find_factuality(reading, lexicon)};
}

}  // namespace nutgraf::says_who
