// The names of the places beside a trigger, as tables write them.

#include "what/slot.h"

#include <array>

namespace nutgraf::what {

namespace {

constexpr std::array<std::string_view, 44> slot_names = {
    "subject", "object", "possessor", "compound", "amod",    "self",   "governor", "xcomp",   "ccomp", "ccomp_subject", "about",  "after", "against",
    "among",   "around", "as",        "at",       "behind",  "between", "by",     "during", "following", "for", "from",
    "in",      "inside", "into",      "near",     "of",      "on",     "onto",    "out",   "outside", "over",  "through",
    "to",      "toward", "towards",   "under",    "up",      "upon",   "with",    "within", "without"};
static_assert(slot_names.size() == static_cast<std::size_t>(Slot::without) + 1);

}  // namespace

std::string_view name_of(Slot slot) { return slot_names[static_cast<std::size_t>(slot)]; }

std::optional<Slot> slot_named(std::string_view name) {
  for (std::size_t i = 0; i < slot_names.size(); ++i)
    if (slot_names[i] == name) return static_cast<Slot>(i);
  return std::nullopt;
}

}  // namespace nutgraf::what
