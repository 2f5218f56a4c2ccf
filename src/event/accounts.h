#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "event/event.h"
#include "event/same_event.h"

namespace nutgraf::event {

// Everything that one speaker says in the report.
struct Account {
  Attribution attribution;              // of the statement that names the speaker most fully
  std::string identity;                 // of the speaker, as PartyBook has it
  std::vector<std::size_t> statements;  // indices into the statements, in text order
};

// The accounts of a report, in the order in which their speakers first speak: a spokesman and the body spoken for are one
// speaker, a statement's author and the statement too, "the army and the mayor" are two.
std::vector<Account> find_accounts(const Context& context);

}  // namespace nutgraf::event
