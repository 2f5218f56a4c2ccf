#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/reading.h"
#include "what/lexicon.h"
#include "what/match.h"
#include "what/what.h"

namespace nutgraf::what {

// A matched trigger with its roles filled after its frame, the modes of its weapons and the status its words hint at.
Happening fill_roles(const Reading& reading, const Lexicon& lexicon, const Match& match);

// What a count of its actors means in a happening of a type: "participants", "attackers", "deployed"; empty when nothing.
std::string actor_figure_of(std::string_view type);

// True for words that tell time, not a party or place ("Tuesday", "2014", "night").
bool tells_time(const Token& token);

}  // namespace nutgraf::what
