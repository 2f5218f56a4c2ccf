#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace nutgraf::what {

// A place beside a trigger that may be filled. `subject` and `object` are the deep ones: the object of "police
// detained nine", "nine were detained", "the nine detained" and "nine detained" is "nine". Prepositions hold their
// noun; `self` is the trigger itself ("protesters"), `governor` the verb that a noun hangs on ("an inquiry was opened"), `ccomp_subject`
// another whom a statement is about ("said the king had lied").
enum class Slot : std::uint8_t {
  subject, object, possessor, compound, amod, self, governor, xcomp, ccomp, ccomp_subject,
  about, after, against, among, around, as, at, behind, between, by, during, following, for_, from, in, inside, into,
  near, of, on, onto, out, outside, over, through, to, toward, towards, under, up, upon, with, within, without
};

std::string_view name_of(Slot slot);                        // "object", "for"
std::optional<Slot> slot_named(std::string_view name);      // nothing when there is no such slot

}  // namespace nutgraf::what
